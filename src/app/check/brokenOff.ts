import { CustomerBeingRestored } from '../backup/restoringFence';
import { StoreUnavailable } from '../../kernel/partitionStore';
import { type Log } from '../log';

/** Told by one call; the log has all. */
const MOST_TOLD = 100;
const LONGEST_REASON = 300;

/** A customer whose comparison broke off, and why: nothing of it was compared, or not all. */
export interface BrokenOff {
  /** Empty: something that is no customer's, which the reason names. */
  readonly customerId: string;
  readonly reason: string;
}

const inWords = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause)).slice(0, LONGEST_REASON);

/** A store that does not answer, but for a customer that is being restored, which may last. */
const isOfStore = (cause: unknown): boolean => cause instanceof StoreUnavailable && !(cause instanceof CustomerBeingRestored);

/** Customers, and what is none's, whose comparison broke off. What fails over one of them keeps none of the others from being compared, today or any day. */
export class BrokenOffs {
  private readonly all: BrokenOff[] = [];

  constructor(private readonly log: Log) {}

  /** @param cause what was thrown. */
  add(customerId: string, cause: unknown): void {
    this.log.error(`The comparison of customer ${customerId} with what is derived of it broke off`, cause);
    this.all.push({ customerId, reason: inWords(cause) });
  }

  /** One comparison; where it breaks off that is added. @throws StoreUnavailable: then it is of no use to go on, but for a customer that is being restored, which may last. */
  async unless(customerId: string, compare: () => Promise<void>): Promise<void> {
    try {
      await compare();
    } catch (cause) {
      if (isOfStore(cause)) throw cause;
      this.add(customerId, cause);
    }
  }

  /** The same of what is no customer's. @param what in words: `exports of partner 10c4f1f7-…`. @throws StoreUnavailable. */
  async unlessPart(what: string, compare: () => Promise<void>): Promise<void> {
    try {
      await compare();
    } catch (cause) {
      if (isOfStore(cause)) throw cause;
      this.log.error(`The comparison of ${what} with what is derived of it broke off`, cause);
      this.all.push({ customerId: '', reason: `${what}: ${inWords(cause)}` });
    }
  }

  /** As a member of what is told: the first hundred; absent where there are none. */
  told(): { readonly failed?: readonly BrokenOff[] } {
    return this.all.length === 0 ? {} : { failed: this.all.slice(0, MOST_TOLD) };
  }
}
