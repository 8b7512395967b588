import { calendarDate } from '../../../../src/kernel/calendarDate';
import { rateMonth, type Allowances, type DayOfCalls, type RatedMonth } from '../../../../src/domain/usage/overage/rateMonth';
import { type ChargedFrom } from '../../../../src/domain/usage/overage/state';

const day = calendarDate;
const calls = (...days: readonly [string, number][]): DayOfCalls[] => days.map(([date, minutes]) => ({ date: day(date), minutes }));
const to = (partnerId: string, azureSubscriptionId = `azure of ${partnerId}`) => ({ partnerId, azureSubscriptionId });
const always: readonly ChargedFrom[] = [{ from: day('2026-01-01'), to: to('a') }];
const euros = () => ({ unitPrice: '0.10', currency: 'EUR' });
const rated = (days: readonly DayOfCalls[], minutes: number, charged = always, priceFor: Parameters<typeof rateMonth>[3] = euros) => rateMonth(days, { all: { licences: 1, minutes }, of: new Map() }, charged, priceFor);

describe('[OVG-6] rating a month', () => {
  test('[OVG-7] E16: 100 units in the plan, 150 used at 0.10: 50 units, 5.00', () => {
    const month = rated(calls(['2026-03-02', 60], ['2026-03-09', 60], ['2026-03-20', 30]), 100);
    expect(month).toMatchObject({ used: 150, remaining: 0 });
    expect(month.days.map(({ date, included, charged, blocked }) => [date, included, charged, blocked])).toEqual([
      ['2026-03-02', 60, 0, 0],
      ['2026-03-09', 40, 20, 0],
      ['2026-03-20', 0, 30, 0],
    ]);
    expect(month.lines).toEqual([{ ...to('a'), ...euros(), minutes: 50, subtotal: '5.00', firstDay: '2026-03-09', lastDay: '2026-03-20' }]);
  });

  test.each([
    [99, 1, 0],
    [100, 0, 0],
    [101, 0, 1],
  ])('%i of 100 minutes: %i left, %i beyond', (minutes, remaining, beyond) => {
    const month = rated(calls(['2026-03-02', minutes]), 100);
    expect([month.remaining, month.lines.reduce((sum, line) => sum + line.minutes, 0)]).toEqual([remaining, beyond]);
  });

  test('in whatever order the days come in', () => {
    const days = calls(['2026-03-02', 60], ['2026-03-09', 60], ['2026-03-20', 30]);
    expect(rated([...days].reverse(), 100)).toEqual(rated(days, 100));
  });

  test('with None minutes beyond are blocked, not charged; those before and after are', () => {
    const charged = [...always, { from: day('2026-03-05') }, { from: day('2026-03-08'), to: to('b') }];
    const month = rated(calls(['2026-03-04', 10], ['2026-03-05', 20], ['2026-03-07', 30], ['2026-03-08', 40]), 0, charged);
    expect(month.days.map((each) => [each.charged, each.blocked])).toEqual([[10, 0], [0, 20], [0, 30], [40, 0]]);
    expect(month.lines.map(({ partnerId, minutes, subtotal }) => [partnerId, minutes, subtotal])).toEqual([['a', 10, '1.00'], ['b', 40, '4.00']]);
  });

  test('within the allowance nothing is blocked, None or not', () => {
    expect(rated(calls(['2026-03-04', 10]), 10, [])).toMatchObject({ days: [{ included: 10, charged: 0, blocked: 0 }], lines: [] });
  });

  test('without a published price in the currency of the partner nothing is charged', () => {
    expect(rated(calls(['2026-03-04', 10]), 0, always, () => undefined)).toMatchObject({ days: [{ charged: 0, blocked: 10 }], lines: [] });
  });

  test('[BIL-5] a line is cut once, toward zero (LINE_DOWN): 7 × 0.0127 = 0.0889', () => {
    const month = rated(calls(['2026-03-04', 3], ['2026-03-05', 4]), 0, always, () => ({ unitPrice: '0.0127', currency: 'EUR' }));
    expect(month.lines).toMatchObject([{ minutes: 7, subtotal: '0.08' }]);
  });

  test('each Azure subscription has a line of its own', () => {
    const charged = [...always, { from: day('2026-03-05'), to: to('a', 'second') }];
    expect(rated(calls(['2026-03-04', 10], ['2026-03-05', 5]), 0, charged).lines).toMatchObject([
      { azureSubscriptionId: 'azure of a', minutes: 10 },
      { azureSubscriptionId: 'second', minutes: 5 },
    ]);
  });
});

