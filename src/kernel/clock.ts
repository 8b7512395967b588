import { type Instant } from './instant';

/** Where the present comes from. Held by `functions/` and `app/` only; a rule gets the instant as an argument. */
export interface Clock {
  now(): Instant;
}
