import { toMillis, type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { markedIn } from './restoreMarks';

/** Less than a customer is marked before a row of it is touched: none that was touched in between is overlooked. */
const MILLIS_BETWEEN = 60_000;

/** Notes which customers are being restored while something is read: what is read of them may be half of what they were, and half of what they are to be. */
export class RestoringWatch {
  readonly seen = new Set<string>();
  private looked: number | undefined;

  /** @param partners the `Partners` table, which holds the marks. @param now real time. */
  constructor(
    private readonly partners: PartitionStore,
    private readonly now: () => Instant,
  ) {}

  /** One request a minute at most. @param isLast looks in any case. @throws when the store fails. */
  async look(isLast = false): Promise<void> {
    const millis = toMillis(this.now());
    if (!isLast && this.looked !== undefined && millis - this.looked < MILLIS_BETWEEN) return;
    for (const marked of await markedIn(this.partners)) this.seen.add(marked);
    this.looked = millis;
  }
}