describe('[PAR-3] [OVG-6] calls of several partners', () => {
  const all = { licences: 20, minutes: 2400 };
  const ten = { licences: 10, minutes: 1200 };
  const two: Allowances = { all, of: new Map([['a', ten], ['b', ten]]) };
  const month = (...days: readonly DayOfCalls[]) => rateMonth(days, two, always, euros);
  const on = (date: string, minutes: number, partnerId?: string, bySelf?: boolean): DayOfCalls => ({ date: day(date), minutes, ...(partnerId !== undefined && { partnerId }), ...(bySelf !== undefined && { bySelf }) });
  const figures = (rated: RatedMonth, partnerId: string) => rated.partners.find((each) => each.partnerId === partnerId)?.days.map(({ minutes, included, charged, blocked }) => [minutes, included, charged, blocked]);

  test('what a partner reports counts for its own licences; beyond them it is blocked, not charged to the other who has the overage', () => {
    const rated = month(on('2026-03-02', 1201, 'b', true));
    expect(rated).toMatchObject({ used: 1201, remaining: 1200, lines: [], days: [{ minutes: 1201, included: 1200, charged: 0, blocked: 1 }] });
    expect(figures(rated, 'b')).toEqual([[1201, 1200, 0, 1]]);
    expect(figures(month(on('2026-03-02', 1200, 'b', true)), 'b')).toEqual([[1200, 1200, 0, 0]]);
  });

  test('who has the overage is charged for what it reports beyond its own licences', () => {
    const rated = month(on('2026-03-02', 1201, 'a', true));
    expect(rated.lines).toMatchObject([{ partnerId: 'a', minutes: 1, subtotal: '0.10' }]);
    expect(figures(rated, 'a')).toEqual([[1201, 1200, 1, 0]]);
  });

  test('what the operator reports counts for the licences of all, and is charged beyond them', () => {
    expect(month(on('2026-03-02', 2400, 'b')).lines).toEqual([]);
    const rated = month(on('2026-03-02', 2401, 'b'));
    expect(rated.lines).toMatchObject([{ partnerId: 'a', minutes: 1 }]);
    expect(figures(rated, 'b')).toEqual([[2401, 2400, 1, 0]]);
    expect(figures(rated, 'a')).toEqual([]);
  });

  test('no minute is given twice: what the operator reported of a partner, or lent to others, is used up', () => {
    expect(figures(month(on('2026-03-02', 1000, 'b'), on('2026-03-01', 300, 'b', true)), 'b')).toEqual([[300, 200, 0, 100], [1000, 1000, 0, 0]]);
    // 300 of the 1,500 are b's minutes, lent.
    expect(figures(month(on('2026-03-02', 1500, 'a'), on('2026-03-01', 1000, 'b', true)), 'b')).toEqual([[1000, 900, 0, 100]]);
    expect(figures(month(on('2026-03-02', 2400), on('2026-03-01', 1, 'b', true)), 'b')).toEqual([[1, 0, 0, 1]]);
  });

  test.each([0, 1, 1199, 1200, 5000, 1_000_000])('%i minutes that another reports change nothing of what a partner is charged and shown', (minutes) => {
    const own = [on('2026-03-01', 700, 'a', true), on('2026-03-03', 900, 'a', true), on('2026-03-02', 900, 'a'), on('2026-03-04', 1700)];
    const alone = month(...own);
    const beside = month(...own, on('2026-03-01', minutes, 'b', true), on('2026-03-09', minutes, 'b', true));
    expect(beside.lines).toEqual(alone.lines);
    expect(beside.partners.find(({ partnerId }) => partnerId === 'a')).toEqual(alone.partners.find(({ partnerId }) => partnerId === 'a'));
    expect(alone.lines).toMatchObject([{ partnerId: 'a' }]);
  });
});
