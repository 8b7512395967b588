import { type Invoice, type InvoiceTerms } from '../../domain/invoice/state';
import { type DailyItem } from '../../domain/reconciliation/lineItem';
import { type Partner } from '../../domain/parties/partner/state';
import { readCustomer } from '../customer/customerBook';
import { billedDaily } from '../ledger/billedItem';
import { ledgerPartition, linePrefix, shardOf, usageGroupOf, type UsageGroup } from '../ledger/ledgerKeys';
import { finalUsage, isBehind } from '../ledger/usageInLedger';
import { usageOf } from '../ledger/usageLines';
import { type App } from '../ports';
import { MOST_LOOKED_AT, MOST_ROWS, nextRows, positionOf, walkedPage, type Position } from '../reconciliation/shardWalk';
import { RowUnreadable, type Page, type UnreadableRow } from '../unreadable';
import { invoicedItem } from './invoicedItem';
import { runOf } from './invoiceBook';

/** Months of one customer's usage that one page rates, at most: each is a handful of operations. */
const MOST_GROUPS = 50;

interface Question {
  readonly app: App;
  readonly partner: Partner;
  readonly invoice: Invoice;
  readonly terms: InvoiceTerms;
}

/** What lies behind one customer's usage lines of one month and source, as far as they are on this invoice. */
const dailyOf = async ({ app, partner, invoice, terms }: Question, { customerId, month, source, prefix }: UsageGroup): Promise<readonly DailyItem[]> => {
  const partition = ledgerPartition(invoice.partnerId, invoice.month, shardOf(customerId));
  const lines = (await finalUsage(app.ledgerRows, partition, prefix)).filter((line) => invoicedItem(line, terms).currency === invoice.currency);
  const customer = lines.length === 0 ? undefined : await readCustomer(app.commerce, customerId);
  if (customer === undefined) return [];
  const usages = (await usageOf(app, customer.value, month, source)).filter(({ isClosed }) => isClosed);
  const rows = usages.flatMap((usage) => usage.daily({ ...partner, ...terms.partner })).filter((row) => isBehind(row, lines));
  return rows.map((row) => ({ ...billedDaily(row, month, terms), invoiceNumber: invoice.id })).filter(({ currency }) => currency === invoice.currency);
};

/**
 * AZP-4, BIL-4: the daily rated usage behind the lines of an invoice, in order of customers, whichever month it was used in. A page may hold fewer than it was asked for while there are more: of the ledger it looks at 5,000 rows.
 * @param credited only rows with earned credit, or only those without. @throws Error where the run that issued it is gone.
 */
export const billedDailyItems = async (app: App, invoice: Invoice, partner: Partner, credited: boolean | undefined) => {
  const { terms } = await runOf(app.invoices, invoice);
  const question = { app, partner, invoice, terms };
  return async (limit: number, continuation?: string): Promise<Page<DailyItem>> => {
    const items: DailyItem[] = [];
    const unreadable: UnreadableRow[] = [];
    let position: Position | undefined = positionOf(continuation);
    let groups = 0;
    for (let looked = 0; position !== undefined && items.length < limit && groups < MOST_GROUPS && looked < MOST_LOOKED_AT; ) {
      const { within = 0, ...from }: Position = position;
      const { rows, next } = await nextRows(app.ledgerRows, invoice.partnerId, invoice.month, linePrefix, from, MOST_ROWS);
      const at = rows.findIndex(({ key }) => usageGroupOf(key) !== undefined);
      const group = usageGroupOf(rows[at]?.key ?? '');
      looked += group === undefined ? rows.length : at + 1;
      position = next;
      if (group === undefined) continue;
      groups += 1;
      const shard = shardOf(group.customerId);
      position = { shard, after: group.end };
      try {
        const daily = (await dailyOf(question, group)).filter(({ earnedCreditPercent }) => credited === undefined || earnedCreditPercent > 0 === credited);
        const given = daily.slice(within, within + limit - items.length);
        items.push(...given);
        // Begins with the same group again, which lies behind its prefix.
        if (within + given.length < daily.length) position = { shard, after: group.prefix, within: within + given.length };
      } catch (error) {
        if (!(error instanceof RowUnreadable)) throw error;
        // DUE-2: what this customer used is not told, and the others' is.
        unreadable.push(error.row);
      }
    }
    return walkedPage(items, unreadable, position);
  };
};
