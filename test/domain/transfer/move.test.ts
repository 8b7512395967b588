import { ownershipProblem } from '../../../src/domain/catalogue/mayBuy';
import { newCommerce } from '../../../src/domain/policy/policy';
import { transferObstacle } from '../../../src/domain/transfer/eligibility';
import { moveSubscription } from '../../../src/domain/transfer/moveSubscription';
import { expiryOf, transferAt } from '../../../src/domain/transfer/expiry';
import { requestTransfer, submitTransfer, type Asking, type TransferChange } from '../../../src/domain/transfer/request';
import { transferSchema, type Transfer } from '../../../src/domain/transfer/state';
import { standingOf } from '../../../src/domain/subscription/limits/customerStanding';
import { nextTask } from '../../../src/domain/subscription/nextTask';
import { applyPatch } from '../../../src/domain/subscription/patch';
import { asKind, type Subscription, subscriptionSchema } from '../../../src/domain/subscription/state';
import { leavingLines, preparedSource } from '../../../src/domain/transition/leaving';
import { offer as soldOffer } from '../catalogue/offers';
import { lineRows } from '../billing/lineRows';
import { at, bought, decided, offer } from '../subscription/bought';

const asked = { id: 'transfer-1', customerId: 'customer-1', customerName: 'Fjord', customerEmail: 'it@fjord.example', transferType: 5, sourcePartnerId: 'partner-1', sourceName: 'Havn', targetPartnerId: 'partner-2', targetName: 'Nordlys', modifiedBy: 'user-1' };
const changed = (result: ReturnType<typeof requestTransfer>): TransferChange => {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  expect(transferSchema.parse(result.value.transfer)).toEqual(result.value.transfer);
  return result.value;
};
const asking: Asking = { sourceIsRelated: true, transfers: [], lifeDays: 30 };
const request = changed(requestTransfer(asked, asking, at('2024-04-30T18:31:41Z'))).transfer;

describe('the request', () => {
  test('[TRF-1] expires at the midnight after 30 days', () => {
    expect(expiryOf(at('2024-04-30T18:31:41Z'), 30)).toBe('2024-05-31T00:00:00.000Z');
    expect(request).toMatchObject({ status: 'Pending', expiresAt: '2024-05-31T00:00:00.000Z', lines: [] });
    expect([transferAt(request, at('2024-05-30T23:59:59.999Z')).status, transferAt(request, at('2024-05-31T00:00:00.000Z')).status]).toEqual(['Pending', 'Expired']);
  });

  test.each([
    ['the last instant of a day', '2024-04-29T23:59:59.999Z', '2024-05-30T00:00:00.000Z'],
    ['midnight: exactly 30 days', '2024-04-30T00:00:00.000Z', '2024-05-30T00:00:00.000Z'],
    ['the first instant after it', '2024-04-30T00:00:00.001Z', '2024-05-31T00:00:00.000Z'],
    ['the end of January, over a leap day', '2024-01-31T12:00:00.000Z', '2024-03-02T00:00:00.000Z'],
    ['the same without one', '2023-01-31T12:00:00.000Z', '2023-03-03T00:00:00.000Z'],
    ['before Europe changes to summer time', '2024-03-30T12:00:00.000Z', '2024-04-30T00:00:00.000Z'],
    ['the end of the year', '2024-12-31T23:00:00.000Z', '2025-01-31T00:00:00.000Z'],
  ])('[TRF-1] created at %s', (_name, createdAt, expiresAt) => {
    expect(expiryOf(at(createdAt), 30)).toBe(expiresAt);
  });

  test('[TRF-1] not from oneself, nor from who has not the customer', () => {
    expect(requestTransfer({ ...asked, sourcePartnerId: 'partner-2' }, asking, at('2024-04-30T18:31:41Z'))).toMatchObject({ ok: false, error: { kind: 'TransferToSelf' } });
    expect(requestTransfer(asked, { ...asking, sourceIsRelated: false }, at('2024-04-30T18:31:41Z'))).toMatchObject({ ok: false, error: { kind: 'TransferSourceUnrelated' } });
  });

  test.each<[string, Partial<Transfer>, number, boolean]>([
    ['nine wait', {}, 9, true],
    ['ten wait', {}, 10, false],
    ['ten of them to another source', { sourcePartnerId: 'partner-3' }, 10, true],
    ['ten of another target', { targetPartnerId: 'partner-3' }, 10, true],
    ['ten that were answered', { status: 'Reject' }, 10, true],
    ['ten that have expired', { expiresAt: at('2024-04-30T18:31:41Z') }, 10, true],
  ])('[TRF-1] another request while %s', (_name, differing, count, allowed) => {
    const transfers = Array.from({ length: count }, (_, index) => ({ ...request, ...differing, id: `transfer-${index}` }));
    expect(requestTransfer({ ...asked, id: 'another' }, { ...asking, transfers }, at('2024-04-30T18:31:41Z')).ok).toBe(allowed);
  });
});

