import { linePrefix, shardOf } from '../../app/ledger/ledgerKeys';
import { ledgerRows, type LedgerLine } from '../../app/ledger/ledgerLine';
import { groupBy } from '../../kernel/groupBy';
import { type WiredApp } from '../../wiring/wiring';

/** Ids all over the shards. */
const customerId = (number: number): string => `${(number % 16).toString(16)}${String(number).padStart(7, '0')}-0000-4000-8000-000000000000`;

/** The first line that a partner's ledger has. */
export const someLine = async ({ ledgerRows: ledger }: WiredApp, partnerId: string): Promise<LedgerLine> => {
  const [row] = (await ledger.listAcross({ fromPartition: `${partnerId}|`, toPartition: `${partnerId}|~`, prefix: linePrefix, limit: 1 })).rows;
  if (row === undefined) throw new Error(`The ledger of ${partnerId} has no line.`);
  return ledgerRows.read(row);
};

/** Puts so many lines of as many customers into a partner's ledger, each like another one; the shards beside each other. */
export const fillLedger = async (app: WiredApp, partnerId: string, like: LedgerLine, lines: number, customers: number): Promise<void> => {
  const all = Array.from({ length: lines }, (_, index): LedgerLine => {
    const id = customerId(index % customers);
    const lineId = `bench|${String(Math.floor(index / customers) + 1).padStart(8, '0')}|001`;
    return { ...like, partnerId, lineId, item: { ...like.item, customer: { ...like.item.customer, id }, referenceId: lineId } };
  });
  const shards = groupBy(all, ({ item }) => shardOf(item.customer.id));
  await Promise.all([...shards.values()].map((own) => app.ledger.add(own)));
};
