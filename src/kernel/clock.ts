import { type Instant } from './instant';

/** Where the present comes from. Held by `functions/` and `app/` only; a rule gets the instant as an argument. */
export interface Clock {
  now(): Instant;
  /** Whether time passes without those ticks of a timer that would find nothing to do: then one that was long ago is no late one. Absent: it does not. */
  skipsIdleTime?(): boolean;
}
