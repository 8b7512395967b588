import { groupBy } from '../../kernel/groupBy';
import { amountIn, sumOf } from '../../kernel/money';
import { type Bill, type BilledLine, type Charge, type Group, type MonthStatement } from './books';

/** Two books that say different things of the same. */
export interface Difference {
  /** `invoice_differs`: from the sum of its lines. `statement_differs`, `group_differs`: from the lines. `line_differs`: from its charge. `line_without_charge`, `charge_without_line`: one of the two is not there. */
  readonly fault: 'invoice_differs' | 'statement_differs' | 'group_differs' | 'line_differs' | 'line_without_charge' | 'charge_without_line';
  readonly invoiceId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly subscriptionId?: string | undefined;
  /** Of a group: `NCBUSSTAND01:0001`. */
  readonly product?: string | undefined;
  /** Of a charge, as in the list of charges. */
  readonly chargeId?: string | undefined;
  /** What differs: `lines`, `subtotal`, `taxTotal`, `total`, `quantity`, `effectiveUnitPrice`. */
  readonly member: string;
  /** What the lines, or of a line its charge, come to. */
  readonly expected: string;
  readonly found: string;
  readonly currency: string;
}

const totalOf = (lines: readonly BilledLine[], member: 'subtotal' | 'taxTotal' | 'totalForCustomer', currency: string): string => amountIn(sumOf(lines.map((line) => line[member])), currency);

type Sides = readonly (readonly [member: string, expected: string, found: string])[];

const differing = (sides: Sides, about: Omit<Difference, 'member' | 'expected' | 'found'>): Difference[] => sides.filter(([, expected, found]) => expected !== found).map(([member, expected, found]) => ({ ...about, member, expected, found }));

/** What invoices say of themselves, against their lines. */
export const compareInvoices = (bills: readonly Bill[]): Difference[] =>
  bills.flatMap(({ invoiceId, currency, sums, lines }) =>
    sums === undefined
      ? []
      : differing(
          [
            ['lines', String(lines.length), String(sums.lines)],
            ['subtotal', totalOf(lines, 'subtotal', currency), amountIn(sums.subtotal, currency)],
            ['taxTotal', totalOf(lines, 'taxTotal', currency), amountIn(sums.taxTotal, currency)],
            ['total', totalOf(lines, 'totalForCustomer', currency), amountIn(sums.total, currency)],
          ],
          { fault: 'invoice_differs', invoiceId, currency },
        ),
  );

/** What the statement of the month says in all, against the lines. */
export const compareStatement = ({ totals }: MonthStatement, bills: readonly Bill[]): Difference[] => {
  const lines = groupBy(bills.flatMap((bill) => bill.lines), ({ currency }) => currency);
  const told = new Map(totals.map((total) => [total.currency, total]));
  return [...new Set([...lines.keys(), ...told.keys()])].flatMap((currency) => {
    const own = lines.get(currency) ?? [];
    const { lines: count = 0, amount = '0' } = told.get(currency) ?? {};
    return differing([['lines', String(own.length), String(count)], ['subtotal', totalOf(own, 'subtotal', currency), amountIn(amount, currency)]], { fault: 'statement_differs', currency });
  });
};

const productOf = ({ productId, skuId }: { readonly productId: string; readonly skuId: string }): string => `${productId}:${skuId}`;

/** The same by customer and product. */
export const compareGroups = (groups: readonly Group[], bills: readonly Bill[]): Difference[] => {
  const keyOf = (of: Group | BilledLine): string => [of.customerId, productOf(of), of.currency].join('|');
  const lines = groupBy(bills.flatMap((bill) => bill.lines), keyOf);
  const told = groupBy(groups, keyOf);
  return [...new Set([...lines.keys(), ...told.keys()])].flatMap((key) => {
    const [own, said] = [lines.get(key) ?? [], told.get(key) ?? []];
    const [customerId, product, currency = ''] = key.split('|');
    const count = said.reduce((sum, group) => sum + group.lines, 0);
    return differing([['lines', String(own.length), String(count)], ['subtotal', totalOf(own, 'subtotal', currency), amountIn(sumOf(said.map(({ amount }) => amount)), currency)]], { fault: 'group_differs', customerId, product, currency });
  });
};

