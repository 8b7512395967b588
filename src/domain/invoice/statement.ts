import { type CalendarDate } from '../../kernel/calendarDate';
import { sumOf } from '../../kernel/money';
import { type LineItem } from '../reconciliation/lineItem';
import { type Invoice } from './state';

/** How the rows of a statement are made: a row for each line, or sums where these would be too many to print; `totals`: no rows. */
export type StatementForm = 'lines' | 'customersAndProducts' | 'products' | 'totals';

/** What one row of a statement says. Amounts are exact decimals in the currency of the invoice. */
export interface StatementRow {
  /** Absent: of all customers. */
  readonly customer?: { readonly name: string; readonly domain: string };
  readonly product: string;
  /** Of a single line. */
  readonly charge?: {
    readonly type: string;
    readonly start: CalendarDate;
    /** Inclusive; absent: paid for good. */
    readonly end?: CalendarDate;
    readonly quantity: string;
    readonly effectiveUnitPrice: string;
    /** What a unit price is in, where that is another currency than the invoice's. */
    readonly pricingCurrency: string;
  };
  /** How many lines it is the sum of. */
  readonly lines: number;
  readonly subtotal: string;
  readonly tax: string;
}

/** BIL-2: an invoice as it is printed. */
export interface Statement {
  readonly invoice: Invoice;
  readonly form: StatementForm;
  readonly rows: readonly StatementRow[];
}

/** What a statement prints, at most: some fifty pages. */
export const MOST_ROWS = 2000;

/** Lines that a statement is made from, at most: beyond it shows totals only. */
export const MOST_STATEMENT_LINES = 100_000;

interface Placed {
  /** Of rows that are sorted by it. */
  readonly place: string;
  readonly row: StatementRow;
}

const SEPARATOR = '\u0000';

const productOf = ({ productName, skuName, meterDescription }: LineItem): string => {
  const name = skuName === '' || skuName === productName ? productName : `${productName}, ${skuName}`;
  return meterDescription === undefined || meterDescription === '' ? name : `${name}: ${meterDescription}`;
};

const rowOf = (item: LineItem): StatementRow => ({
  customer: { name: item.customer.name, domain: item.customer.domain },
  product: productOf(item),
  charge: {
    type: item.chargeType,
    start: item.chargeStart,
    ...(item.chargeEnd !== undefined && { end: item.chargeEnd }),
    quantity: item.quantity,
    effectiveUnitPrice: item.effectiveUnitPrice,
    pricingCurrency: item.pricingCurrency,
  },
  lines: 1,
  subtotal: item.subtotal,
  tax: item.tax ?? '0',
});

const added = (a: StatementRow, b: StatementRow): StatementRow => ({ ...a, lines: a.lines + 1, subtotal: sumOf([a.subtotal, b.subtotal]), tax: sumOf([a.tax, b.tax]) });

/** By plain comparison of letters, so that it is the same on every machine; equals stay in the order of the file. */
const inOrder = (rows: readonly Placed[]): readonly StatementRow[] => rows.toSorted((a, b) => (a.place < b.place ? -1 : Number(a.place > b.place))).map(({ row }) => row);

/** Sums by a key, given up for good where there are more than can be printed. */
const summing = (placeOf: (item: LineItem) => string, firstOf: (item: LineItem) => StatementRow) => {
  let sums: Map<string, StatementRow> | undefined = new Map();
  return {
    add: (item: LineItem): void => {
      if (sums === undefined) return;
      const place = placeOf(item);
      const before = sums.get(place);
      const row = firstOf(item);
      sums.set(place, before === undefined ? row : added(before, row));
      if (sums.size > MOST_ROWS) sums = undefined;
    },
    rows: (): readonly StatementRow[] | undefined => sums && inOrder([...sums].map(([place, row]) => ({ place, row }))),
  };
};

const customerPlace = ({ customer }: LineItem): string => [customer.name, customer.id].join(SEPARATOR);

/**
 * BIL-2: takes the lines of an invoice one by one and gives the rows of its statement: the lines themselves, by customer, where they are no more than {@link MOST_ROWS}; else sums by customer and product, else by product, else none.
 * Holds no more than that many of each, however many lines there are.
 */
export const statementRows = () => {
  let lines: Placed[] | undefined = [];
  const both = summing(
    (item) => [customerPlace(item), productOf(item)].join(SEPARATOR),
    (item) => ({ customer: { name: item.customer.name, domain: item.customer.domain }, product: productOf(item), lines: 1, subtotal: item.subtotal, tax: item.tax ?? '0' }),
  );
  const products = summing(productOf, (item) => ({ product: productOf(item), lines: 1, subtotal: item.subtotal, tax: item.tax ?? '0' }));
  const total = { lines: 0, subtotal: '0', tax: '0' };
  return {
    add: (item: LineItem): void => {
      total.lines += 1;
      total.subtotal = sumOf([total.subtotal, item.subtotal]);
      total.tax = sumOf([total.tax, item.tax ?? '0']);
      lines?.push({ place: customerPlace(item), row: rowOf(item) });
      if (lines !== undefined && lines.length > MOST_ROWS) lines = undefined;
      both.add(item);
      products.add(item);
    },
    /** What all that was added comes to. */
    total: (): Readonly<typeof total> => total,
    result: (): Pick<Statement, 'form' | 'rows'> => {
      if (lines !== undefined) return { form: 'lines', rows: inOrder(lines) };
      const byCustomer = both.rows();
      if (byCustomer !== undefined) return { form: 'customersAndProducts', rows: byCustomer };
      const byProduct = products.rows();
      return byProduct === undefined ? { form: 'totals', rows: [] } : { form: 'products', rows: byProduct };
    },
  };
};
