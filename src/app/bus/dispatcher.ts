import { type Clock } from '../../kernel/clock';
import { groupBy } from '../../kernel/groupBy';
import { toMillis, type Instant } from '../../kernel/instant';
import { type EventRecord } from '../command/eventRecord';
import { withBound } from '../due/withBound';
import { ownerOf } from '../event/audience';
import { type Log } from '../log';
import { type Bus, BusDown } from './bus';
import { WaitingEvents } from './waitingEvents';

/** Seconds without another try, after the first failure to reach the bus, the second, …; the last repeats. */
const pauseSeconds = [1, 5, 15, 60] as const;
const sessionsAtOnce = 8;

/** What `health` says of the bus, as this process knows it. */
export interface BusHealth {
  /** `none`: the app runs without one; events are read, and consumers told, all the same. */
  readonly state: 'none' | 'up' | 'down';
  /** When the oldest of the events came to be that this process could not hand over and nobody has since, as far as it knows. */
  readonly oldestWaiting?: Instant;
}

/**
 * Sends events to the bus, those of one subject in order, and takes no risk with them: what is not confirmed waits. While the bus cannot be reached it is left alone for growing pauses, in which everything waits
 * without being tried: no command is held up by it twice.
 */
export class Dispatcher {
  private failures = 0;
  private pausedUntil = 0;
  private readonly waiting = new WaitingEvents();
  private upSince: Instant | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.upSince = clock.now();
  }

  /** Whether it is no use to try now. */
  get isPaused(): boolean {
    return toMillis(this.clock.now()) < this.pausedUntil;
  }

  health(): BusHealth {
    const oldestWaiting = this.waiting.oldest(this.clock.now(), this.upSince);
    const reached = this.failures === 0 ? 'up' : 'down';
    return { state: this.bus.isInside ? 'none' : reached, ...(oldestWaiting !== undefined && { oldestWaiting }) };
  }

  /** @param records in order of each subject. @param behind ids of subjects of which an earlier event waits. @returns those that were not confirmed. Never throws. */
  async dispatch(records: readonly EventRecord[], behind: ReadonlySet<string> = new Set()): Promise<readonly EventRecord[]> {
    const { bus } = this;
    const held = records.filter(({ subject }) => behind.has(subject.id));
    const free = records.filter(({ subject }) => !behind.has(subject.id));
    const unsent: EventRecord[] = [...held];
    await withBound(sessionsAtOnce, [...groupBy(free, ownerOf)], async ([session, own]) => {
      if (!(await this.send(bus, session, own))) unsent.push(...own);
    });
    const left = new Set(unsent.map(({ id }) => id));
    for (const { id, at } of records) {
      if (left.has(id)) this.waiting.failed(id, at, this.clock.now());
      else this.waiting.handedOver(id);
    }
    return records.filter(({ id }) => left.has(id));
  }

  private async send(bus: Bus, session: string, records: readonly EventRecord[]): Promise<boolean> {
    if (this.isPaused) return false;
    try {
      await bus.send(session, records);
      this.failures = 0;
      this.upSince ??= this.clock.now();
      return true;
    } catch (error) {
      if (error instanceof BusDown) {
        this.upSince = undefined;
        if (!this.isPaused) {
          this.failures += 1;
          this.pausedUntil = toMillis(this.clock.now()) + 1000 * (pauseSeconds[Math.min(this.failures, pauseSeconds.length) - 1] ?? 60);
        }
        this.log.warn(`${error.message}; events wait`, error);
      } else this.log.error(`The bus does not take events of ${session}; they wait`, error);
      return false;
    }
  }
}
