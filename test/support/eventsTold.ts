import { toldPrefix } from '../../src/app/feed/feedRows';
import { sheetOf } from '../../src/app/feed/sheets';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { rowsOf } from './rowsOf';

/** What stands in the feeds of all partners, as it is stored, in order of partner and number. */
export const eventsTold = async (events: PartitionStore): Promise<readonly { readonly partition: string; readonly number: number; readonly value: Readonly<Record<string, unknown>> }[]> =>
  (await rowsOf(events)).filter(({ key }) => key.startsWith(toldPrefix)).flatMap((sheet) => sheetOf(sheet, 1).standings.map(({ number, row: { partition, value } }) => ({ partition, number, value })));
