import { type Clock } from '../../kernel/clock';
import { instantFromMillis } from '../../kernel/instant';

/** What the local runtime publishes for apps that follow its clock; the Azure Functions host publishes nothing. */
interface HostClock {
  readonly virtual: boolean;
  now(): number;
  hintTimer(functionName: string, nextDue: (after: number) => Promise<number | undefined>): void;
}

const published = (): HostClock | undefined => (globalThis as Record<symbol, unknown>)[Symbol.for('functions-localhost.clock')] as HostClock | undefined;

/** The runtime's time: the local runtime's clock, which may be virtual, or the machine's. */
export const hostClock: Clock = { now: () => instantFromMillis(published()?.now() ?? Date.now()), skipsIdleTime: () => published()?.virtual === true };

/**
 * Tells a virtual clock when a timer function will next find something to do, so that it skips the ticks in between. Does nothing on Azure.
 * @param nextDue answers milliseconds since 1970, or undefined for "nothing at all".
 */
export const hintTimer = (functionName: string, nextDue: () => Promise<number | undefined>): void => published()?.hintTimer(functionName, nextDue);
