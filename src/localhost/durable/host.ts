import { type FunctionInvoker, type HostClock, type Logger, type Versioning } from '../contracts';
import { type Activities } from './activities';
import { type Outbound } from './instance';
import { type TimerLimits } from './protocol';
import { type Callable } from './replay/schedule';
import { type SentMessages } from './sentMessages';
import { type Slots } from './slots';
import { type EntityStorage } from './store/entityStorage';
import { type DurableStore } from './store/port';

/** What every instance shares. */
export interface InstanceHost {
  readonly store: DurableStore;
  readonly entities: EntityStorage;
  readonly clock: HostClock;
  readonly logger: Logger;
  readonly invoker: FunctionInvoker;
  readonly activities: Activities;
  /** Turns of orchestrator functions that run at the same time. */
  readonly orchestrators: Slots;
  readonly versioning: Versioning;
  /** In ms: how long before their time timers fire. */
  readonly timersEarlyBy: number;
  readonly timerLimits: TimerLimits;
  readonly newGuid: () => string;
  /** Aborted when the runtime stops. */
  readonly stopping: AbortSignal;
  /** Whether the app has a function of that kind and name. */
  knows(kind: Callable, name: string): boolean;
  /** The names of the app's functions of that kind, quoted, with commas. */
  known(kind: Callable): string;
  /** Runs work that keeps a virtual clock still and that `stop` waits for. */
  work(run: () => Promise<void>): void;
  /** Resolves when every message has been stored with its receiver, or is held by an entity: then it is in `sent` until it is stored. */
  deliver(outbox: readonly Outbound[], sent: SentMessages): Promise<void>;
  /** The instance has gone idle with its state in memory. */
  touched(instanceId: string): void;
  /** The instance cannot be read, or its turn not be carried out: it is said once, and nothing further is done for it until it is asked for again. */
  broken(instanceId: string, why: string): void;
  /** A turn of the instance has been carried out. */
  mended(instanceId: string): void;
  /** The instance has ended and nothing of it is left to do. */
  retire(instanceId: string): void;
}
