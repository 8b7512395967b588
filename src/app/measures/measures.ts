import { type LogFacts } from '../log';
import { type METRICS } from './metrics';

type Table = typeof METRICS;
type NamesOf<Kind> = { [Name in keyof Table]: Table[Name]['kind'] extends Kind ? Name : never }[keyof Table];

export type CounterName = NamesOf<'counter'>;
export type GaugeName = NamesOf<'gauge'>;
export type HistogramName = NamesOf<'histogram'>;

/** Where the app counts what an operator watches; names, units and meanings are in `METRICS`. Nothing here waits or throws. */
export interface Measures {
  /** Adds to what has happened. @param by at least 0. @param facts what it is told apart by: those that `METRICS` names for it, and no ids, of which there are too many. */
  count(name: CounterName, by: number, facts?: LogFacts): void;
  /** Says what stands now; the last value said is the one that counts. */
  gauge(name: GaugeName, value: number, facts?: LogFacts): void;
  /** One observation, in the unit of the table. */
  record(name: HistogramName, value: number, facts?: LogFacts): void;
}

/** Where nobody listens. */
export const noMeasures: Measures = { count: () => undefined, gauge: () => undefined, record: () => undefined };
