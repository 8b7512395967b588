import { isWithoutAccess, setPartnerAccess, type PartnerAccess } from '../../../src/domain/azurePlan/partnerAccess';
import { azureSubscriptionSchema, type AccessGap, type AzurePlan, type AzureSubscription } from '../../../src/domain/azurePlan/state';
import { calendarDate, plusDays } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

const created = instant('2026-01-10T10:00:00Z');
const plan: AzurePlan = { id: 'plan-1', customerId: 'customer-1', partnerId: 'partner-1', version: 3, friendlyName: 'Azure', status: 'active', createdAt: created };
const bare: AzureSubscription = { id: 'azure-1', planId: 'plan-1', customerId: 'customer-1', partnerId: 'partner-1', friendlyName: 'Machines', status: 'active', purpose: 'standard', createdAt: created };
/** Months close on the sixth. */
const closesAt = (day: string) => instant(day < '2026-06-01' ? '2026-06-06T00:00:00Z' : '2026-07-06T00:00:00Z');

const span = (from: string, to?: string): AccessGap => ({ from: calendarDate(`2026-06-${from}`), ...(to !== undefined && { to: calendarDate(`2026-06-${to}`) }) });
const gapped = (...gaps: readonly AccessGap[]): AzureSubscription => ({ ...bare, ...(gaps.length > 0 && { accessGaps: [...gaps] }) });
const said = (subscription: AzureSubscription, asked: PartnerAccess, now = '2026-06-30T12:00:00Z') => setPartnerAccess(plan, subscription, asked, closesAt, instant(now));
const lost = (...days: Parameters<typeof span>): PartnerAccess => ({ hasAccess: false, ...span(...days) });
const restored = (...days: Parameters<typeof span>): PartnerAccess => ({ hasAccess: true, ...span(...days) });
const gapsAfter = (subscription: AzureSubscription, asked: PartnerAccess): readonly AccessGap[] | undefined => {
  const done = said(subscription, asked);
  if (!done.ok) throw new Error(done.error.kind);
  expect(azureSubscriptionSchema.parse(done.value.subscription)).toEqual(done.value.subscription);
  return done.value.subscription.accessGaps;
};

test.each<[string, readonly AccessGap[], PartnerAccess, readonly AccessGap[] | undefined]>([
  ['one day', [], lost('10', '10'), [span('10', '10')]],
  ['from a day on', [], lost('10'), [span('10')]],
  ['beside another: one span', [span('08', '09')], lost('10', '12'), [span('08', '12')]],
  ['a day apart: two', [span('08', '09')], lost('11', '12'), [span('08', '09'), span('11', '12')]],
  ['before another', [span('20', '21')], lost('10', '12'), [span('10', '12'), span('20', '21')]],
  ['over others', [span('08', '09'), span('11', '12'), span('20')], lost('09', '25'), [span('08')]],
  ['within one that has no end: an end is not said by it', [span('08')], lost('10', '12'), [span('08')]],
  ['given back from within one', [span('08', '20')], restored('10', '12'), [span('08', '09'), span('13', '20')]],
  ['given back from a day on', [span('08', '09'), span('12')], restored('14'), [span('08', '09'), span('12', '13')]],
  ['given back at both ends', [span('08', '12')], restored('08', '08'), [span('09', '12')]],
  ['given back whole', [span('08', '12')], restored('01', '30'), undefined],
  ['given back of one without end: it goes on after it', [span('08')], restored('10', '12'), [span('08', '09'), span('13')]],
])('[AZP-4] days without access: %s', (_, before, asked, after) => {
  expect(gapsAfter(gapped(...before), asked)).toEqual(after);
});

test('[AZP-4] whatever is said in whatever order, the last word counts of each day', () => {
  const words: readonly PartnerAccess[] = [lost('05', '12'), restored('07', '08'), lost('20'), restored('25', '26'), lost('08', '08'), restored('12'), lost('28', '29'), restored('29', '29')];
  let subscription = bare;
  const model = new Map<string, boolean>();
  for (const word of words) {
    subscription = gapped(...(gapsAfter(subscription, word) ?? []));
    for (let day = calendarDate('2026-06-01'); day <= '2026-07-10'; day = plusDays(day, 1)) {
      if (day >= word.from && (word.to === undefined || day <= word.to)) model.set(day, !word.hasAccess);
      expect([day, isWithoutAccess(subscription.accessGaps, day)]).toEqual([day, model.get(day) ?? false]);
    }
  }
});

test('[AZP-4] a change raises the plan’s version and is told; what is so already is none', () => {
  expect(said(bare, lost('10', '12'))).toMatchObject({ ok: true, value: { plan: { version: 4 }, events: [{ type: 'PartnerAccessLost', azureSubscriptionId: 'azure-1', from: '2026-06-10', to: '2026-06-12' }] } });
  expect(said(gapped(span('08')), restored('10'))).toMatchObject({ ok: true, value: { events: [{ type: 'PartnerAccessRestored', from: '2026-06-10' }] } });
  for (const [subscription, asked] of [[bare, restored('10', '12')], [gapped(span('08', '20')), lost('10', '12')], [gapped(span('08')), lost('09')]] as const) {
    expect(said(subscription, asked)).toEqual({ ok: true, value: { plan, subscription, events: [] } });
  }
});

test.each<[string, string, string, object]>([
  ['today', '10', '2026-06-10T00:00:00.000Z', { ok: true }],
  ['tomorrow', '11', '2026-06-10T23:59:59.999Z', { ok: false, error: { kind: 'AccessDaysFixed', reason: 'future', from: '2026-06-11' } }],
  ['a month that closes in a millisecond', '10', '2026-07-05T23:59:59.999Z', { ok: true }],
  ['a month that is closed', '10', '2026-07-06T00:00:00.000Z', { ok: false, error: { kind: 'AccessDaysFixed', reason: 'closed', from: '2026-06-10' } }],
])('[AZP-4] from %s', (_, from, now, expected) => {
  expect(said(bare, lost(from), now)).toMatchObject(expected);
});

test('[AZP-4] a hundred spans, and no more; what joins them is taken', () => {
  const every = (count: number): AccessGap[] => Array.from({ length: count }, (_, index) => ({ from: plusDays(calendarDate('2025-06-01'), 2 * index), to: plusDays(calendarDate('2025-06-01'), 2 * index) }));
  expect(said(gapped(...every(99)), lost('10', '10')).ok).toBe(true);
  expect(said(gapped(...every(100)), lost('10', '10'))).toMatchObject({ ok: false, error: { reason: 'tooMany' } });
  expect(said(gapped(...every(99), span('08', '09')), lost('10', '10')).ok).toBe(true);
});
