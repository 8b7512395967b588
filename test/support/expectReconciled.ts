import { chargeLineSchema, isForGood, signOf, type ChargeLine } from '../../src/domain/billing/chargeLine';
import { type httpOver } from './httpWorld';
import { booksOf, cents, centsOf, type BookedInvoice, type FileRow, type Item } from './partnerBooks';
import { type World } from './world';

/** A line as an invoice has it. */
export interface BilledLine {
  readonly invoice: BookedInvoice;
  /** `2026-03` */
  readonly month: string;
  readonly item: Item;
}

export interface Reconciled {
  readonly invoices: readonly BookedInvoice[];
  readonly billed: readonly BilledLine[];
  /** What the partner's customers were charged in months that are invoiced. */
  readonly due: readonly ChargeLine[];
}

/** All that was charged to one partner, by its customers' own rows. */
export const chargesOf = async (world: World, slug: string): Promise<readonly ChargeLine[]> => {
  const { tenantId } = world.as(slug).partner;
  const rows = (await world.commerceRows()).filter(({ key }) => key.startsWith('charge|'));
  return rows.map(({ value }) => chargeLineSchema.parse(value)).filter(({ partnerId }) => partnerId === tenantId);
};

/** What makes a line of licences the one that it is, whoever tells it: prices and amounts as `amount` writes them. */
const told = (amount: (value: unknown) => string, fields: Readonly<Record<string, unknown>>): string => JSON.stringify(Object.entries(fields).map(([name, value]) => (name.startsWith('=') ? amount(value) : String(value))));
const exactly = String;
const asNumber = (value: unknown): string => String(Number(value));

const ofCharge = (line: ChargeLine) => ({
  customer: line.customerId, order: line.orderId, subscription: line.subscriptionId, reference: line.referenceId, type: line.chargeType, date: line.orderDate.slice(0, 10), product: line.productId, sku: line.skuId, availability: line.availabilityId,
  start: line.chargeStart, end: isForGood(line) ? '' : line.chargeEnd, termStart: line.termStart, termEnd: isForGood(line) ? '' : line.termEnd, promotion: line.promotionId ?? '', currency: line.currency,
  '=unit': line.unitPrice, '=effective': line.effectiveUnitPrice, '=quantity': line.quantity, '=subtotal': line.subtotal,
});
/** Blank where there is none: a file has a blank, JSON no member. */
const day = (value: unknown = ''): string => String(value).slice(0, 10);
const ofItem = (item: Item) => ({
  customer: item['customerId'], order: item['orderId'], subscription: item['subscriptionId'], reference: item['referenceId'], type: item['chargeType'], date: day(item['orderDate']), product: item['productId'], sku: item['skuId'], availability: item['availabilityId'],
  start: day(item['chargeStartDate']), end: day(item['chargeEndDate']), termStart: day(item['subscriptionStartDate']), termEnd: day(item['subscriptionEndDate']), promotion: item['promotionId'], currency: item['currency'],
  '=unit': item['unitPrice'], '=effective': item['effectiveUnitPrice'], '=quantity': item['quantity'], '=subtotal': item['subtotal'],
});
/** `6/8/2026` as `2026-06-08`. */
const isoDay = (american = ''): string => {
  const [month = '', dayOfMonth = '', year] = american.split('/');
  return year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
};
const ofRow = (row: FileRow) => ({
  customer: row['CustomerId'], order: row['OrderId'], subscription: row['SubscriptionId'], reference: row['ReferenceId'], type: row['ChargeType'], date: isoDay(row['OrderDate']), product: row['ProductId'], sku: row['SkuId'], availability: row['AvailabilityId'],
  start: isoDay(row['ChargeStartDate']), end: isoDay(row['ChargeEndDate']), termStart: isoDay(row['SubscriptionStartDate']), termEnd: isoDay(row['SubscriptionEndDate']), promotion: row['PromotionId'], currency: row['Currency'],
  '=unit': row['UnitPrice'], '=effective': row['EffectiveUnitPrice'], '=quantity': row['Quantity'], '=subtotal': row['Subtotal'],
});

/** BIL-2: of each line for itself, halves away from zero. */
const taxCents = (subtotal: number, percent: number): number => (subtotal < 0 ? -1 : 1) * Math.floor((Math.abs(subtotal) * percent + 50) / 100) + 0;

interface Manner {
  /** In the partner's country. */
  readonly taxPercent?: number;
  /** Of a page. */
  readonly size?: number;
}

const isUsage = (unitType: unknown): boolean => unitType !== '';

