import { asKind, subscriptionMembers, type Subscription } from '../../../src/domain/subscription/state';
import { changedOfSubscription } from '../../../src/domain/subscription/toldFields';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { at, bought } from './bought';

const stood = bought('2021-06-18T10:00:00Z');

describe('[AUD-2] what of a subscription changed', () => {
  test('is told with both values, and nothing else is', () => {
    expect(changedOfSubscription(stood, { ...stood, version: 2, quantity: 12, friendlyName: 'New' })).toEqual({ quantity: { before: 10, after: 12 }, friendlyName: { before: 'Microsoft 365 Business Basic', after: 'New' } });
  });

  test('nothing is nothing, whatever its version', () => {
    expect(changedOfSubscription(stood, { ...stood, version: 2 })).toEqual({});
  });

  test('what there was not has no value before; what is gone none after', () => {
    const product = { productId: 'P', skuId: 'S', availabilityId: 'A', termDuration: 'P1Y', billingCycle: 'annual' } as const;
    const planned: Subscription = { ...stood, scheduledChange: { requestedAt: at('2021-06-19T10:00:00Z'), product, quantity: 5, customTermEnd: calendarDate('2022-03-31') } };
    const plan = { catalogItemId: 'P:S:A', termDuration: 'P1Y', billingCycle: 'annual', quantity: 5, customTermEnd: '2022-03-31' };
    expect(changedOfSubscription(stood, planned)).toEqual({ scheduledChange: { after: plan } });
    expect(changedOfSubscription(planned, stood)).toEqual({ scheduledChange: { before: plan } });
  });

  test('of one that was made just now all it has is told, without anything before', () => {
    const changed = changedOfSubscription(undefined, stood);
    expect(changed).toMatchObject({ status: { after: 'active' }, quantity: { after: 10 }, cyclePrice: { after: '10.08' }, termEnd: { after: '2021-07-17' }, autoRenewEnabled: { after: true } });
    expect(Object.values(changed).filter((field) => 'before' in field)).toEqual([]);
  });

  test('a trial that turned paid is told as one', () => {
    expect(changedOfSubscription(asKind(stood, 'trial'), stood)).toEqual({ isTrial: { before: true, after: false } });
  });
});

/** Members whose change shows in a field, and those that are not told, each for a reason. */
const SHOWN: Readonly<Record<string, string>> = {
  status: 'status', quantity: 'quantity', friendlyName: 'friendlyName', offer: 'catalogItemId', kind: 'isTrial', termDuration: 'termDuration', billingCycle: 'billingCycle', cyclePrice: 'cyclePrice', currency: 'currency',
  promotionId: 'promotionId', term: 'termEnd', cycle: 'cycleEnd', autoRenew: 'autoRenewEnabled', scheduledChange: 'scheduledChange', nextCharge: 'nextCharge', cancelAtTermEnd: 'cancelAtTermEnd', resellerOfRecord: 'resellerOfRecord', supportContact: 'supportContact',
  additionalResellers: 'additionalResellers', addOnIds: 'addOnIds', parentId: 'parentId', migratedFromSubscriptionId: 'migratedFromSubscriptionId', activatedAt: 'activatedAt', suspendedAt: 'suspendedAt', endedAt: 'endedAt',
};
const NOT_TOLD: Readonly<Record<string, string>> = {
  id: 'the subject itself', customerId: 'of the event', partnerId: 'of the event', version: 'of the event', orderId: 'never changes', createdAt: 'never changes',
  listCyclePrice: 'what the price was cut from', batches: 'windows tell of themselves', seatsByDay: 'what refunds are counted by', billedFrom: 'what refunds are counted by',
  redemptions: 'what promotions are counted by', formerSkus: 'what may be had once is counted by', disabledFrom: 'follows from endedAt', deletedFrom: 'follows from endedAt',
  extendedFrom: 'shows in termDuration and billingCycle', renewsTo: 'never changes', sheet: 'how it is stored', paidForm: 'what the catalogue says of the trial',
};

describe('[AUD-2] every member of a subscription', () => {
  test('is told of, or is one of those that are not', () => {
    expect(subscriptionMembers.filter((member) => !(member in SHOWN) && !(member in NOT_TOLD))).toEqual([]);
    expect([...Object.keys(SHOWN), ...Object.keys(NOT_TOLD)].filter((member) => !subscriptionMembers.includes(member))).toEqual([]);
  });

  test.each(Object.entries(SHOWN))('%s shows as %s', (member, field) => {
    const offer = { ...stood.offer, skuId: '0002' };
    const other: Readonly<Record<string, unknown>> = { offer, kind: 'trial', term: { ...stood.term, end: '2030-01-01' }, cycle: { ...stood.cycle, end: '2030-01-01' }, nextCharge: { billingCycle: 'annual', cyclePrice: '1' }, scheduledChange: { product: offer, quantity: 1 } };
    const changed = { ...stood, [member]: other[member] ?? 'other' } as Subscription;
    expect(Object.keys(changedOfSubscription(stood, changed))).toContain(field);
  });
});
