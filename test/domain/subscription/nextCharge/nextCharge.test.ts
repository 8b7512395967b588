import { catalogueOf, type CatalogueItem } from '../../../../src/domain/catalogue/state';
import { type ChargeLine } from '../../../../src/domain/billing/chargeLine';
import { enterNextCycle, nextCycleAt } from '../../../../src/domain/subscription/enterCycle';
import { spanOf } from '../../../../src/domain/subscription/standing';
import { plusDays } from '../../../../src/kernel/calendarDate';
import { sumOf } from '../../../../src/kernel/money';
import { cyclesOf } from '../../../../src/kernel/term';
import { type AskedNextCharge } from '../../../../src/domain/subscription/nextCharge/planNextCharge';
import { newCommerce, policyBook, type Policy } from '../../../../src/domain/policy/policy';
import { catchUp } from '../../../../src/domain/subscription/term/catchUp';
import { applyPatch } from '../../../../src/domain/subscription/patch';
import { asKind, subscriptionSchema, type BillingCycle, type Subscription } from '../../../../src/domain/subscription/state';
import { at, decided } from '../bought';
import { catalogue as suites, offerOf, suite } from '../../transition/suites';

const base = suites.items.get('SUITEA:0001');
if (base === undefined) throw new Error('There is no suite A');
const item: CatalogueItem = {
  ...base,
  lines: (['monthly', 'annual', 'triennial'] as const).map((billingCycle) => ({ ...(base.lines[0] as CatalogueItem['lines'][number]), termDuration: 'P3Y' as const, billingCycle, unitPrice: { monthly: '720', annual: '750', triennial: '690' }[billingCycle] })),
};
const catalogue = catalogueOf('DE', [item]);
const to = (billingCycle: BillingCycle, more: Partial<AskedNextCharge> = {}): AskedNextCharge => ({ productId: 'SUITEA', skuId: '0001', billingCycle, ...more });
const planned = (asked: AskedNextCharge | null, subscription: Subscription, now: string, policy: Policy = newCommerce) => applyPatch({ nextCharge: asked }, subscription, policy, at(now), { catalogue });
const charged = (subscription: Subscription, now: string) => catchUp(subscription, catalogue, policyBook([newCommerce]), at(now));
const rows = (steps: ReturnType<typeof charged>) => steps.flatMap(({ charges }) => charges.map((line) => [line.chargeType, line.chargeStart, line.chargeEnd, line.quantity, line.subtotal, line.billingCycle]));

// |--20 Sep 2021 ten for three years, 250 a year--20 Sep 2022 the next charge--19 Sep 2024 last day--|
const yearly = suite('SUITEA', '2021-09-20T10:00:00Z', { termDuration: 'P3Y', billingCycle: 'annual', cyclePrice: '250' });
const monthly = suite('SUITEA', '2021-09-20T10:00:00Z', { termDuration: 'P3Y', billingCycle: 'monthly', cyclePrice: '20' });

test('[CYC-1] billing example E9: from annual to monthly at the next charge; the term stays', () => {
  const first = decided(planned(to('monthly'), yearly, '2022-05-01T00:00:00Z'));
  expect(first.events).toEqual([{ type: 'NextChargePlanned', billingCycle: 'monthly', effectiveAt: '2022-09-20T00:00:00.000Z' }]);
  expect([first.charges, first.subscription.billingCycle, first.reversibleUntil]).toEqual([[], 'annual', '2022-09-20T00:00:00.000Z']);
  const steps = charged(first.subscription, '2022-10-20T00:00:00Z');
  expect(rows(steps)).toEqual([
    ['changeBillingPlan', '2022-09-20', '2022-10-19', 10, '200.00', 'monthly'],
    ['cycleCharge', '2022-10-20', '2022-11-19', 10, '200.00', 'monthly'],
  ]);
  expect(steps[0]?.subscription).toMatchObject({ billingCycle: 'monthly', cyclePrice: '20', term: yearly.term });
  expect(steps[0]?.subscription.nextCharge).toBeUndefined();
  for (const { subscription } of [first, ...steps]) expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
});

