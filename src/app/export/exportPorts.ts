import { type DailyItem, type LineItem } from '../../domain/reconciliation/lineItem';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type AskedExport } from './exportState';
import { type ExportFiles } from './exportFiles';

/** How lines are written, each ended by a line break. */
export interface WrittenAs<T> {
  /** Of the first part; empty where there is none. */
  readonly heading: string;
  /** Of each further part, where these are files of their own. */
  readonly furtherHeading?: string | undefined;
  readonly text: (lines: readonly T[]) => string;
}

export type Written<T> = (form: Pick<AskedExport, 'attributeSet' | 'dataFormat' | 'byteOrderMark'>) => WrittenAs<T>;

export interface ExportPorts {
  /** The `Invoices` table, where exports are rows too. */
  readonly invoices: PartitionStore;
  readonly exportFiles: ExportFiles;
  readonly exporting: {
    /** For how many days files are kept, 1 to 30. */
    readonly days: number;
    /** Of one part, and of one activity, at most. */
    readonly linesOfAPart: number;
    /** Of a file that is answered at once, at most. */
    readonly wholeFile: { readonly lines: number; /** As it is sent. */ readonly bytes: number };
    readonly reconciliation: Written<LineItem>;
    readonly usage: Written<DailyItem>;
  };
}
