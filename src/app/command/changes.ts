import { type Write } from '../../kernel/partitionStore';
import { type Deadline } from '../due/deadline';
import { type EventRecord } from './eventRecord';

/** What a command stores, in one transaction, and announces. */
export interface Changes {
  readonly writes: readonly Write[];
  readonly records: readonly EventRecord[];
  /** What falls due for what is stored: written after it, and noted before it in the deadline of publishing, so that nothing is stored without. Where the commit was refused, one that the sweep writes is stale, and found to be so. */
  readonly deadlines?: readonly Deadline[];
}