test('[CYC-1] [BIL-1] the price is the one that was listed for the day of the charge when it was planned, whatever is imported since', () => {
  const listed = (unitPrice: string, from: string) => ({ ...(item.lines[0] as CatalogueItem['lines'][number]), unitPrice, effectiveFrom: at(from) });
  const first = catalogueOf('DE', [{ ...item, lines: [...item.lines, listed('828', '2022-09-20T00:00:00Z')] }]);
  const later = catalogueOf('DE', [{ ...item, lines: [...item.lines, listed('900', '2022-09-20T00:00:00Z')] }]);
  const plan = decided(applyPatch({ nextCharge: to('monthly') }, yearly, newCommerce, at('2022-05-01T00:00:00Z'), { catalogue: first })).subscription;
  expect(plan.nextCharge?.cyclePrice).toBe('23');
  expect(rows(catchUp(plan, later, policyBook([newCommerce]), at('2022-09-20T00:00:00Z')))[0]?.slice(0, 5)).toEqual(['changeBillingPlan', '2022-09-20', '2022-10-19', 10, '230.00']);
});

test.each([
  ['MONTHS_LEFT' as const, '1250.00'],
  ['DAYS_LEFT' as const, '1260.27'],
])('[CYC-1] from monthly to annual: the rest of the year of the term, cut by %s', (billingPlanProration, amount) => {
  const policy = { ...newCommerce, billingPlanProration };
  const untilMarch = charged(monthly, '2022-02-21T00:00:00Z').at(-1)?.subscription ?? monthly;
  const steps = charged(decided(planned(to('annual'), untilMarch, '2022-03-01T00:00:00Z', policy)).subscription, '2022-09-20T00:00:00Z');
  expect(rows(steps)).toEqual([
    ['changeBillingPlan', '2022-03-20', '2022-09-19', 10, amount, 'annual'],
    ['cycleCharge', '2022-09-20', '2023-09-19', 10, '2500.00', 'annual'],
  ]);
});

test('[CYC-1] [BIL-3] what changes in a rest of a year that was charged by months is a part of what was charged: no more comes back than that', () => {
  const untilMarch = charged(monthly, '2022-02-21T00:00:00Z').at(-1)?.subscription ?? monthly;
  const annual = charged(decided(planned(to('annual'), untilMarch, '2022-03-01T00:00:00Z')).subscription, '2022-03-20T00:00:00Z').at(-1)?.subscription ?? monthly;
  const seats = (quantity: number, subscription: Subscription, now: string) => decided(applyPatch({ quantity }, subscription, newCommerce, at(now), { catalogue }));
  const grown = seats(12, annual, '2022-03-20T09:00:00Z');
  expect(grown.charges.map(({ quantity, subtotal }) => [quantity, subtotal])).toEqual([[10, '-1250.00'], [12, '1500.00']]);
  // 20 June to 19 September is half of the 184 days.
  expect(seats(14, grown.subscription, '2022-06-20T09:00:00Z').charges.map(({ quantity, subtotal, billableDays }) => [quantity, subtotal, billableDays])).toEqual([[12, '-750.00', 92], [14, '875.00', 92]]);
  expect(subscriptionSchema.parse(annual)).toEqual(annual);
});

// |--19 March, three more for a day of the month--20 March a year's rest, by months of twelve--|
test.each([
  ['within their hours everything comes back, as it was charged: a day of the month, and what was charged of the year', '2022-03-20T22:59:59.999Z', [['2022-03-19', '2022-03-19', 13, '-9.28', 'monthly'], ['2022-03-19', '2022-03-19', 10, '7.14', 'monthly'], ['2022-03-20', '2022-09-19', 13, '-1625.00', 'annual'], ['2022-03-20', '2022-09-19', 10, '1250.00', 'annual']]],
  ['then what is left of the year', '2022-03-20T23:00:00.000Z', [['2022-03-20', '2022-09-19', 13, '-1625.00', 'annual'], ['2022-03-20', '2022-09-19', 10, '1250.00', 'annual']]],
] as const)('[CYC-1] [SUB-5] of seats that were added before the billing cycle changed: %s', (_name, now, lines) => {
  const untilMarch = charged(monthly, '2022-02-21T00:00:00Z').at(-1)?.subscription ?? monthly;
  const plan = decided(planned(to('annual'), untilMarch, '2022-03-01T00:00:00Z')).subscription;
  const seats = (quantity: number, subscription: Subscription, at_: string) => decided(applyPatch({ quantity }, subscription, newCommerce, at(at_), { catalogue }));
  const grown = seats(13, plan, '2022-03-19T23:00:00Z').subscription;
  const annual = charged(grown, '2022-03-20T00:00:00Z').at(-1)?.subscription ?? monthly;
  expect(subscriptionSchema.parse(annual)).toEqual(annual);
  const less = seats(10, annual, now);
  expect(less.charges.map(({ chargeStart, chargeEnd, quantity, subtotal, billingCycle }) => [chargeStart, chargeEnd, quantity, subtotal, billingCycle])).toEqual(lines);
});

