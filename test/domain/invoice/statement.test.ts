import { MOST_ROWS } from '../../../src/domain/invoice/statement';
import { line, statementOf } from '../../adapters/statement/printed';

/** So many lines, of so many customers and products. */
const lines = (count: number, customers: number, products: number) =>
  Array.from({ length: count }, (_, index) => line(`Customer ${String(index % customers).padStart(5, '0')}`, { productName: `Product ${index % products}`, skuName: '', subtotal: '1.01', tax: '0.21' }));

const sums = ({ rows }: ReturnType<typeof statementOf>) => ({
  rows: rows.length,
  lines: rows.reduce((sum, each) => sum + each.lines, 0),
  subtotal: rows.reduce((sum, { subtotal }) => sum + Math.round(100 * Number(subtotal)), 0) / 100,
  tax: rows.reduce((sum, { tax }) => sum + Math.round(100 * Number(tax)), 0) / 100,
});

describe('[BIL-2] the rows of a statement', () => {
  test('are the lines, by the names of customers, those of one in the order of the file', () => {
    const { form, rows } = statementOf([line('Zonnebloem', { quantity: '1' }), line('Łódź'), line('Alpha', { chargeEnd: undefined }), line('Zonnebloem', { quantity: '2' })]);
    expect([form, rows.map(({ customer, charge }) => [customer?.name, charge?.quantity, charge?.end])]).toEqual([
      'lines',
      [['Alpha', '12', undefined], ['Zonnebloem', '1', '2021-07-17'], ['Zonnebloem', '2', '2021-07-17'], ['Łódź', '12', '2021-07-17']],
    ]);
  });

  test.each([
    ['as many lines as can be printed', MOST_ROWS, MOST_ROWS, 1, 'lines', MOST_ROWS],
    ['one more', MOST_ROWS + 1, 100, 5, 'customersAndProducts', 100],
    ['as many customers as can be printed', MOST_ROWS + 1, MOST_ROWS, 1, 'customersAndProducts', MOST_ROWS],
    ['one more of these', MOST_ROWS + 1, MOST_ROWS + 1, 3, 'products', 3],
  ] as const)('%s: rows add up to the invoice in each form', (_name, count, customers, products, form, rows) => {
    const statement = statementOf(lines(count, customers, products));
    expect([statement.form, sums(statement)]).toEqual([form, { rows, lines: count, subtotal: Number(statement.invoice.subtotal), tax: Number(statement.invoice.tax) }]);
  });

  test('where even the products are too many there are none', () => {
    expect(statementOf(lines(MOST_ROWS + 1, MOST_ROWS + 1, MOST_ROWS + 1))).toMatchObject({ form: 'totals', rows: [] });
  });

  test('two customers of one name stay two, and two SKUs of one product', () => {
    const many = Array.from({ length: MOST_ROWS }, () => line('Same'));
    const other = line('Same', { customer: { id: 'another', name: 'Same', domain: 'b.onmicrosoft.com', country: 'NL' } });
    const statement = statementOf([...many, other, line('Same', { skuName: 'Yearly' })]);
    expect(statement.rows.map(({ customer, product, lines: sum }) => [customer?.domain, product, sum])).toEqual([
      ['b.onmicrosoft.com', 'Microsoft 365 Business Standard', 1],
      ['customer.onmicrosoft.com', 'Microsoft 365 Business Standard', MOST_ROWS],
      ['customer.onmicrosoft.com', 'Microsoft 365 Business Standard, Yearly', 1],
    ]);
  });
});
