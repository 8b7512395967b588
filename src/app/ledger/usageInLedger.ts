import { type DailyItem } from '../../domain/reconciliation/lineItem';
import { type PartitionStore } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { ledgerRows, type LedgerLine } from './ledgerLine';

/** The lines for good whose keys begin so, where they lie. @throws RowUnreadable. */
export const finalUsage = async (ledger: PartitionStore, partition: string, prefix: string): Promise<readonly LedgerLine[]> =>
  (await allRows(ledger, partition, prefix)).map((row) => ledgerRows.read(row)).filter(({ isFinal }) => isFinal);

/** Whether a day's row is part of one of the lines of its month: of the same meter or service, and of the same Azure subscription. */
export const isBehind = (row: DailyItem, lines: readonly LedgerLine[]): boolean => lines.some(({ item }) => item.entitlementId === row.entitlementId && item.availabilityId === row.availabilityId);
