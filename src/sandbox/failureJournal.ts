import { type HostClock, type Logger } from '../localhost';
import { type HappeningLog } from './contracts';
import { HappeningJournal } from './happeningJournal';

/** Shows the runtime's warnings and errors, what is only worth knowing where that is asked for, and lists the errors as happenings: whoever moves the clock is told of failures too. */
export class FailureJournal implements Logger, HappeningLog {
  readonly #journal = new HappeningJournal();
  readonly #warn: (line: string) => void;
  readonly #showsInformation: boolean;
  #count = 0;
  /** Set once there is a clock; the clock itself needs a logger first. */
  clock: HostClock | undefined;

  /** Errors so far. */
  get count(): number {
    return this.#count;
  }

  constructor(warn: (line: string) => void, { showsInformation = false }: { readonly showsInformation?: boolean } = {}) {
    this.#warn = warn;
    this.#showsInformation = showsInformation;
  }

  log(level: Parameters<Logger['log']>[0], message: string): void {
    if (level === 'warning' || level === 'error' || (level === 'information' && this.#showsInformation)) this.#warn(message);
    if (level === 'error') this.#count += 1;
    if (level !== 'error' || this.clock === undefined) return;
    const [outcome = ''] = message.split('\n');
    this.#journal.record({ at: new Date(this.clock.now()).toISOString(), what: 'failure', subject: 'runtime', outcome });
  }

  collect(): ReturnType<HappeningLog['collect']> {
    return this.#journal.collect();
  }
}

/** Several logs as one, oldest first; at the same instant in the order of the logs. */
export const joinHappenings = (...logs: readonly HappeningLog[]): HappeningLog => ({
  collect: () => {
    const finishes = logs.map((log) => log.collect());
    return async () => {
      const happened = (await Promise.all(finishes.map((finish) => finish()))).flat();
      return happened.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    };
  },
});