// |--28 Feb 2023 ten for three years, months end before the last day of a month--28 Feb 2024 the second year, by the day--29 Feb 2024 the next month--|
describe('[CYC-1] bought on the last day of February before a leap year, so that months and years end on different days', () => {
  const from = (billingCycle: 'monthly' | 'annual') => suite('SUITEA', '2023-02-28T10:00:00Z', { termDuration: 'P3Y', billingCycle, cyclePrice: billingCycle === 'monthly' ? '20' : '250' });
  const byMonth = (now: string) => charged(from('monthly'), now).at(-1)?.subscription ?? from('monthly');

  test.each([
    ['2023-03-30', '2023-03-31', '2291.66'],
    ['2023-11-29', '2023-11-30', '625.00'],
    ['2024-01-30', '2024-01-31', '208.33'],
  ])('the last day of a month is %s: from %s on as many months are charged as would be by the month', (last, next, amount) => {
    const steps = charged(decided(planned(to('annual'), byMonth(`${last}T00:00:00Z`), `${last}T01:00:00Z`)).subscription, `${next}T00:00:00Z`);
    expect(rows(steps)).toEqual([['changeBillingPlan', next, '2024-02-27', 10, amount, 'annual']]);
    for (const { subscription } of steps) expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
  });

  test('from the end of a month that reaches into a year, that year is charged whole', () => {
    const steps = charged(decided(planned(to('annual'), byMonth('2024-01-31T00:00:00Z'), '2024-02-28T01:00:00Z')).subscription, '2024-02-29T00:00:00Z');
    expect(rows(steps)).toEqual([['changeBillingPlan', '2024-02-29', '2025-02-27', 10, '2500.00', 'annual']]);
  });

  test('from annual to monthly the day that is left of a month is charged as a day', () => {
    const steps = charged(decided(planned(to('monthly'), from('annual'), '2023-05-01T00:00:00Z')).subscription, '2024-02-29T00:00:00Z');
    expect(rows(steps)).toEqual([
      ['changeBillingPlan', '2024-02-28', '2024-02-28', 10, '6.89', 'monthly'],
      ['cycleCharge', '2024-02-29', '2024-03-30', 10, '200.00', 'monthly'],
    ]);
    for (const { subscription } of steps) expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
  });

  test('what an earlier app stored with none of twelve months can be read, and changed', () => {
    const stored = charged(decided(planned(to('monthly'), from('annual'), '2023-05-01T00:00:00Z')).subscription, '2024-02-28T00:00:00Z').at(-1)?.subscription ?? yearly;
    const read = subscriptionSchema.parse({ ...stored, cycle: { ...stored.cycle, monthsCharged: 0 } });
    expect(rows(charged(read, '2024-02-29T00:00:00Z'))).toEqual([['cycleCharge', '2024-02-29', '2024-03-30', 10, '200.00', 'monthly']]);
  });
});

/** Every line of the rest of a term that is billed by the month, if it is billed by the year from a day on. */
const untilTheEnd = (subscription: Subscription, day: string, cyclePrice = '250') => {
  const lines: ChargeLine[] = [];
  for (let current = subscription; nextCycleAt(current) !== undefined; ) {
    const isTheDay = nextCycleAt(current) === at(`${day}T00:00:00Z`) && current.billingCycle === 'monthly';
    const entered = enterNextCycle(isTheDay ? { ...current, nextCharge: { requestedAt: current.createdAt, billingCycle: 'annual', cyclePrice, proration: 'MONTHS_LEFT' } } : current, 'LINE_DOWN', 1);
    lines.push(entered.charge);
    current = entered.subscription;
    if (isTheDay) expect(subscriptionSchema.parse(current)).toEqual(current);
  }
  return lines;
};

