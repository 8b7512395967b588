import { type Clock } from '../../kernel/clock';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { failure, type Result } from '../../kernel/result';
import { parseDeadline, type Deadline } from '../due/deadline';
import { deadlineKey } from '../due/deadlineKeys';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Log } from '../log';
import { type Patience } from './contention';
import { publishDeadline } from './publishing';

/** A commit takes no longer, all retries of the adapter included. */
const COMMIT_MINUTES = 2;
/** Real time after which what nobody needs any more is cleared away: before it falls due, and after as many others as may be. */
const CLEARED_AFTER_MILLIS = 60_000;
/** So many are cleared away at once. */
const MOST_IDLE = 500;

/** A deadline of publishing that stands over the commits of one customer. */
export interface Cover {
  readonly deadline: Deadline;
  /** Commands that it covers now. */
  users: number;
  /** Whether something of what it covered is not done: then it is the sweep's. */
  isLeft: boolean;
}

export interface CoversPorts {
  readonly deadlines: DeadlineIndex;
  readonly clock: Clock;
  readonly patience: Pick<Patience, 'alarm'>;
  readonly log: Log;
}

/**
 * The deadlines of publishing that this process has written. Each is there before the commit that it covers, and until all that follows from it is done, so that a crash leaves it to the sweep. One serves whatever is stored
 * for its customer while it leaves a commit time enough; when nobody needs it any more it is cleared away a minute later, together with others: one operation for all of an hour and shard.
 */
export class Covers {
  private readonly latest = new Map<string, Cover>();
  /** Those that somebody needs or that are not cleared away yet, by their rows: a command that is tried again within the same millisecond writes the same row, and has the same cover. */
  private readonly byKey = new Map<string, Cover>();
  private readonly idle = new Set<Cover>();
  private isWaiting = false;

  constructor(private readonly ports: CoversPorts) {}

  /** One that stands already and leaves a commit time enough; undefined where there is none. To be let go of. */
  standing(customerId: string): Cover | undefined {
    const cover = this.latest.get(customerId);
    return cover === undefined || !this.lasts(cover) ? undefined : this.used(cover);
  }

  /** Whether it leaves a commit that is begun now time enough. */
  lasts({ deadline }: Cover): boolean {
    return deadline.at >= plusMinutes(this.ports.clock.now(), COMMIT_MINUTES);
  }

  /**
   * Writes one. @param subject never another request's, so that whoever clears it away takes nobody else's. @param data what the sweep is to do, should the process be cut off, beside publishing.
   * @throws when the store fails: then it may be there, and the sweep finds it.
   */
  async write(customerId: string, subject: string, now: Instant, data?: Deadline['data']): Promise<Cover> {
    const deadline = { ...publishDeadline(customerId, subject, now), ...(data && { data }) };
    const key = deadlineKey(deadline);
    const cover = this.used(this.byKey.get(key) ?? { deadline, users: 0, isLeft: false });
    this.byKey.set(key, cover);
    try {
      await this.ports.deadlines.put([deadline]);
    } catch (error) {
      this.release(cover, false);
      throw error;
    }
    if (!cover.isLeft) this.latest.set(customerId, cover);
    return cover;
  }

  /** @param isDone whether all is done that was stored under them; else they stay, for the sweep. */
  letGo(covers: readonly Cover[], isDone: boolean): void {
    for (const cover of covers) this.release(cover, isDone);
    if (this.idle.size >= MOST_IDLE) this.clearBeside();
    else if (this.idle.size > 0 && !this.isWaiting) {
      this.isWaiting = true;
      this.ports.patience.alarm(CLEARED_AFTER_MILLIS, () => {
        this.isWaiting = false;
        this.clearBeside();
      });
    }
  }

  /** Takes away all that nobody needs. Never throws: what stays is found by the sweep, which finds nothing to do. */
  async clear(): Promise<void> {
    const idle = [...this.idle];
    this.idle.clear();
    for (const cover of idle) this.forget(cover);
    try {
      await this.ports.deadlines.remove(idle.map(({ deadline }) => deadline));
    } catch (error) {
      this.ports.log.warn('Deadlines of publishing that are done with are left to the sweep', error);
    }
  }

  private release(cover: Cover, isDone: boolean): void {
    cover.users -= 1;
    if (!isDone) cover.isLeft = true;
    if (cover.isLeft) this.forget(cover);
    else if (cover.users === 0) this.idle.add(cover);
  }

  private clearBeside(): void {
    this.clear().catch((error: unknown) => this.ports.log.error('Deadlines of publishing could not be cleared away', error));
  }

  private used(cover: Cover): Cover {
    this.idle.delete(cover);
    cover.users += 1;
    return cover;
  }

  private forget(cover: Cover): void {
    const { customerId } = cover.deadline;
    if (this.latest.get(customerId) === cover) this.latest.delete(customerId);
    if (cover.users === 0) this.byKey.delete(deadlineKey(cover.deadline));
  }
}

/** For a cover: what falls due for what is stored under it. */
export const carryingDeadlines = (ahead: readonly Deadline[]): Deadline['data'] => (ahead.length === 0 ? {} : { deadlines: ahead });

/** What a command that was cut off did not write any more: a deadline each, or in words why it cannot be read. */
export const readCarried = ({ customerId, subject, data }: Deadline): readonly Result<Deadline, string>[] => {
  const carried = data?.['deadlines'];
  if (!Array.isArray(carried)) return [];
  return carried.map((each): Result<Deadline, string> => {
    const read = parseDeadline(each);
    return read.ok ? read : failure(`A deadline that ${subject} of customer ${customerId} was to write cannot be read: ${read.error}`);
  });
};

/** Deadlines that a command which was cut off did not write any more; those of one that stored nothing are stale, and found to be so. One that cannot be read is told of. */
export const carriedDeadlines = (cover: Deadline, log: Log): readonly Deadline[] =>
  readCarried(cover).flatMap((read): readonly Deadline[] => {
    if (!read.ok) log.error(read.error);
    return read.ok ? [read.value] : [];
  });
