import { type Deadline } from './deadline';
import { type EventRecord } from '../command/eventRecord';

/** Work that is stored, and what is still to be published of it. */
export interface Done {
  readonly deadline: Deadline;
  readonly records: readonly EventRecord[];
}

/** What one customer's part of a page came to: each of its deadlines is in one of the two. */
export interface CustomersWork {
  readonly done: readonly Done[];
  readonly failed: readonly { readonly deadline: Deadline; readonly cause: unknown }[];
}