// |--28 Feb 2024 ten for three years, months from the last day but one--27 Feb 2025 a thirteenth month--28 Feb 2025 the second year--|
test.each([
  ['in the first year, which holds the first days of thirteen months', '2024-08-30', '2025-02-27', '1250.00'],
  ['for its last month', '2025-01-30', '2025-02-27', '208.33'],
  ['on its last day, a day of the thirteenth: all twelve are charged', '2025-02-27', '2025-02-27', '0.00'],
  ['in the second year, whose first month began before it', '2025-03-30', '2026-02-27', '2291.66'],
  ['in the third year', '2026-03-30', '2027-02-27', '2291.66'],
])('[CYC-1] bought on 28 February of a leap year, to annual billing %s', (_name, day, last, amount) => {
  const plan: Subscription = { ...suite('SUITEA', '2024-02-28T10:00:00Z', { termDuration: 'P3Y', billingCycle: 'monthly', cyclePrice: '20' }), batches: [] };
  const lines = untilTheEnd(plan, day);
  expect(lines.find(({ chargeType }) => chargeType === 'changeBillingPlan')).toMatchObject({ chargeStart: day, chargeEnd: last, subtotal: amount });
});

test.each(['2024-01-30', '2023-02-27', '2023-02-28', '2024-02-28', '2024-02-29'])(
  '[CYC-1] [BIL-3] three years from %s cost the same whenever they are billed by the year, where a year costs twelve months; no day is left out or charged twice',
  (start) => {
    const bought: Subscription = { ...suite('SUITEA', `${start}T10:00:00Z`, { termDuration: 'P3Y', billingCycle: 'monthly', cyclePrice: '20' }), batches: [] };
    for (const { start: day } of cyclesOf(spanOf(bought)).slice(1)) {
      const lines = untilTheEnd(bought, day, '240');
      // The first month was charged when it was bought.
      expect([day, sumOf(['200', ...lines.map(({ subtotal }) => subtotal)])]).toEqual([day, '7200']);
      expect([lines[0]?.chargeStart, lines.at(-1)?.chargeEnd]).toEqual([plusDays(bought.cycle.end, 1), bought.term.end]);
      for (const [index, line] of lines.slice(1).entries()) expect(line.chargeStart).toBe(plusDays(lines[index]?.chargeEnd ?? line.chargeEnd, 1));
      expect(new Set(lines.map(({ referenceId }) => referenceId)).size).toBe(lines.length);
    }
  },
);

test('[CYC-1] at the end of a year the first annual charge is whole', () => {
  const lastMonth = charged(monthly, '2022-08-20T00:00:00Z').at(-1)?.subscription ?? monthly;
  expect(rows(charged(decided(planned(to('annual'), lastMonth, '2022-09-01T00:00:00Z')).subscription, '2022-09-20T00:00:00Z'))).toEqual([['changeBillingPlan', '2022-09-20', '2023-09-19', 10, '2500.00', 'annual']]);
});

test('[CYC-1] no day is charged twice or left out, and no two charges of the term bear one reference', () => {
  const back = (steps: ReturnType<typeof charged>) => steps.at(-1)?.subscription ?? monthly;
  const march = charged(monthly, '2022-02-21T00:00:00Z');
  const annual = charged(decided(planned(to('annual'), back(march), '2022-03-01T00:00:00Z')).subscription, '2022-09-20T00:00:00Z');
  const again = charged(decided(planned(to('monthly'), back(annual), '2023-01-01T00:00:00Z')).subscription, '2024-06-01T00:00:00Z');
  const later = charged(back(again), '2024-09-19T23:59:59Z');
  const lines = [...march, ...annual, ...again, ...later].flatMap(({ charges }) => charges);
  expect(lines.map(({ chargeStart }) => chargeStart)).toEqual([...new Set(lines.map(({ chargeStart }) => chargeStart))].sort());
  expect(new Set(lines.map(({ referenceId }) => referenceId)).size).toBe(lines.length);
  for (const [index, { chargeStart }] of lines.entries()) if (index > 0) expect(new Date(`${lines[index - 1]?.chargeEnd}T24:00:00Z`).toISOString().slice(0, 10)).toBe(chargeStart);
});

