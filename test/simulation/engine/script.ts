import { type Instant } from '../../../src/kernel/instant';
import { type Call } from './client';

/** A call on its way to a host. The app draws from what the numbers say. */
export interface SentCall {
  readonly step: number;
  /** Of the step's calls. */
  readonly nth: number;
  readonly host: number;
  readonly call: Call;
}

/** What is done to an installation. */
export type Entry =
  | ({ readonly is: 'call' } & SentCall)
  | { readonly is: 'advance'; readonly step: number; readonly to: Instant }
  /** Sent at the same moment: which came first is left to chance. */
  | { readonly is: 'together'; readonly step: number; readonly calls: readonly SentCall[]; readonly inAnyOrder: true }
  /** All hosts are down until then; what fell due is carried out afterwards. */
  | { readonly is: 'outage'; readonly step: number; readonly to: Instant };
