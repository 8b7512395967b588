import { instant } from '../../../../src/kernel/instant';
import { type Sold } from './account';
import { toldDue, type DueLine } from './chargedLine';
import { exactOf } from './exact';
import { type CyclePrice } from './priceSheets';
import { TraditionalAccount } from './traditionalAccount';

const sold = (billingCycle: string): Sold => ({ kind: 'traditional', termDuration: 'P1Y', billingCycle, currency: 'EUR', offer: { productId: 'A', skuId: '1' } }) as unknown as Sold;
const priced = (list: string): CyclePrice => ({ list: exactOf(list), paid: exactOf(list) });
const told = (lines: readonly DueLine[]): readonly string[] => lines.map((line) => /^(.*) EUR,/.exec(toldDue(line))?.[1] ?? '');

describe('the money model of the simulation, by the published examples of traditional subscriptions', () => {
  test('[MIG-2] T1: a second licence in a month', () => {
    const [account, first] = TraditionalAccount.bought(sold('monthly'), 1, priced('4'), instant('2018-01-13T08:00Z'));
    expect(told(first)).toEqual(['Cycle fee 1 × 2018-01-13…2018-02-12 = 4.00']);
    expect(told(account.reseated(2, instant('2018-02-01T08:00Z')))).toEqual([
      'Cycle Instance Prorate -1 × 2018-01-13…2018-02-12 = -4.00',
      'Cycle Instance Prorate 1 × 2018-01-13…2018-01-31 = 2.45',
      'Cycle Instance Prorate 2 × 2018-02-01…2018-02-12 = 3.10',
    ]);
    expect(told(account.nextCycle())).toEqual(['Cycle fee 2 × 2018-02-13…2018-03-12 = 8.00']);
  });

  test('[MIG-2] T2: given up within 30 days, and by the day later; charged anew from when it is resumed', () => {
    const [account] = TraditionalAccount.bought(sold('monthly'), 1, priced('4'), instant('2018-01-13T08:00Z'));
    expect(told(account.givenUp(instant('2018-02-01T08:00Z'), false))).toEqual(['Cancel fee -1 × 2018-01-13…2018-02-12 = -4.00']);
    expect(told(account.resumed(instant('2018-03-01T08:00Z')))).toEqual(['Prorate fees when activate 1 × 2018-03-01…2018-03-12 = 1.71']);
    expect(told(account.givenUp(instant('2018-03-05T08:00Z'), false))).toEqual(['Cancel fee -1 × 2018-03-05…2018-03-12 = -1.14']);
  });

  test('[MIG-2] T3: a second licence in a year, by the rounded price of a day', () => {
    const [account, first] = TraditionalAccount.bought(sold('annual'), 1, priced('48'), instant('2018-01-13T08:00Z'));
    expect(told(first)).toEqual(['Prorate fees when purchase 1 × 2018-01-13…2019-01-12 = 48.00']);
    expect(told(account.reseated(2, instant('2018-02-01T08:00Z')))).toEqual([
      'Cycle Instance Prorate -1 × 2018-01-13…2019-01-12 = -48.00',
      'Cycle Instance Prorate 1 × 2018-01-13…2018-01-31 = 2.47',
      'Cycle Instance Prorate 2 × 2018-02-01…2019-01-12 = 89.96',
    ]);
  });

  test('[ORD-5] an add-on takes the dates of its base', () => {
    const [base] = TraditionalAccount.bought(sold('monthly'), 1, priced('4'), instant('2018-01-13T08:00Z'));
    const [, lines] = TraditionalAccount.hungOn(base, sold('monthly'), 2, priced('3.1'), 1, instant('2018-02-01T08:00Z'));
    expect(told(lines)).toEqual(['Prorate fees when purchase 2 × 2018-02-01…2018-02-12 = 2.40']);
  });
});