test.each<[string, Subscription, AskedNextCharge, object]>([
  ['a year', suite('SUITEA', '2022-04-20T10:00:00Z', { termDuration: 'P1Y' }), to('annual'), { kind: 'BillingCycleNotChangeable', termDuration: 'P1Y' }],
  ['a month', suite('SUITEA', '2022-04-20T10:00:00Z'), to('annual'), { kind: 'BillingCycleNotChangeable', termDuration: 'P1M', to: 'annual' }],
  ['a year that is paid at once', suite('SUITEA', '2022-04-20T10:00:00Z', { termDuration: 'P1Y', billingCycle: 'annual' }), to('monthly'), { kind: 'BillingCycleNotChangeable', from: 'annual', to: 'monthly' }],
  ['to one charge for the whole term', yearly, to('triennial'), { kind: 'BillingCycleNotChangeable', to: 'triennial' }],
  ['another product', yearly, to('monthly', { productId: 'SUITEB' }), { kind: 'NextChargeOtherProduct', productId: 'SUITEB' }],
  ['a suspended one', { ...yearly, status: 'suspended', autoRenew: false }, to('monthly'), { kind: 'SubscriptionSuspended' }],
  ['a traditional one, which has it changed through its order (MIG-1)', asKind(yearly, 'traditional'), to('monthly'), { kind: 'BillingCycleNotChangeable', from: 'annual', to: 'monthly' }],
  ['what the catalogue no longer sells so', { ...yearly, offer: offerOf('SUITED') }, to('monthly', { productId: 'SUITED' }), { kind: 'PlannedPlanNotOffered' }],
])('[CYC-1] refused: %s', (_name, subscription, asked, error) => {
  expect(planned(asked, subscription, '2022-05-01T00:00:00Z')).toMatchObject({ ok: false, error });
});

describe('[CYC-2] the day of the charge', () => {
  const subscription = decided(planned(to('monthly'), yearly, '2022-05-01T00:00:00Z')).subscription;
  const before = '2022-09-19T23:59:59.999Z';
  const due = '2022-09-20T00:00:00.000Z';

  test('until then it can be planned, and taken away', () => {
    expect([planned(to('monthly'), yearly, before).ok, decided(planned(null, subscription, before)).subscription.nextCharge]).toEqual([true, undefined]);
    expect(decided(planned(null, subscription, before))).toMatchObject({ events: [{ type: 'NextChargeUnplanned', reason: 'Asked' }], removed: ['nextChargeInstructions'] });
    expect(decided(planned(to('annual'), subscription, before)).subscription.nextCharge).toBeUndefined();
  });

  test('from then on it is read-only, and everything else goes on', () => {
    for (const [asked, of] of [[to('monthly'), yearly], [null, subscription]] as const) {
      expect(planned(asked, of, due)).toEqual({ ok: false, error: { kind: 'ReadOnlyDuringRenewal', subscriptionId: of.id, member: 'nextChargeInstructions', since: due } });
    }
    const grown = applyPatch({ quantity: 11, friendlyName: 'Office' }, subscription, newCommerce, at(due));
    expect(grown).toMatchObject({ ok: true, value: { subscription: { quantity: 11, friendlyName: 'Office', billingCycle: 'monthly' } } });
  });

  test('of a suspended one too, which is charged all the same (SUS-1)', () => {
    const suspended = decided(applyPatch({ status: 'suspended' }, subscription, newCommerce, at('2022-09-01T00:00:00Z'))).subscription;
    expect(decided(planned(null, suspended, before)).subscription.nextCharge).toBeUndefined();
    expect(planned(null, suspended, due)).toMatchObject({ ok: false, error: { kind: 'ReadOnlyDuringRenewal', member: 'nextChargeInstructions', since: due } });
    expect(rows(charged(suspended, due))).toEqual([['changeBillingPlan', '2022-09-20', '2022-10-19', 10, '200.00', 'monthly']]);
  });

  test('once it is made, it can be planned anew', () => {
    const made = charged(subscription, due).at(-1)?.subscription ?? subscription;
    expect(planned(to('annual'), made, due).ok).toBe(true);
  });
});

test('[CYC-1] [SUB-2] seats added after the change are charged by the new cycle', () => {
  const subscription = decided(planned(to('monthly'), yearly, '2022-05-01T00:00:00Z')).subscription;
  const made = charged(subscription, '2022-09-20T00:00:00Z').at(-1)?.subscription ?? subscription;
  expect(decided(applyPatch({ quantity: 11 }, made, newCommerce, at('2022-10-05T00:00:00Z'))).charges.map(({ quantity, subtotal }) => [quantity, subtotal])).toEqual([[10, '-100.00'], [11, '110.00']]);
});
