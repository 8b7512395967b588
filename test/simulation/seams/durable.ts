import { type Orchestration } from '../../support/worldOrchestrator';

/** What the app registers with the Durable runtime, by name. */
export const orchestrations = new Map<string, Orchestration>();

/** Stands for the library, of which an orchestration uses nothing but its registration. */
export const app = { orchestration: (name: string, handler: Orchestration): void => void orchestrations.set(name, handler) };
