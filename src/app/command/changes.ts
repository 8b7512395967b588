import { type Write } from '../../kernel/partitionStore';
import { type Deadline } from '../due/deadline';
import { type EventRecord } from './eventRecord';

/** What a command stores, in one transaction, and announces. */
export interface Changes {
  readonly writes: readonly Write[];
  readonly records: readonly EventRecord[];
  /** What falls due for what is stored: written before it, so that nothing is stored without. One that the commit then refuses is stale, and found to be so. */
  readonly deadlines?: readonly Deadline[];
}
