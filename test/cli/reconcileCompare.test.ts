import { type Bill, type BilledLine, type Charge } from '../../src/cli/reconcile/books';
import { compareCharges, compareGroups, compareInvoices, compareStatement } from '../../src/cli/reconcile/compare';

const line = (more: Partial<BilledLine> = {}): BilledLine => ({
  customerId: 'c', subscriptionId: 's', productId: 'P', skuId: '1', referenceId: 'r', chargeType: 'addQuantity', orderDate: '2026-11-03T10:00:00.000Z', chargeStartDate: '2026-11-03T00:00:00Z', chargeEndDate: '2026-11-30T00:00:00Z',
  sign: 1, quantity: '2', effectiveUnitPrice: '5.25', subtotal: '10.5', taxTotal: '0', totalForCustomer: '10.5', currency: 'EUR', pricingCurrency: 'EUR', unitType: '', ...more,
});
const charge = (more: Partial<Charge> = {}): Charge => {
  const { taxTotal: _tax, totalForCustomer: _total, pricingCurrency: _currency, unitType: _unit, productId: _product, skuId: _sku, ...rest } = line();
  return { ...rest, id: 's|1|1', subtotal: '10.50', ...more };
};
const bill = (lines: readonly BilledLine[], more: Partial<Bill> = {}): Bill => ({ invoiceId: 'G1', currency: 'EUR', sums: undefined, lines, ...more });
const all = new Set(['s']);

test('however an amount is written, the same is the same', () => {
  expect(compareCharges([bill([line({ effectiveUnitPrice: '5.250' })])], [charge()], '2026-11', all)).toEqual([]);
  expect(compareInvoices([bill([line(), line({ subtotal: '-0.5', totalForCustomer: '-0.5' })], { sums: { lines: 2, subtotal: '10', taxTotal: '0.00', total: '10.00' } })])).toEqual([]);
  expect(compareStatement({ status: 'invoiced', totals: [{ currency: 'EUR', lines: 1, amount: '10.50' }] }, [bill([line()])])).toEqual([]);
});

test('lines that one change brought alike are told apart by quantity, and each finds its own charge', () => {
  const [few, many] = [charge({ id: 's|1|1', quantity: '2' }), charge({ id: 's|1|2', quantity: '10', subtotal: '52.50' })];
  const lines = [line({ quantity: '10', subtotal: '52.5' }), line()];
  expect(compareCharges([bill(lines)], [few, many], '2026-11', all)).toEqual([]);
  expect(compareCharges([bill([lines[0] ?? line(), line({ subtotal: '10.49' })])], [few, many], '2026-11', all)).toEqual([
    { fault: 'line_differs', invoiceId: 'G1', customerId: 'c', subscriptionId: 's', chargeId: 's|1|1', member: 'subtotal', expected: '10.50', found: '10.49', currency: 'EUR' },
  ]);
});

test('what is given back is another line than what is charged', () => {
  expect(compareCharges([bill([line({ sign: -1 })])], [charge()], '2026-11', all).map(({ fault }) => fault)).toEqual(['line_without_charge', 'charge_without_line']);
});

test.each([
  ['a charge of another month needs no line in this one', [], [charge({ orderDate: '2026-10-31T23:59:59.999Z' })]],
  ['use is no licence', [line({ unitType: '1 Hour' })], []],
  ['whose charges could not be read is left out', [line({ subscriptionId: 'gone' })], []],
  ['in another currency the amount is what the rate makes of it', [line({ currency: 'SEK', subtotal: '118.34' })], [charge()]],
])('%s', (_, lines, charges) => {
  expect(compareCharges([bill(lines)], charges, '2026-11', all)).toEqual([]);
});

test.each(['2026-11-01T00:00:00.000Z', '2026-11-30T23:59:59.999Z'])('a charge of the first or last instant of the month (%s) needs a line', (orderDate) => {
  expect(compareCharges([bill([])], [charge({ orderDate })], '2026-11', all)).toMatchObject([{ fault: 'charge_without_line', chargeId: 's|1|1', expected: '10.50', found: '' }]);
});

test('a currency, or a group, that only one of two books has differs', () => {
  expect(compareStatement({ status: 'invoiced', totals: [] }, [bill([line()])]).map(({ member, expected, found }) => [member, expected, found])).toEqual([['lines', '1', '0'], ['subtotal', '10.50', '0.00']]);
  expect(compareStatement({ status: 'invoiced', totals: [{ currency: 'SEK', lines: 0, amount: '0.00' }] }, [])).toEqual([]);
  const groups = [{ customerId: 'c', productId: 'P', skuId: '1', currency: 'EUR', lines: 1, amount: '10.50' }, { customerId: 'c', productId: 'P', skuId: '1', currency: 'EUR', lines: 0, amount: '0.00' }];
  expect(compareGroups(groups, [bill([line()])])).toEqual([]);
  expect(compareGroups(groups.slice(1), [bill([line()])])).toMatchObject([{ fault: 'group_differs', customerId: 'c', product: 'P:1', member: 'lines' }, { member: 'subtotal', expected: '10.50', found: '0.00' }]);
});
