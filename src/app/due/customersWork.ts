import { type Deadline } from './deadline';
import { type StoredEvents } from '../command/storedEvents';

/** What one customer's part of a page came to: each of its deadlines is done or has failed. */
export interface CustomersWork {
  readonly done: readonly Deadline[];
  /** What is still to be published, by transaction. */
  readonly stored: readonly StoredEvents[];
  readonly failed: readonly { readonly deadline: Deadline; readonly cause: unknown }[];
}
