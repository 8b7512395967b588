import { parse } from 'csv-parse/sync';
import { bodyOf, type Client } from './client';
import { chargesOf } from './clientShop';
import { type Collection, type Resource } from './clientWire';
import { cents, centsOf, type BookedInvoice, type FileRow, type Item } from './partnerBooks';

/** `6/8/2026` as `2026-06-08`; nothing as nothing. */
const isoDay = (american = ''): string => {
  const [month = '', day = '', year] = american.split('/');
  return year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
const day = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 10) : '');

/** One line as all who tell it can: whose, why, for which days, how much. */
const told = (...members: readonly unknown[]): string => members.map(String).join(' ');
const ofItem = (item: Item): string => told(item['subscriptionId'], item['referenceId'], item['chargeType'], day(item['orderDate']), day(item['chargeStartDate']), day(item['chargeEndDate']), item['quantity'], cents(item['subtotal']));
const ofRow = (row: FileRow): string => told(row['SubscriptionId'], row['ReferenceId'], row['ChargeType'], isoDay(row['OrderDate']), isoDay(row['ChargeStartDate']), isoDay(row['ChargeEndDate']), Number(row['Quantity']), cents(row['Subtotal']));

const list = async <T>(client: Client, path: string): Promise<readonly T[]> => bodyOf<Collection<T>>(await client.get(path), 200).items;

/** What one partner's customers were charged for licences until a day, by the subscriptions' own lists. @param until `2027-02-01`, excluded. */
const charged = async (client: Client, until: string): Promise<readonly string[]> => {
  const lines: string[] = [];
  for (const { id: customerId } of await list<Resource>(client, '/v1/customers')) {
    for (const { id, productType } of await list<Resource & { readonly productType?: { readonly id: string } }>(client, `/v1/customers/${customerId}/subscriptions`)) {
      if (productType?.id === 'Azure') continue;
      const own = await chargesOf(client, customerId, id);
      lines.push(...own.filter(({ orderDate }) => orderDate < until).map((line) => ofItem({ ...line, subscriptionId: id })));
    }
  }
  return lines;
};

export interface ReconciledYear {
  readonly invoices: readonly BookedInvoice[];
  readonly usage: readonly Item[];
}

/**
 * BIL-1, BIL-2, BIL-4: what a partner downloads of its invoices, as JSON and as whole files, is what its customers were charged until a day, line by line and once; amounts add up, and numbers follow each other.
 * @param until first day of the month that is on no invoice.
 */
export const expectReconciledYear = async (client: Client, until: string): Promise<ReconciledYear> => {
  const invoices = await list<BookedInvoice>(client, '/v1/invoices');
  expect(invoices.map(({ id }) => id)).toEqual(invoices.map((_, nth) => `G${String(nth + 1).padStart(9, '0')}`));
  const items: Item[] = [];
  for (const invoice of invoices) {
    const lines = `/v1/invoices/${invoice.id}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`;
    const own = await list<Item>(client, lines);
    const file = await client.get(lines, { accept: 'text/csv' });
    const rows: FileRow[] = parse(file.text, { columns: true });
    const says = [invoice.lineItemCount, cents(invoice.subtotal), cents(invoice.taxTotal), cents(invoice.totalCharges)];
    expect([invoice.id, own.length, ...['subtotal', 'taxTotal', 'totalForCustomer'].map((member) => centsOf(own, member))]).toEqual([invoice.id, ...says]);
    expect([invoice.id, rows.length, ...['Subtotal', 'TaxTotal', 'Total'].map((member) => centsOf(rows, member))]).toEqual([invoice.id, ...says]);
    expect(rows.map(ofRow)).toEqual(own.map(ofItem));
    expect(invoice.documentType).toBe(cents(invoice.totalCharges) < 0 ? 'credit_note' : 'invoice');
    items.push(...own);
  }
  const isUsage = ({ unitType }: Item): boolean => unitType !== '';
  expect(items.filter((item) => !isUsage(item)).map(ofItem).toSorted()).toEqual((await charged(client, until)).toSorted());
  return { invoices, usage: items.filter(isUsage) };
};
