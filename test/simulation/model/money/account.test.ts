import { type Sold, Account } from './account';
import { chargeCycles, wholeTermEnd } from './chargeCycles';
import { toldDue, type DueLine } from './chargedLine';
import { exactOf } from './exact';
import { type CyclePrice } from './priceSheets';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { instant } from '../../../../src/kernel/instant';

const sold = (skuId: string, termDuration: string, billingCycle: string, kind = 'licence'): Sold => ({ kind, termDuration, billingCycle, currency: 'EUR', offer: { productId: 'A', skuId } }) as unknown as Sold;
const priced = (list: string, paid = list): CyclePrice => ({ list: exactOf(list), paid: exactOf(paid) });
/** Type, seats by their sign, days and amount. */
const told = (lines: readonly DueLine[]): readonly string[] => lines.map((line) => /^(.*) EUR,/.exec(toldDue(line))?.[1] ?? '');
const bought = (of: Sold, price: CyclePrice, seats: number, at: string, end?: string) => Account.bought({ sold: of, seats, price, end: end === undefined ? undefined : calendarDate(end) }, instant(at));

const MONTHLY = sold('1', 'P1M', 'monthly');
const YEAR_BY_MONTH = sold('1', 'P1Y', 'monthly');

describe('the money model of the simulation, by the published examples', () => {
  test('[BIL-1] [REN-3] E1: plain cycles', () => {
    const [month, first] = bought(MONTHLY, priced('10.08'), 10, '2021-06-18T08:00Z');
    expect(told(first)).toEqual(['new 10 × 2021-06-18…2021-07-17 = 100.80']);
    expect(told(month.renewed({ sold: MONTHLY, seats: 10, price: priced('10.08') }, instant('2021-07-18T00:01Z')))).toEqual(['renew 10 × 2021-07-18…2021-08-17 = 100.80']);
    const [year] = bought(YEAR_BY_MONTH, priced('10.08'), 10, '2021-06-18T08:00Z');
    expect(told(year.nextCycle())).toEqual(['cycleCharge 10 × 2021-07-18…2021-08-17 = 100.80']);
    expect(told(bought(sold('1', 'P1Y', 'annual'), priced('120.96'), 10, '2021-06-18T08:00Z')[1])).toEqual(['new 10 × 2021-06-18…2022-06-17 = 1209.60']);
  });

  test('[BIL-3] E2 and E3: a cycle of 28 days in February; two seats added', () => {
    const [february] = bought(YEAR_BY_MONTH, priced('10.08'), 1, '2022-02-21T08:00Z');
    expect(february.cycle.wholeDays).toBe(28);
    const [account] = bought(MONTHLY, priced('10.08'), 10, '2021-06-18T08:00Z');
    expect(told(account.grown(2, instant('2021-06-20T09:00Z')))).toEqual(['addQuantity -10 × 2021-06-20…2021-07-17 = -94.08', 'addQuantity 12 × 2021-06-20…2021-07-17 = 112.89']);
  });

  test('[CAN-1] [SUB-5] E4: cancelled on the third day, cut by the line; everything within 24 hours', () => {
    const [account] = bought(MONTHLY, priced('10.08'), 10, '2021-07-15T08:00Z');
    expect(told(account.cancelled(instant('2021-07-17T09:00Z')))).toEqual(['cancelImmediate -10 × 2021-07-17…2021-08-14 = -94.29']);
    const [early] = bought(MONTHLY, priced('10.08'), 10, '2021-07-15T23:00Z');
    expect(told(early.cancelled(instant('2021-07-16T09:00Z')))).toEqual(['cancelImmediate -10 × 2021-07-15…2021-08-14 = -100.80']);
  });

  test('[SUB-5] seats that came and went within a day take back the lines that were made', () => {
    const [account] = bought(MONTHLY, priced('10.08'), 11, '2021-06-18T20:00Z');
    account.grown(2, instant('2021-06-19T01:00Z'));
    expect(told(account.cancelled(instant('2021-06-19T10:00Z'))).toSorted()).toEqual([
      'cancelImmediate -11 × 2021-06-18…2021-07-17 = -110.88',
      'cancelImmediate -13 × 2021-06-19…2021-07-17 = -126.67',
      'cancelImmediate 11 × 2021-06-19…2021-07-17 = 107.18',
    ]);
  });

  test('[UPG-2] E5: a full upgrade, cut by the line', () => {
    const [account] = bought(MONTHLY, priced('10.08'), 300, '2021-06-18T08:00Z');
    expect(told(account.becomes(sold('2', 'P1M', 'monthly'), 300, priced('6.43'), instant('2021-06-25T08:00Z')))).toEqual(['convert -300 × 2021-06-25…2021-07-17 = -2318.40', 'convert 300 × 2021-06-25…2021-07-17 = 1478.90']);
  });

  test('[UPG-2] [CYC-1] a part of what was charged by months is given back by months, and charged anew by the days of its own year', () => {
    const [account] = bought(sold('1', 'P3Y', 'monthly'), priced('100'), 10, '2021-01-01T08:00Z');
    expect(told(account.nextPlan(sold('1', 'P3Y', 'annual'), priced('1200')))).toEqual(['changeBillingPlan 10 × 2021-02-01…2021-12-31 = 11000.00']);
    const at = instant('2021-03-03T08:00Z');
    const [apart, lines] = account.apart(sold('2', 'P3Y', 'annual'), 1, priced('2400'), at);
    expect(told(account.left(1, 'convert', at))).toEqual(['convert -1 × 2021-03-03…2021-12-31 = -1001.19']);
    expect(told(lines)).toEqual(['convert 1 × 2021-03-03…2021-12-31 = 1998.90']);
    expect(apart.place).toBe('term 1 of 2021-01-01…2023-12-31, plan 1, cycle 2021-01-01…2021-12-31');
  });

  test('[TRI-4] E6: a trial that is paid for on the same day', () => {
    const [account, first] = bought(sold('2', 'P1M', 'none', 'trial'), priced('0'), 25, '2021-06-25T08:00Z');
    expect(told(first)).toEqual(['new 25 × 2021-06-25…2021-07-24 = 0.00']);
    expect(told(account.restarts(MONTHLY, 25, priced('52.61'), instant('2021-06-25T09:00Z')))).toEqual(['convert -25 × 2021-06-25…2021-07-24 = 0.00', 'convert 25 × 2021-06-25…2021-07-24 = 1315.25']);
  });

  test('[ORD-6] E7: free days that turn paid', () => {
    const [account, first] = bought(sold('3', 'P1M', 'none', 'freeSaas'), priced('0'), 1, '2019-06-10T08:00Z');
    expect(told(first)).toEqual(['new 1 × 2019-06-10…2019-07-09 = 0.00']);
    expect(told(account.renewed({ sold: sold('3', 'P1M', 'monthly', 'saas'), seats: 1, price: priced('2') }, instant('2019-07-10T00:05Z')))).toEqual(['renew 1 × 2019-07-10…2019-08-09 = 2.00']);
  });

  test('[CAN-4] E8: SaaS given back on the same day', () => {
    const [account, first] = bought(sold('3', 'P1M', 'monthly', 'saas'), priced('10'), 1, '2019-06-10T08:00Z');
    expect([...told(first), ...told(account.cancelled(instant('2019-06-10T18:00Z')))]).toEqual(['new 1 × 2019-06-10…2019-07-09 = 10.00', 'cancelImmediate -1 × 2019-06-10…2019-07-09 = -10.00']);
  });

  test('[CYC-1] E9: three years from annual to monthly, and back by whole months left', () => {
    const [account, first] = bought(sold('1', 'P3Y', 'annual'), priced('250'), 10, '2021-09-20T08:00Z');
    expect(told(first)).toEqual(['new 10 × 2021-09-20…2022-09-19 = 2500.00']);
    expect(told(account.nextPlan(sold('1', 'P3Y', 'monthly'), priced('20')))).toEqual(['changeBillingPlan 10 × 2022-09-20…2022-10-19 = 200.00']);
    expect(told(account.nextPlan(sold('1', 'P3Y', 'annual'), priced('250')))).toEqual(['changeBillingPlan 10 × 2022-10-20…2023-09-19 = 2291.66']);
    expect(told(account.grown(1, instant('2022-10-20T08:00Z')))).toEqual(['addQuantity -10 × 2022-10-20…2023-09-19 = -2291.66', 'addQuantity 11 × 2022-10-20…2023-09-19 = 2520.83']);
  });

  test('[CYC-1] bought on 28 February before a leap year: a day of a month that outlasts the year, and months as there would be charges', () => {
    const [annual] = bought(sold('1', 'P3Y', 'annual'), priced('250'), 10, '2023-02-28T08:00Z');
    expect(told(annual.nextPlan(sold('1', 'P3Y', 'monthly'), priced('20')))).toEqual(['changeBillingPlan 10 × 2024-02-28…2024-02-28 = 6.89']);
    const [monthly] = bought(sold('1', 'P3Y', 'monthly'), priced('20'), 10, '2023-02-28T08:00Z');
    expect(told(monthly.nextPlan(sold('1', 'P3Y', 'annual'), priced('250')))).toEqual(['changeBillingPlan 10 × 2023-03-31…2024-02-27 = 2291.66']);
  });

  test('[CYC-1] bought on 28 February of a leap year: the first days of thirteen months are in the first year, and twelve are charged of it', () => {
    const [account] = bought(sold('1', 'P3Y', 'monthly'), priced('20'), 10, '2024-02-28T08:00Z');
    for (let month = 1; month < 12; month += 1) account.nextCycle();
    expect(told(account.nextPlan(sold('1', 'P3Y', 'annual'), priced('250')))).toEqual(['changeBillingPlan 10 × 2025-02-27…2025-02-27 = 0.00']);
  });

  test('[ORD-8] a month from 29 January that is cut to 26 February is one cycle', () => {
    const [, first] = bought(MONTHLY, priced('31'), 1, '2023-01-29T08:00Z', '2023-02-26');
    expect(told(first)).toEqual(['new 1 × 2023-01-29…2023-02-26 = 29.00']);
  });

  test('[BIL-1] E10: months that end early', () => {
    expect(['2021-01-31', '2021-05-31', '2021-07-31'].map((start) => wholeTermEnd(calendarDate(start), 1))).toEqual(['2021-02-27', '2021-06-29', '2021-08-30']);
  });

  test('[BIL-1] E11: a year by the month from 31 January', () => {
    const [start, end] = [calendarDate('2021-01-31'), calendarDate('2022-01-30')];
    expect(chargeCycles({ start, end, months: 12, cycleMonths: 1 }).map((cycle) => `${cycle.start.slice(5)}…${cycle.end.slice(5)}`)).toEqual([
      '01-31…02-27', '02-28…03-30', '03-31…04-29', '04-30…05-30', '05-31…06-29', '06-30…07-30', '07-31…08-30', '08-31…09-29', '09-30…10-30', '10-31…11-29', '11-30…12-30', '12-31…01-30',
    ]);
  });

  test('[ORD-8] E12: the term after one that was cut short is whole', () => {
    const [account, first] = bought(MONTHLY, priced('31'), 1, '2022-07-15T08:00Z', '2022-07-31');
    expect([...told(first), ...told(account.renewed({ sold: MONTHLY, seats: 1, price: priced('31') }, instant('2022-08-01T00:01Z')))]).toEqual(['new 1 × 2022-07-15…2022-07-31 = 17.00', 'renew 1 × 2022-08-01…2022-08-31 = 31.00']);
    const [year] = bought(YEAR_BY_MONTH, priced('31'), 1, '2022-07-15T08:00Z', '2023-06-30');
    expect(told(year.nextCycle())).toEqual(['cycleCharge 1 × 2022-08-01…2022-08-31 = 31.00']);
  });

  test('[CAT-5] E13 and E18: a promotion of ten percent, and one seat of a month', () => {
    expect(told(bought(YEAR_BY_MONTH, priced('16', '14.4'), 50, '2021-05-20T08:00Z')[1])).toEqual(['new 50 × 2021-05-20…2021-06-19 = 720.00']);
    expect(told(bought(MONTHLY, priced('36.48'), 1, '2021-05-20T08:00Z')[1])).toEqual(['new 1 × 2021-05-20…2021-06-19 = 36.48']);
  });

  test('[TRF-2] a transfer is cut by the day', () => {
    const [source] = bought(MONTHLY, priced('30'), 10, '2021-06-01T08:00Z');
    const at = instant('2021-06-10T08:00Z');
    const [, lines] = source.received(MONTHLY, priced('30'), at);
    expect([...told(source.given(at)), ...told(lines)]).toEqual(['cancelImmediate -10 × 2021-06-11…2021-06-30 = -200.00', 'new 10 × 2021-06-11…2021-06-30 = 200.00']);
  });
});
