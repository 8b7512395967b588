import { type Holding } from '../../../../src/domain/catalogue/holdings';
import { seatsProblem } from '../../../../src/domain/subscription/limits/seatLimits';
import { type Subscription, type SubscriptionOf } from '../../../../src/domain/subscription/state';
import { holding } from '../../catalogue/offers';
import { sampleCatalogue } from '../../catalogue/sampleFiles';
import { at, bought, offer } from '../bought';

const catalogue = sampleCatalogue('NL');
const now = at('2026-03-10T10:00:00Z');
const promotionId = catalogue.promotions[0]?.id ?? '';

const held = (productId: string, quantity: number, facts: Partial<Holding> = {}): Holding => holding({ subscriptionId: 'other', productId, quantity, ...facts });

const own = (productId: string, quantity: number, facts: Partial<SubscriptionOf<'licence'>> = {}): Subscription => ({
  ...bought<'licence'>('2026-03-05T10:00:00Z', { offer: { ...offer, productId, maximumQuantity: 10_000_000 }, quantity }),
  ...facts,
});

const problem = (subscription: Subscription, quantity: number, others: readonly Holding[]) => {
  const { id, offer: of, partnerId, redemptions } = subscription;
  const itself = held(of.productId, subscription.quantity, { subscriptionId: id, partnerId, ...(redemptions && { redemptions }) });
  return seatsProblem(subscription, quantity, { catalogue, holdings: [itself, ...others] }, now);
};

describe('[ORD-7] seats added to a subscription, of a SKU with a pool of 300', () => {
  const standard = own('NCBUSSTAND01', 200);

  test('up to what other subscriptions leave', () => {
    expect(problem(standard, 250, [held('NCBUSSTAND01', 50)])).toBeUndefined();
  });

  test('not one more', () => {
    expect(problem(standard, 251, [held('NCBUSSTAND01', 50)])).toEqual({ kind: 'SeatsExceedWhatIsLeft', limit: 'pool', asked: 51, available: 50 });
  });

  test('taking seats off is never a matter of the pool', () => {
    expect(problem(standard, 199, [held('NCBUSSTAND01', 300)])).toBeUndefined();
  });
});

test('[ORD-7] a SKU without a stated maximum has no pool, whatever else is looked at for it', () => {
  // Its add-ons have bases, so what the customer has is looked at; E3 has neither base nor pool.
  expect(problem(own('NCM365ENTE03', 200), 10_000_000, [held('NCM365ENTE03', 50)])).toBeUndefined();
  expect(problem(own('NCMULTIGEO01', 200), 10_000_000, [held('NCM365ENTE03', 50), held('NCMULTIGEO01', 1, { subscriptionId: 'more' })])).toBeUndefined();
});

describe('[ORD-4] Copilot seats added to a subscription', () => {
  const copilot = own('NCM365COPIL1', 100);

  test.each([
    { name: 'as many as the base', quantity: 250, expected: undefined },
    { name: 'one more than the base', quantity: 251, expected: { kind: 'SeatsExceedWhatIsLeft', limit: 'base', asked: 151, available: 150 } },
  ])('$name, whoever sold it', ({ quantity, expected }) => {
    expect(problem(copilot, quantity, [held('NCM365ENTE03', 250)])).toEqual(expected);
  });
});

describe('[CAT-5] seats added to a subscription with a promotion for 200 seats', () => {
  const promoted = (most = 150) => own('NCBUSPREMI01', 150, { promotionId, redemptions: [{ promotionId, seats: most }] });
  const elsewhere = (seats: number) => held('NCBUSPREMI01', 10, { redemptions: [{ promotionId: 'PROTHER:0001:AUTUMN', seats: 200 }, { promotionId, seats }] });

  test.each([
    { name: 'up to its last seat', most: 150, others: [], quantity: 200, expected: undefined },
    { name: 'beyond it', most: 150, others: [], quantity: 201, expected: { kind: 'SeatsExceedWhatIsLeft', limit: 'promotion', asked: 51, available: 50 } },
    { name: 'back to what it once had', most: 200, others: [], quantity: 200, expected: undefined },
    { name: 'beyond what it once had', most: 200, others: [], quantity: 201, expected: { kind: 'SeatsExceedWhatIsLeft', limit: 'promotion', asked: 1, available: 0 } },
    { name: 'up to what one has left that has another promotion since', most: 150, others: [elsewhere(40)], quantity: 160, expected: undefined },
    { name: 'beyond that', most: 150, others: [elsewhere(40)], quantity: 161, expected: { kind: 'SeatsExceedWhatIsLeft', limit: 'promotion', asked: 11, available: 10 } },
  ])('$name', ({ most, others, quantity, expected }) => {
    expect(problem(promoted(most), quantity, others)).toEqual(expected);
  });
});
