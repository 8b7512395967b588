import { Killed } from '../../../support/faultyStore';
import { type Random } from '../../../fuzz/random';

/**
 * What goes wrong between the sweep, the Durable runtime and the activities. `startLost`: a process is said to be started and never runs. `startFails`: the runtime does not answer. `startLate`: a process runs only later.
 * `twice`: an activity is delivered again after it ended. `twiceAtOnce`: on two hosts at once. `again later`: its message comes once more when time has passed. `elsewhere`: activities run on another host than the sweep.
 * `redelivered`: an activity whose host died is delivered to another one.
 */
export type RuntimeFault = 'startLost' | 'startFails' | 'startLate' | 'twice' | 'twiceAtOnce' | 'againLater' | 'elsewhere' | 'redelivered';

export const RUNTIME_FAULTS: readonly (readonly [number, RuntimeFault])[] = [[2, 'startLost'], [1, 'startFails'], [2, 'startLate'], [3, 'twice'], [3, 'twiceAtOnce'], [3, 'againLater'], [2, 'elsewhere'], [5, 'redelivered']];

/** Work that is carried out when its time has come: a message that is late. */
export type LateWork = () => Promise<unknown>;

/** Who carries out an activity. */
export interface Hands<Host> {
  readonly own: Host;
  /** Another host where there is one; in place of one that died, a new one. */
  other(): Host;
  later(work: LateWork): void;
  met(fault: RuntimeFault, work: string): void;
}

/** The Durable runtime as one round of the sweep meets it. */
export interface Delivery<Host> {
  start(name: string, run: () => Promise<void>): Promise<void>;
  activity(name: string, run: (host: Host) => Promise<unknown>): Promise<unknown>;
}

/** Nothing goes wrong. */
export const plainDelivery = <Host>(host: Host): Delivery<Host> => ({ start: (_name, run) => run(), activity: (_name, run) => run(host) });

/** @param dice say which of the processes or activities the fault meets. */
export const faultyDelivery = <Host>(fault: RuntimeFault, dice: Random, hands: Hands<Host>): Delivery<Host> => {
  const meets = (): boolean => dice.chance(60);
  const start = async (name: string, run: () => Promise<void>): Promise<void> => {
    if ((fault !== 'startLost' && fault !== 'startFails' && fault !== 'startLate') || !meets()) return run();
    hands.met(fault, name);
    if (fault === 'startFails') throw new Error('The runtime does not answer');
    if (fault === 'startLate') hands.later(run);
    return undefined;
  };
  const activity = async (name: string, run: (host: Host) => Promise<unknown>): Promise<unknown> => {
    const { own } = hands;
    if (fault === 'redelivered') {
      try {
        return await run(own);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        hands.met(fault, name);
        return run(hands.other());
      }
    }
    if (fault === 'startLost' || fault === 'startFails' || fault === 'startLate' || !meets()) return run(own);
    hands.met(fault, name);
    if (fault === 'elsewhere') return run(hands.other());
    if (fault === 'twice') return run(own).then(() => run(hands.other()));
    if (fault === 'againLater') hands.later(() => run(hands.other()));
    if (fault !== 'twiceAtOnce') return run(own);
    const [outcome, again] = await Promise.allSettled([run(own), run(hands.other())]);
    if (outcome.status === 'fulfilled') return outcome.value;
    if (again.status === 'fulfilled') return again.value;
    throw outcome.reason;
  };
  return { start, activity };
};
