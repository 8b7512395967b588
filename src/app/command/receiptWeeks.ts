import { instantFromMillis, toMillis, type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { groupBy } from '../../kernel/groupBy';
import { type Log } from '../log';
import { type Patience } from './contention';

const WEEK_MILLIS = 7 * 86_400_000;
/** Of the `Directory` table: one partition for each week, in order of time. */
export const RECEIPT_WEEKS = 'receipts|';
/** Real time after which what is noted is written down, together with what else is noted by then. */
const WRITTEN_AFTER_MILLIS = 60_000;
const MOST_WRITES = 100;
/** Of what is known to be written down; forgotten beyond that, and then written once more. */
const MOST_KNOWN = 10_000;

/** `receipts|2026-11-26`: the partition of a week, by its first day; weeks begin on Thursdays, as the count of days did. */
export const receiptWeek = (at: Instant): string => RECEIPT_WEEKS + instantFromMillis(Math.floor(toMillis(at) / WEEK_MILLIS) * WEEK_MILLIS).slice(0, 10);

export interface ReceiptWeeksPorts {
  readonly directory: PartitionStore;
  readonly patience: Pick<Patience, 'alarm'>;
  readonly log: Log;
}

/**
 * Which customers got receipts in which week, so that whoever clears old ones away looks at no other customers. Written down a minute later, many at once, and once a week for each customer and process: a command neither
 * waits for it nor pays for it. What a process that is killed had not written down yet is noted by the daily check.
 */
export class ReceiptWeeks {
  private readonly waiting = new Map<string, { readonly week: string; readonly customerId: string }>();
  private readonly known = new Set<string>();
  private isSet = false;

  constructor(private readonly ports: ReceiptWeeksPorts) {}

  /** A receipt of that customer was stored at that instant. @param isLost what was noted before is gone: it is noted anew. */
  note(customerId: string, at: Instant, isLost = false): void {
    const week = receiptWeek(at);
    const id = `${week}|${customerId}`;
    if (isLost) this.known.delete(id);
    if (this.known.has(id)) return;
    this.waiting.set(id, { week, customerId });
    if (this.isSet) return;
    this.isSet = true;
    this.ports.patience.alarm(WRITTEN_AFTER_MILLIS, () => {
      this.isSet = false;
      this.write().catch((error: unknown) => this.ports.log.error('Who got receipts could not be written down', error));
    });
  }

  /** Writes down what is noted. Never throws: what fails waits for the next time. */
  async write(): Promise<void> {
    for (const [week, noted] of groupBy([...this.waiting], ([, { week: of }]) => of)) {
      for (let start = 0; start < noted.length; start += MOST_WRITES) {
        const some = noted.slice(start, start + MOST_WRITES);
        try {
          await this.ports.directory.commit(week, some.map(([, { customerId }]) => ({ op: 'put', key: customerId, value: { type: 'receiptWeek' } })));
        } catch (error) {
          this.ports.log.warn('Who got receipts is written down later', error);
          return;
        }
        for (const [id] of some) this.settle(id);
      }
    }
  }

  private settle(id: string): void {
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.add(id);
    this.waiting.delete(id);
  }
}
