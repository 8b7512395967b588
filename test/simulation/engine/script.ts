import { type Instant } from '../../../src/kernel/instant';
import { type Call } from './client';
import { type TableName } from './tableName';

/** A call on its way to a host. The app draws from what the numbers say. */
export interface SentCall {
  readonly step: number;
  /** Of the step's calls. */
  readonly nth: number;
  readonly host: number;
  readonly call: Call;
}

/** Where a row lies. */
export interface RowPlace {
  readonly table: TableName;
  readonly partition: string;
  readonly key: string;
}

/** What is done to an installation. */
export type Entry =
  | ({ readonly is: 'call' } & SentCall)
  | { readonly is: 'advance'; readonly step: number; readonly to: Instant }
  /** Sent at the same moment: which came first is left to chance. */
  | { readonly is: 'together'; readonly step: number; readonly calls: readonly SentCall[]; readonly inAnyOrder: true }
  /** All hosts are down until then; what fell due is carried out afterwards. */
  | { readonly is: 'outage'; readonly step: number; readonly to: Instant }
  /** A row was written by something that is not the app: damaged, as an earlier release had it, or as it was. `fault`: what is wrong with it until it is written again; absent: nothing. */
  | { readonly is: 'row'; readonly step: number; readonly place: RowPlace; readonly value: Readonly<Record<string, unknown>>; readonly fault?: string }
  /** How the world outside answers from then on. */
  | { readonly is: 'outside'; readonly step: number; readonly who: 'receiver' | 'mailServer'; readonly answers: boolean };
