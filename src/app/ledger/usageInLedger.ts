import { type DailyItem } from '../../domain/reconciliation/lineItem';
import { type PartitionStore } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { ledgerRows, type LedgerLine } from './ledgerLine';

/** The lines for good whose keys begin so, where they lie. @throws RowUnreadable. */
export const finalUsage = async (ledger: PartitionStore, partition: string, prefix: string): Promise<readonly LedgerLine[]> =>
  (await allRows(ledger, partition, prefix)).map((row) => ledgerRows.read(row)).filter(({ isFinal }) => isFinal);

/** What used it: an Azure subscription; of metered SaaS, which is under none, the subscription itself. */
const userOf = ({ entitlementId = '', subscriptionId }: { readonly entitlementId?: string | undefined; readonly subscriptionId: string }): string => (entitlementId === '' ? subscriptionId : entitlementId);

/** Whether a day's row is part of one of the lines of its month: of the same meter, offer or service, and of the same Azure subscription or subscription to metered SaaS. */
export const isBehind = (row: DailyItem, lines: readonly LedgerLine[]): boolean => lines.some(({ item }) => userOf(item) === userOf(row) && item.availabilityId === row.availabilityId);
