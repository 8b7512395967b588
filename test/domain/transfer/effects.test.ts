import { newCommerce } from '../../../src/domain/policy/policy';
import { overageEffects, sourceEffects, targetEffects } from '../../../src/domain/transfer/effects';
import { moveSubscription, type Move } from '../../../src/domain/transfer/moveSubscription';
import { at, bought } from '../subscription/bought';

const now = at('2021-06-22T15:00:00Z');
const promoted = { ...bought('2021-06-18T10:00:00Z'), promotionId: 'P:0001:SPRING', listCyclePrice: '11.20' };
const into = (price: Move['price']) => moveSubscription(promoted, { transferId: 't', targetPartnerId: 'partner-2', targetSubscriptionId: 'sub-2', targetOrderId: 'order-2', price }, newCommerce, now);
const same = into({ currency: 'EUR', cyclePrice: promoted.cyclePrice, listCyclePrice: '11.20', promotionId: promoted.promotionId });
const other = into({ currency: 'SEK', cyclePrice: '120' });
const what = (effects: readonly { readonly what: string }[]) => effects.map((effect) => effect.what);

test('[TRF-2] a promotion in one currency goes to the target with the price; in another it is lost to both', () => {
  expect(what(sourceEffects(promoted, same, []).loses)).toEqual(['subscription', 'promotion', 'cancellationWindow']);
  expect([what(targetEffects(promoted, same, []).gains), what(targetEffects(promoted, same, []).loses)]).toEqual([['subscription', 'promotion', 'cancellationWindow'], []]);
  expect([what(targetEffects(promoted, other, []).gains), what(targetEffects(promoted, other, []).loses)]).toEqual([['subscription', 'cancellationWindow'], ['promotion']]);
});

test('[TRF-4] what was planned for the next term and the next charge is named', () => {
  const product = { productId: 'A', skuId: '0001', availabilityId: 'B', termDuration: 'P1M', billingCycle: 'monthly' } as const;
  const planned = { ...promoted, scheduledChange: { requestedAt: now, product, quantity: 3 }, nextCharge: { requestedAt: now, billingCycle: 'annual', cyclePrice: '100', proration: 'MONTHS_LEFT' } as const };
  const move = moveSubscription(planned, { transferId: 't', targetPartnerId: 'partner-2', targetSubscriptionId: 'sub-2', targetOrderId: 'order-2', price: { currency: 'SEK', cyclePrice: '120' } }, newCommerce, now);
  expect(what(sourceEffects(planned, move, []).loses)).toEqual(['subscription', 'promotion', 'scheduledNextTermInstructions', 'nextChargeInstructions', 'cancellationWindow']);
});

test('a common term end is one with what is active and ends on the same day, on each side', () => {
  const on = (id: string, end: string, status = promoted.status) => ({ ...promoted, id, status, term: { ...promoted.term, end: end as typeof promoted.term.end } });
  const others = [on('same', promoted.term.end), on('a day later', '2021-07-18'), on('a day earlier', '2021-07-16'), on('over', promoted.term.end, 'expired')];
  const shared = { what: 'commonTermEnd', termEnd: promoted.term.end, subscriptionIds: ['same'] };
  expect(sourceEffects(promoted, same, others).loses.at(-1)).toEqual(shared);
  expect(targetEffects(promoted, same, others).gains.at(-1)).toEqual(shared);
});

test('[OVG-3] whose assignment comes and goes', () => {
  const overage = { id: 'o', customerId: 'c', service: 'PhoneServices', version: 2, holderId: 'partner-2', since: now, charged: [] };
  const events = [
    { type: 'OverageCleared', service: 'PhoneServices', partnerTenantId: 'partner-1', azureSubscriptionId: 'a', reason: 'NoEnablingSubscription', noneFrom: now },
    { type: 'OverageAssigned', service: 'PhoneServices', partnerTenantId: 'partner-2', azureSubscriptionId: 'b', reason: 'FirstIn' },
  ] as const;
  expect(overageEffects([{ overage, events }], 'partner-1', 0)).toEqual({ gains: [], loses: [{ what: 'overageAssignment', service: 'PhoneServices' }] });
  expect(overageEffects([{ overage, events }], 'partner-2', 1)).toEqual({ gains: [{ what: 'azurePlan' }, { what: 'overageAssignment', service: 'PhoneServices' }], loses: [] });
  expect(overageEffects([{ overage, events }], 'partner-3', 0)).toEqual({ gains: [], loses: [] });
});
