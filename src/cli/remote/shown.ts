import { table } from '../demo/tables';
import { type Terminal } from '../terminal';

/** A column of a table: its head, and what of a row it shows. */
export type Column<T> = readonly [head: string, show: (row: T) => string | number | undefined];

/** Rows as a table, or with `--json` as one array, each as the API has it. @param nothing what is said where there are none. */
export const showRows = <T>(rows: readonly T[], columns: readonly Column<T>[], nothing: string, json: boolean | undefined, terminal: Terminal): void => {
  if (json === true) terminal.print(JSON.stringify(rows, undefined, 2));
  else if (rows.length === 0) terminal.print(nothing);
  else terminal.print(table(columns.map(([head]) => head), rows.map((row) => columns.map(([, show]) => show(row) ?? ''))));
};

/** `2021-07-17T23:59:59Z` as a table shows it: `2021-07-17 23:59`. UTC. */
export const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** `2021-07-17T00:00:00Z` as a day. */
export const dayOf = (instant: string): string => instant.slice(0, 10);
