import { type StatementForm, type StatementRow, type Statement } from '../../domain/invoice/statement';
import { type Invoice } from '../../domain/invoice/state';
import { dayOf } from '../../kernel/calendarDate';

/** A cell of the table: what it is about, and below it, smaller, what there is to add. */
export interface Cell {
  readonly text: string;
  readonly below?: string;
}

/** A label with its value. */
export type Fact = readonly [label: string, value: string];

/** What a statement says, whatever it is drawn as. */
export interface StatementWords {
  readonly title: string;
  readonly issuer: readonly string[];
  readonly billedTo: readonly string[];
  readonly facts: readonly Fact[];
  readonly columns: readonly string[];
  /** As many as there are columns: the first two are texts, the others numbers. */
  readonly rows: readonly (readonly Cell[])[];
  /** The last is what is owed. */
  readonly totals: readonly Fact[];
  readonly notes: readonly string[];
}

/** `1,234.56` for `1234.56`: a comma between thousands, a point before decimals, `-` before what is below zero. As many decimals as are given. */
export const grouped = (decimal: string): string => {
  const [whole = '', fraction] = decimal.split('.');
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
};

/** With at least the decimals that another amount of the same currency has. */
const alike = (amount: string, other: string): string => {
  const decimals = other.split('.')[1]?.length ?? 0;
  const [whole = '', fraction = ''] = amount.split('.');
  return grouped(decimals === 0 && fraction === '' ? whole : `${whole}.${fraction.padEnd(decimals, '0')}`);
};

/** `addQuantity` → `add quantity`. */
const plainWords = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const period = ({ start, end }: NonNullable<StatementRow['charge']>): string => (end === undefined ? `${start}, for good` : `${start} to ${end}`);

/** Decimals of a unit price that are printed; the reconciliation file has all of them. */
const PRICE_DECIMALS = 6;

const unitPrice = (price: string): string => {
  const [whole = '', fraction = ''] = price.split('.');
  return fraction.length <= PRICE_DECIMALS ? grouped(price) : `${grouped(whole)}.${fraction.slice(0, PRICE_DECIMALS)}…`;
};

const rowCells = (row: StatementRow, invoice: Invoice): readonly Cell[] => {
  const { customer, product, charge, lines, subtotal, tax } = row;
  const count = `${lines} ${lines === 1 ? 'line' : 'lines'}`;
  return [
    customer === undefined ? { text: 'All customers' } : { text: customer.name, below: customer.domain },
    { text: product, below: charge === undefined ? count : `${plainWords(charge.type)}, ${period(charge)}` },
    { text: charge === undefined ? '' : grouped(charge.quantity) },
    charge === undefined ? { text: '' } : { text: unitPrice(charge.effectiveUnitPrice), ...(charge.pricingCurrency !== invoice.currency && { below: charge.pricingCurrency }) },
    { text: alike(subtotal, invoice.subtotal) },
    { text: alike(tax, invoice.subtotal) },
  ];
};

const howSummed: Readonly<Record<StatementForm, string | undefined>> = {
  lines: undefined,
  customersAndProducts: 'This invoice has too many lines to print: it is summed up by customer and product.',
  products: 'This invoice has too many lines to print: it is summed up by product.',
  totals: 'This invoice has too many lines to print: only its totals are.',
};

const titles = { invoice: 'Invoice', credit_note: 'Credit note' } as const;

const owed = ({ total, dueDate, documentType, currency }: Invoice): Fact => {
  if (documentType === 'credit_note') return ['Total credited', `${grouped(total)} ${currency}`];
  return [/[1-9]/.test(total) ? `Total, due by ${dueDate}` : 'Total, nothing to pay', `${grouped(total)} ${currency}`];
};

/** BIL-2: a statement in words. Amounts are exact; what is owed is the invoice's own. */
export const statementWords = ({ invoice, form, rows }: Statement): StatementWords => {
  const { id, documentType, billedTo, currency, charges, credits, subtotal, tax, taxPercent } = invoice;
  const summed = howSummed[form];
  return {
    title: `${titles[documentType]} ${id}`,
    issuer: invoice.issuedBy ?? [],
    billedTo: [billedTo.name, ...(billedTo.address ?? []), billedTo.country, `PartnerID ${billedTo.partnerId}`],
    facts: [
      ['Date', dayOf(invoice.invoiceDate)],
      ['Billing period', `${invoice.billingPeriodStart} to ${invoice.billingPeriodEnd}`],
      ...(documentType === 'invoice' ? [['Due', invoice.dueDate] as const] : []),
      ['Currency', currency],
      ['Lines', grouped(String(invoice.lines))],
    ],
    columns: ['Customer', 'Product', 'Quantity', 'Unit price', 'Subtotal', 'Tax'],
    rows: rows.map((row) => rowCells(row, invoice)),
    totals: [
      ['Charges', grouped(charges)],
      ['Credits', grouped(credits)],
      ['Subtotal', grouped(subtotal)],
      [`Tax, ${taxPercent} % of each line`, grouped(tax)],
      owed(invoice),
    ],
    notes: [
      ...(summed === undefined ? [] : [summed]),
      `All ${grouped(String(invoice.lines))} lines: /v1/invoices/${id}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems, as JSON, or with Accept: text/csv as the reconciliation file.`,
      'Numbers are written 1,234.56, days as year-month-day in UTC.',
    ],
  };
};