type Told = Pick<Charge, 'subscriptionId' | 'referenceId' | 'chargeType' | 'orderDate' | 'chargeStartDate' | 'chargeEndDate' | 'sign' | 'quantity' | 'subtotal'>;

const DAY_LENGTH = 'yyyy-mm-dd'.length;
const day = (instant: string): string => instant.slice(0, DAY_LENGTH);

/** What a line and its charge have in common, whatever either says of amounts. */
const sameCharge = (of: Told): string => [of.subscriptionId, of.referenceId, of.chargeType, day(of.orderDate), day(of.chargeStartDate), day(of.chargeEndDate), of.sign].join('|');

const inOrder = <T extends Told>(all: readonly T[]): readonly T[] => all.toSorted((a, b) => Number(a.quantity) - Number(b.quantity) || Number(a.subtotal) - Number(b.subtotal));

/** A line has its price as a number, as the contract has it: of one that does not end (9.6 × 16 ÷ 31) that is what a number holds of the charge's decimals. */
const asNumber = (decimal: string): string => String(Number(decimal));

const pairDiffers = (line: BilledLine, { id, quantity, effectiveUnitPrice, subtotal, currency, customerId, subscriptionId }: Charge, invoiceId: string | undefined): Difference[] =>
  differing(
    [
      ['quantity', sumOf([quantity]), sumOf([line.quantity])],
      ['effectiveUnitPrice', asNumber(effectiveUnitPrice), asNumber(line.effectiveUnitPrice)],
      // In another currency it is what a rate makes of it.
      ...(line.currency === currency ? [['subtotal', amountIn(subtotal, currency), amountIn(line.subtotal, currency)] as const] : []),
    ],
    { fault: 'line_differs', invoiceId, customerId, subscriptionId, chargeId: id, currency },
  );

/**
 * Lines of licences against charges, one by one.
 * @param charges of the subscriptions, of any month: only those of the month must have a line. @param month `2026-11`. @param compared which subscriptions' charges are known.
 */
export const compareCharges = (bills: readonly Bill[], charges: readonly Charge[], month: string, compared: ReadonlySet<string>): Difference[] => {
  const lines = groupBy(bills.flatMap(({ invoiceId, lines: own }) => own.filter(({ unitType, subscriptionId }) => unitType === '' && compared.has(subscriptionId)).map((line) => ({ ...line, invoiceId }))), sameCharge);
  const charged = groupBy(charges, sameCharge);
  return [...new Set([...lines.keys(), ...charged.keys()])].flatMap((key) => {
    const [own, made] = [inOrder(lines.get(key) ?? []), inOrder(charged.get(key) ?? [])];
    const pairs = Math.min(own.length, made.length);
    return [
      ...own.slice(0, pairs).flatMap((line, at) => made.slice(at, at + 1).flatMap((charge) => pairDiffers(line, charge, line.invoiceId))),
      ...own.slice(pairs).map(({ invoiceId, customerId, subscriptionId, subtotal, currency }): Difference => ({ fault: 'line_without_charge', invoiceId, customerId, subscriptionId, member: 'subtotal', expected: '', found: amountIn(subtotal, currency), currency })),
      ...made.slice(pairs).filter(({ orderDate }) => orderDate.startsWith(month)).map(({ id, customerId, subscriptionId, subtotal, currency }): Difference => ({ fault: 'charge_without_line', customerId, subscriptionId, chargeId: id, member: 'subtotal', expected: amountIn(subtotal, currency), found: '', currency })),
    ];
  });
};
