import { type Patience } from '../command/contention';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Log } from '../log';
import { type Measures } from '../measures/measures';
import { schemaState } from '../schema/installationSchema';
import { type Clock } from '../../kernel/clock';
import { secondsBetween, type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { holdsBack, type SweepControl, type SweepControlBook } from './sweepControl';
import { readFigures, type SweepFigures } from './sweepFigures';

/** For so long nobody asks storage again, however many probes there are. */
const REMEMBERED_MILLIS = 5_000;
/** A storage that takes longer counts as down. */
export const PATIENCE_MILLIS = 3_000;
/** Shorter, so that an account that hangs is told of and does not take the others with it. */
const ACCOUNT_MILLIS = 2_000;

/** What storage says of the installation. */
export interface Seen {
  readonly control: SweepControl;
  /** Absent: no sweep has come to its end yet. */
  readonly figures?: SweepFigures;
  /** How many of the further storage accounts do not answer. */
  readonly accountsDown: number;
  /** Only where time passes without idle ticks: when the earliest deadline falls due, or fell due, that is not held back. */
  readonly nextDue?: Instant;
  /** Only where a newer release has written here: the schema of that one. */
  readonly newerSchema?: number;
}

/** How long it took, in real time; without `seen` storage did not answer. */
export interface Look {
  readonly latencyMillis: number;
  readonly seen?: Seen;
}

export interface HealthPorts {
  readonly clock: Clock;
  readonly deadlines: Pick<DeadlineIndex, 'earliest'>;
  /** The `Directory` table. */
  readonly directory: PartitionStore;
  readonly sweepControl: Pick<SweepControlBook, 'read'>;
  /** A table of each storage account but the main one. */
  readonly furtherAccounts: readonly PartitionStore[];
  /** Milliseconds of real time since any fixed moment. */
  readonly elapsed: () => number;
  readonly patience: Pick<Patience, 'alarm'>;
  readonly measures: Measures;
  readonly log: Log;
}

/** Whatever `work` comes to, or undefined once so many milliseconds have passed; its failure is a failure as long as somebody waits for it. */
export const within = async <T>(patience: Pick<Patience, 'alarm'>, millis: number, work: Promise<T>): Promise<T | undefined> => {
  let callOff = (): void => undefined;
  const alarm = new Promise<undefined>((resolve) => {
    callOff = patience.alarm(millis, () => resolve(undefined));
  });
  try {
    return await Promise.race([work, alarm]);
  } finally {
    callOff();
  }
};

/** DUE-5: how the installation is, as three rows of storage tell it: asked for at most once in five seconds by each process, and given up after three. */
export class InstallationHealth {
  /** Since when this process is there. */
  readonly upSince: Instant;
  private known: { readonly at: number; readonly look: Look } | undefined;
  private asking: Promise<Seen> | undefined;

  constructor(private readonly ports: HealthPorts) {
    this.upSince = ports.clock.now();
  }

  /** Something was changed here that it tells of: the next look asks anew. */
  forget(): void {
    this.known = undefined;
  }

  /** Never throws. */
  async look(): Promise<Look> {
    const { clock, elapsed, measures } = this.ports;
    const from = elapsed();
    if (this.known !== undefined && from - this.known.at < REMEMBERED_MILLIS) return this.known.look;
    const seen = await this.asked();
    const look: Look = { latencyMillis: Math.round(elapsed() - from), ...(seen && { seen }) };
    this.known = { at: elapsed(), look };
    // Also where no sweep comes to say it any more.
    if (seen?.figures !== undefined) measures.gauge('nextterm.sweep.age', Math.max(0, secondsBetween(seen.figures.endedAt, clock.now())));
    return look;
  }

  /** Whoever asks while another does waits for the same answer; one that does not come is waited for no longer than the rest. */
  private async asked(): Promise<Seen | undefined> {
    const { log, patience } = this.ports;
    try {
      this.asking ??= this.ask().finally(() => {
        this.asking = undefined;
      });
      return await within(patience, PATIENCE_MILLIS, this.asking);
    } catch (error) {
      log.warn('Storage does not say how the installation is', error);
      return undefined;
    }
  }

  /** Asks an account for a row that is not there. */
  private async answers(account: PartitionStore): Promise<boolean> {
    const { log, patience } = this.ports;
    try {
      return (await within(patience, ACCOUNT_MILLIS, account.read('health', 'health').then(() => true))) === true;
    } catch (error) {
      log.warn('A storage account does not answer', error);
      return false;
    }
  }

  private async ask(): Promise<Seen> {
    const { clock, deadlines, directory, furtherAccounts, sweepControl } = this.ports;
    const [control, figures, { isOlderRelease, stored }, answers] = await Promise.all([sweepControl.read(), readFigures(directory), schemaState(directory), Promise.all(furtherAccounts.map((account) => this.answers(account)))]);
    const accountsDown = answers.filter((isUp) => !isUp).length;
    const nextDue = clock.skipsIdleTime?.() === true ? await deadlines.earliest((kind) => !holdsBack(control, kind)) : undefined;
    return { control, accountsDown, ...(figures && { figures }), ...(nextDue !== undefined && { nextDue }), ...(isOlderRelease && stored !== undefined && { newerSchema: stored }) };
  }
}
