import { type CoreModule } from '../../../src/localhost/core/coreTypes';

/** Kept on the global object, as a module's own variable is another one in every isolated registry. */
const holder = globalThis as { localhostTestCore?: CoreModule };

export function setCurrentCore(core: CoreModule): void {
  holder.localhostTestCore = core;
}

/** Stands in for the module `@azure/functions-core`: whatever core was set last. */
export const currentCore: CoreModule = new Proxy({} as CoreModule, {
  get: (_target, property): unknown => holder.localhostTestCore && Reflect.get(holder.localhostTestCore, property),
});