/** The amounts of an invoice are those of its lines, in JSON and in the file, added up; and JSON and file agree line by line. */
const expectToAddUp = (invoice: BookedInvoice, items: readonly Item[], rows: readonly FileRow[]): void => {
  const says = { lines: invoice.lineItemCount, subtotal: cents(invoice.subtotal), tax: cents(invoice.taxTotal), total: cents(invoice.totalCharges) };
  expect([invoice.id, { lines: items.length, subtotal: centsOf(items, 'subtotal'), tax: centsOf(items, 'taxTotal'), total: centsOf(items, 'totalForCustomer') }]).toEqual([invoice.id, says]);
  expect([invoice.id, { lines: rows.length, subtotal: centsOf(rows, 'Subtotal'), tax: centsOf(rows, 'TaxTotal'), total: centsOf(rows, 'Total') }]).toEqual([invoice.id, says]);
  expect(says.subtotal + says.tax).toBe(says.total);
  expect([invoice.documentType, says.total < 0]).toEqual([says.total < 0 ? 'credit_note' : 'invoice', says.total < 0]);
  expect(items.map(({ invoiceNumber, currency }) => [invoiceNumber, currency])).toEqual(items.map(() => [invoice.id, invoice.currencyCode]));
  expect(rows.map((row) => [row['InvoiceNumber'], row['Currency']])).toEqual(rows.map(() => [invoice.id, invoice.currencyCode]));
  // What both say, in the order of both.
  expect(rows.map((row) => told(asNumber, ofRow(row)))).toEqual(items.map((item) => told(asNumber, ofItem(item))));
  expect(rows.map((row) => [row['UnitType'], row['MeterDescription'], row['EntitlementId'], cents(row['TaxTotal']), row['CustomerName'], row['ResellerMpnId']])).toEqual(items.map((item) => [item['unitType'], item['meterDescription'], item['entitlementId'], cents(item['taxTotal']), item['customerName'], item['resellerMpnId']]));
};

/**
 * BIL-1, BIL-2, BIL-4: what a partner can download of all its invoices, page by page, is what its customers were charged in the months up to the last one, line by line and once, in JSON and in the file; amounts add up, numbers follow each other,
 * and there is one invoice for a month and currency. Usage is given back with the lines, for whoever knows what was used.
 */
export const expectReconciled = async (world: World, http: ReturnType<typeof httpOver>, slug: string, { taxPercent = 0, size = 2000 }: Manner = {}): Promise<Reconciled> => {
  const books = booksOf(http, slug, size);
  const invoices = await books.invoices();
  expect(invoices.map(({ id }) => id)).toEqual(invoices.map((_, nth) => `G${String(nth + 1).padStart(9, '0')}`));
  const places = invoices.map(({ billingPeriodStartDate, currencyCode }) => `${billingPeriodStartDate.slice(0, 7)} ${currencyCode}`);
  expect(places).toEqual([...new Set(places)]);
  const billed: BilledLine[] = [];
  const filed: FileRow[] = [];
  for (const invoice of invoices) {
    const [items, rows] = [await books.lines(invoice), await books.file(invoice)];
    expectToAddUp(invoice, items, rows);
    for (const { subtotal, taxTotal } of items) expect([invoice.id, subtotal, cents(taxTotal)]).toEqual([invoice.id, subtotal, taxCents(cents(subtotal), taxPercent)]);
    billed.push(...items.map((item) => ({ invoice, month: invoice.billingPeriodStartDate.slice(0, 7), item })));
    filed.push(...rows);
  }
  const last = places.at(-1)?.slice(0, 7) ?? '';
  const charged = await chargesOf(world, slug);
  const unbilled = new Set(await Promise.all([...new Set(charged.map(({ currency }) => currency))].flatMap((currency) => (['previous', 'current'] as const).map((period) => books.unbilled(currency, period)))).then((lists) => lists.flat().map((item) => told(asNumber, ofItem(item)))));
  // What is open still, of the months that run or came late, is on no invoice; all the rest is.
  const due = charged.filter((line) => line.orderDate.slice(0, 7) <= last && !unbilled.has(told(asNumber, ofCharge(line))));
  const licences = billed.map(({ item }) => item).filter((item) => !isUsage(item['unitType']));
  expect(licences.map((item) => told(asNumber, ofItem(item))).toSorted()).toEqual(due.map((line) => told(asNumber, ofCharge(line))).toSorted());
  expect(filed.filter((row) => !isUsage(row['UnitType'])).map((row) => told(exactly, ofRow(row))).toSorted()).toEqual(due.map((line) => told(exactly, ofCharge(line))).toSorted());
  expect(licences.map((item) => [item['orderDate'], item['subscriptionId'], Number(item['sign'])].join(' ')).toSorted()).toEqual(due.map((line) => [line.orderDate, line.subscriptionId, signOf(line)].join(' ')).toSorted());
  return { invoices, billed, due };
};
