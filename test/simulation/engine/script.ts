import { type Instant } from '../../../src/kernel/instant';
import { type Call } from './client';

/** What is done to an installation. */
export type Entry =
  | { readonly is: 'call'; readonly step: number; readonly nth: number; readonly host: number; readonly call: Call }
  | { readonly is: 'advance'; readonly step: number; readonly to: Instant };