// |--18 Jun 10:00 ten at 10.08, a month--22 Jun moved--17 Jul last day--|
const june = bought('2021-06-18T10:00:00Z');
const movedAt = '2021-06-22T15:00:00Z';

describe('what can be picked', () => {
  const busy: Transfer = { ...request, id: 'transfer-2', status: 'InProgress', lines: [{ subscriptionId: 'sub-1', offer, quantity: 10, billingCycle: 'monthly', friendlyName: 'x' }] };
  test.each<[string, Subscription | undefined, readonly Transfer[], string, unknown]>([
    ['a live licence', june, [], movedAt, undefined],
    ['on the last instant of its term', june, [], '2021-07-17T23:59:59.999Z', undefined],
    ['one that is being renewed', june, [], '2021-07-18T00:00:00.000Z', 'BeingRenewed'],
    ['a trial', asKind(june, 'trial'), [], movedAt, 'Trial'],
    ['a suspended one', { ...june, status: 'suspended', autoRenew: false }, [], movedAt, 'Suspended'],
    ['an expired one', { ...june, status: 'expired' }, [], movedAt, 'NotActive'],
    ['SaaS', asKind(june, 'saas'), [], movedAt, 'OtherKind'],
    ['another partner\'s', { ...june, partnerId: 'partner-3' }, [], movedAt, 'NotOfSource'],
    ['none', undefined, [], movedAt, 'NotOfSource'],
    ['one in another open transfer', june, [busy], movedAt, 'InOtherTransfer'],
    ['one in a transfer that is over', june, [{ ...busy, status: 'Failed' }], movedAt, undefined],
    ['one in a transfer that is only asked for', june, [{ ...busy, status: 'Pending', expiresAt: at('2021-08-01T00:00:00Z') }], movedAt, undefined],
  ])('[TRF-4] %s', (_name, subscription, transfers, now, obstacle) => {
    expect(transferObstacle(subscription, 'partner-1', transfers, at(now))).toBe(obstacle);
  });

  test('[TRF-4] the submission names the first that cannot, and one that is named twice', () => {
    const by = { partnerId: 'partner-1', userId: 'user-1' };
    const pending = { ...request, expiresAt: at('2021-08-01T00:00:00Z') };
    const submit = (ids: readonly string[]) => submitTransfer(pending, ids.map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' as const })), { subscriptions: [june], transfers: [] }, by, at(movedAt));
    expect(submit(['sub-1', 'sub-9'])).toMatchObject({ ok: false, error: { kind: 'TransferLineUnfit', subscriptionId: 'sub-9', obstacle: 'NotOfSource' } });
    expect(submit(['sub-1', 'sub-1'])).toMatchObject({ ok: false, error: { kind: 'TransferLineTwice' } });
    expect(submit(['sub-1'])).toMatchObject({ ok: true, value: { transfer: { status: 'InProgress', version: 2 } } });
  });
});

describe('the move of one subscription', () => {
  const move = (source: Subscription, now = movedAt, price: object = { currency: 'EUR', cyclePrice: source.cyclePrice }) =>
    moveSubscription(source, { transferId: 'transfer-1', targetPartnerId: 'partner-2', targetSubscriptionId: 'sub-new', targetOrderId: 'order-new', price: price as never }, newCommerce, at(now));

  test('[TRF-2] the same in a new subscription, the old one ends; the source pays for today, the target from tomorrow', () => {
    const { source, target } = move(june);
    expect(target.subscription).toMatchObject({ id: 'sub-new', orderId: 'order-new', partnerId: 'partner-2', version: 1, quantity: 10, term: june.term, cycle: june.cycle, autoRenew: true, status: 'active' });
    expect(source.subscription).toMatchObject({ id: 'sub-1', status: 'deleted', autoRenew: false, endedAt: '2021-06-22T15:00:00.000Z' });
    expect([lineRows(source.charges), lineRows(target.charges)]).toEqual([
      [['cancelImmediate', '2021-06-23', '2021-07-17', '-8.4', 10, '-84.00']],
      [['new', '2021-06-23', '2021-07-17', '8.4', 10, '84.00']],
    ]);
    expect([nextTask(source.subscription), nextTask(target.subscription)]).toEqual([undefined, { kind: 'renewal', dueAt: '2021-07-18T00:00:00.000Z' }]);
    for (const { subscription } of [source, target]) expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
  });

  test('[CAT-4] licences that were moved, and moved on, are what one has ever had of a SKU once; what was cancelled counts beside them', () => {
    const first = move(june);
    const second = moveSubscription(first.target.subscription, { transferId: 'transfer-2', targetPartnerId: 'partner-3', targetSubscriptionId: 'sub-newer', targetOrderId: 'order-newer', price: { currency: 'EUR', cyclePrice: june.cyclePrice } }, newCommerce, at('2021-06-24T15:00:00Z'));
    const cancelled: Subscription = { ...june, id: 'sub-2', status: 'deleted', autoRenew: false, endedAt: at('2021-06-22T15:00:00.001Z') };
    const subscriptions = [first.source.subscription, second.source.subscription, second.target.subscription, cancelled];
    const { holdings } = standingOf(subscriptions, 'partner-3', at('2021-06-25T10:00:00Z'));
    expect(holdings.map(({ subscriptionId, wentOn }) => [subscriptionId, wentOn])).toEqual([['sub-1', true], ['sub-new', true], ['sub-newer', undefined], ['sub-2', undefined]]);
    const { item: { sku } } = soldOffer({ productId: offer.productId, skuId: offer.skuId });
    const problem = (count: number) => ownershipProblem({ ...sku, ownershipLimit: { count, scope: 'lifetime' } }, { holdings, partner: { tenantId: 'partner-3' } })?.kind;
    expect([problem(2), problem(3)]).toEqual(['AlreadyHeld', undefined]);
  });

  test('[CAT-4] what the licences were before goes with them', () => {
    const { source, target } = move({ ...june, formerSkus: ['CFQ7TTC0LH18:0002'] });
    expect([source.subscription.formerSkus, target.subscription.formerSkus]).toEqual([undefined, ['CFQ7TTC0LH18:0002']]);
  });

  test('[TRF-2] an upfront year as published: the source pays through 20 October, the target from the 21st', () => {
    const year = bought('2024-07-12T08:00:00Z', { termDuration: 'P1Y', billingCycle: 'annual', cyclePrice: '365' });
    const { source, target } = move(year, '2024-10-20T12:00:00Z');
    expect([lineRows(source.charges)[0]?.slice(0, 3), lineRows(target.charges)[0]?.slice(0, 3)]).toEqual([['cancelImmediate', '2024-10-21', '2025-07-11'], ['new', '2024-10-21', '2025-07-11']]);
  });

  test('[TRF-2] on the last day of a cycle nothing is left to give back: the target pays the next', () => {
    const year = bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
    const { source, target } = move(year, '2021-07-17T15:00:00Z');
    expect([source.charges, target.charges, nextTask(target.subscription)]).toEqual([[], [], { kind: 'cycleCharge', dueAt: '2021-07-18T00:00:00.000Z' }]);
  });

  test('[TRF-2] whom the source named to support it does not go with it', () => {
    const { source, target } = move({ ...june, supportContact: { tenantId: 't', partnerId: '6120045', name: 'Waterland' } });
    expect([source.subscription.supportContact?.partnerId, target.subscription.supportContact]).toEqual(['6120045', undefined]);
  });

  test('[TRF-2] its open windows go with it; what comes back from then on is what the target paid', () => {
    const { target } = move(june);
    expect(target.windowsOpened).toEqual([{ ...june.batches[0], chargedFrom: '2021-06-23' }]);
    expect(decided(applyPatch({ quantity: 9 }, target.subscription, newCommerce, at('2021-06-24T15:00:00Z'))).charges.map(({ chargeStart }) => chargeStart)).toEqual(['2021-06-24', '2021-06-24']);
    const late = move(june, '2021-07-01T15:00:00Z').target.subscription;
    expect(applyPatch({ quantity: 9 }, late, newCommerce, at('2021-07-01T16:00:00Z'))).toMatchObject({ ok: false, error: { kind: 'ReductionWindowClosed' } });
  });

  // 25 of 30 days at 10.08 a licence: 8.4 each from 23 June on. 22 June is the source's, whatever the target does with it that day.
  test.each<[string, object, unknown]>([
    ['cancelled', { status: 'deleted' }, [['cancelImmediate', '2021-06-23', '2021-07-17', '-8.4', 10, '-84.00']]],
    ['three licences taken off', { quantity: 7 }, [['removeQuantity', '2021-06-23', '2021-07-17', '-8.4', 10, '-84.00'], ['removeQuantity', '2021-06-23', '2021-07-17', '8.4', 7, '58.80']]],
  ])('[TRF-2] [SUB-5] %s on the day of the move: the target gets back what it was charged, not the day the source paid', (_name, patch, lines) => {
    const { target } = move(june);
    expect(lineRows(decided(applyPatch(patch, target.subscription, newCommerce, at('2021-06-22T23:59:59.999Z'))).charges)).toEqual(lines);
  });

  test('[TRF-2] [SUB-5] cancelled on the day after it: that day is refunded, as ever', () => {
    const { target } = move(june);
    expect(lineRows(decided(applyPatch({ status: 'deleted' }, target.subscription, newCommerce, at('2021-06-23T00:00:00Z'))).charges)).toEqual([['cancelImmediate', '2021-06-23', '2021-07-17', '-8.4', 10, '-84.00']]);
    expect(lineRows(decided(applyPatch({ status: 'deleted' }, target.subscription, newCommerce, at('2021-06-24T00:00:00Z'))).charges)[0]?.slice(0, 3)).toEqual(['cancelImmediate', '2021-06-24', '2021-07-17']);
  });

  test('[TRF-2] [SUB-5] seats added and moved on the last day of a cycle, taken off within their full-refund hours in the next: the day the source paid is not given back', () => {
    const grown = decided(applyPatch({ quantity: 12 }, bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' }), newCommerce, at('2021-07-17T10:00:00Z'))).subscription;
    const { target } = move(grown, '2021-07-17T15:00:00Z');
    const { charges } = decided(applyPatch({ quantity: 10 }, target.subscription, newCommerce, at('2021-07-18T09:00:00Z')));
    expect(charges.map(({ chargeType, chargeStart }) => [chargeType, chargeStart])).toEqual([['cycleCharge', '2021-07-18'], ['removeQuantity', '2021-07-18'], ['removeQuantity', '2021-07-18']]);
  });

  test('[TRF-2] [UPG-2] upgraded on the day of the move: what leaves gives back what the target was charged, and nothing on the last day of a cycle', () => {
    const leaving = (source: Subscription, now: string) => {
      const upgrade = { operationId: 'upgrade-1', quantity: 10, chargeType: 'convert', licences: 'automatic' } as const;
      return lineRows(leavingLines(preparedSource(move(source, now).target.subscription, newCommerce, at(now)), upgrade, newCommerce, at(now)));
    };
    expect(leaving(june, movedAt)).toEqual([['convert', '2021-06-23', '2021-07-17', '-8.4', 10, '-84.00']]);
    expect(leaving(bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' }), '2021-07-17T15:00:00Z')).toEqual([]);
  });

  test('[TRF-2] passed on twice on one day: the partner in between pays nothing', () => {
    const first = move(june).target.subscription;
    const second = moveSubscription(first, { transferId: 'transfer-2', targetPartnerId: 'partner-3', targetSubscriptionId: 'sub-third', targetOrderId: 'order-third', price: { currency: 'EUR', cyclePrice: first.cyclePrice } }, newCommerce, at('2021-06-22T18:00:00Z'));
    expect([lineRows(second.source.charges), lineRows(second.target.charges)]).toEqual([[['cancelImmediate', '2021-06-23', '2021-07-17', '-8.4', 10, '-84.00']], [['new', '2021-06-23', '2021-07-17', '8.4', 10, '84.00']]]);
  });

  test('[TRF-4] what was planned does not survive, and the source\'s answer says so', () => {
    const planned: Subscription = { ...june, scheduledChange: { requestedAt: at('2021-06-19T00:00:00Z'), product: { ...offer, termDuration: 'P1M', billingCycle: 'monthly' }, quantity: 4 } };
    const { source, target } = move(planned);
    expect([source.removed, source.events[0], target.subscription.scheduledChange]).toEqual([['scheduledNextTermInstructions'], { type: 'ScheduledChangeRemoved', reason: 'Transferred' }, undefined]);
  });

  test.each([
    ['with the promotion', { currency: 'EUR', cyclePrice: '10.08', listCyclePrice: '12', promotionId: 'P:1:A' }, 12],
    ['at the list price', { currency: 'SEK', cyclePrice: '110' }, 10],
  ])('[CAT-5] [TRF-2] what was redeemed of a promotion goes with the licences, and seats added %s count', (_name, price, seats) => {
    const promoted = bought('2021-06-18T10:00:00Z', { promotionId: 'P:1:A', listCyclePrice: '12' });
    const { source, target } = move(promoted, movedAt, price);
    expect([source.subscription.redemptions, target.subscription.redemptions]).toEqual([undefined, [{ promotionId: 'P:1:A', seats: 10 }]]);
    const grown = decided(applyPatch({ quantity: 12 }, target.subscription, newCommerce, at('2021-06-26T10:00:00Z'))).subscription;
    expect(grown.redemptions).toEqual([{ promotionId: 'P:1:A', seats }]);
  });

  test('[PAR-3] [TRF-2] the target is not told what the licences were before they came to new commerce: that was another partner’s subscription', () => {
    const { source, target } = move({ ...june, migratedFromSubscriptionId: 'traditional-1' });
    expect([source.subscription.migratedFromSubscriptionId, target.subscription.migratedFromSubscriptionId]).toEqual(['traditional-1', undefined]);
  });

  test('[TRF-2] another currency: the price listed in it, without the promotion', () => {
    const promoted = bought('2021-06-18T10:00:00Z', { promotionId: 'P:1', listCyclePrice: '12' });
    const { target } = move(promoted, movedAt, { currency: 'SEK', cyclePrice: '110' });
    expect([target.subscription.currency, target.subscription.promotionId, lineRows(target.charges)[0]?.at(-1)]).toEqual(['SEK', undefined, '916.66']);
  });
});
