import { type Write } from '../../kernel/partitionStore';
import { type Deadline } from '../due/deadline';
import { type EventRecord } from './eventRecord';

/** What a command stores, in one transaction, and announces. */
export interface Changes {
  /**
   * Against the etags of what it was decided on. Where nothing is to change, the row that would, as it is: a repeat that was decided on another is then never answered otherwise (REQ-5). Empty only where there is no such row,
   * or where it never changes any more.
   */
  readonly writes: readonly Write[];
  readonly records: readonly EventRecord[];
  /** What falls due for what is stored: written after it, and noted before it in the deadline of publishing, so that nothing is stored without. Where the commit was refused, one that the sweep writes is stale, and found to be so. */
  readonly deadlines?: readonly Deadline[];
}
