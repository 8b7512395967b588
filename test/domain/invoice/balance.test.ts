import { balancesOf } from '../../../src/domain/invoice/balance';
import { instant } from '../../../src/kernel/instant';

const document = (currency: string, total: string, month: number) => ({ currency, total, invoiceDate: instant(`2026-0${month}-07T00:00:00.000Z`) });

describe('[BIL-2] what a partner owes', () => {
  test('is the sum of its invoices by currency, credit notes taken off, its own currency first', () => {
    expect(balancesOf([document('SEK', '10.50', 1), document('EUR', '100.10', 2), document('EUR', '-0.20', 3), document('DKK', '7.00', 3), document('EUR', '0.30', 4)], 'EUR')).toEqual([
      { currency: 'EUR', amount: '100.2', first: '2026-02-07T00:00:00.000Z', latest: '2026-04-07T00:00:00.000Z' },
      { currency: 'DKK', amount: '7', first: '2026-03-07T00:00:00.000Z', latest: '2026-03-07T00:00:00.000Z' },
      { currency: 'SEK', amount: '10.5', first: '2026-01-07T00:00:00.000Z', latest: '2026-01-07T00:00:00.000Z' },
    ]);
  });

  test('is zero in its own currency where nothing was invoiced in it, without dates', () => {
    expect(balancesOf([], 'EUR')).toEqual([{ currency: 'EUR', amount: '0' }]);
    expect(balancesOf([document('SEK', '1.00', 1)], 'EUR').map(({ currency, amount }) => [currency, amount])).toEqual([['EUR', '0'], ['SEK', '1']]);
  });
});
