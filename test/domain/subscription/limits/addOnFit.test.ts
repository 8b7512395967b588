import { catalogueOf } from '../../../../src/domain/catalogue/state';
import { type Holding, type Holdings } from '../../../../src/domain/catalogue/holdings';
import { addOnMisfits, newMisfits, touchesAddOns } from '../../../../src/domain/subscription/limits/addOnFit';
import { withHeld } from '../../../../src/domain/subscription/limits/customerStanding';
import { holdingsProblem } from '../../../../src/domain/subscription/limits/seatLimits';
import { newCommerce } from '../../../../src/domain/policy/policy';
import { moveSubscription } from '../../../../src/domain/transfer/moveSubscription';
import { at, bought, offer } from '../bought';
import { catalogue } from '../../order/shop';

const held = (productId: string, quantity: number, facts: Partial<Holding> = {}): Holding => ({
  subscriptionId: `${productId} of ${facts.partnerId ?? 'p'}`,
  productId,
  skuId: '0001',
  quantity,
  status: 'active',
  partnerId: 'p',
  ...facts,
});
const misfit = (productId: string, facts: object) => ({ productId, skuId: '0001', ...facts });

describe('what a customer has of an add-on and of its bases', () => {
  test.each<{ name: string; holdings: Holdings; misfits: object[] }>([
    { name: 'as many as the base', holdings: [held('BASE', 10), held('COPILOT', 10)], misfits: [] },
    { name: 'one more', holdings: [held('BASE', 9), held('COPILOT', 10)], misfits: [misfit('COPILOT', { held: 10, base: 9, most: 9 })] },
    { name: 'all bases together, whoever sold them', holdings: [held('BASE', 4), held('OFFICE', 3, { partnerId: 'q' }), held('COPILOT', 7)], misfits: [] },
    { name: 'a suspended base counts', holdings: [held('BASE', 10, { status: 'suspended' }), held('COPILOT', 10)], misfits: [] },
    { name: 'one that is over does not', holdings: [held('BASE', 10, { status: 'expired' }), held('COPILOT', 10)], misfits: [misfit('COPILOT', { held: 10, base: 0, most: 0 })] },
    { name: 'an add-on that is over is not missed', holdings: [held('COPILOT', 10, { status: 'deleted' })], misfits: [] },
    { name: 'an add-on of any number, without a base', holdings: [held('VOICE', 1)], misfits: [misfit('VOICE', { held: 1, base: 0, most: 0 })] },
    { name: 'exactly the share', holdings: [held('BASE', 400), held('GEO', 20)], misfits: [] },
    { name: 'one less than the share', holdings: [held('BASE', 401), held('GEO', 20)], misfits: [misfit('GEO', { held: 20, base: 401, least: 21 })] },
  ])('[ORD-3] [ORD-4] $name', ({ holdings, misfits }) => {
    expect(addOnMisfits(catalogue, holdings)).toEqual(misfits);
  });
});

describe('[ORD-4] a change tells what it makes worse, not what was so before', () => {
  const before = [held('BASE', 9), held('COPILOT', 10)];
  test.each([
    { name: 'nothing changes', after: before, told: 0 },
    { name: 'another base seat goes', after: [held('BASE', 8), held('COPILOT', 10)], told: 1 },
    { name: 'it gets better', after: [held('BASE', 9), held('COPILOT', 9)], told: 0 },
  ])('$name', ({ after, told }) => {
    expect(newMisfits(catalogue, { before, after })).toHaveLength(told);
  });
});

test('[ORD-4] which SKUs matter: an add-on, and what one needs; of traditional offers, none', () => {
  expect(['COPILOT:0001', 'BASE:0001', 'OFFICE:0001', 'SINGLE:0001', 'GONE:0001'].map((key) => touchesAddOns(key, catalogue))).toEqual([true, true, true, false, false]);
  const traditional = catalogueOf('NL', [...catalogue.items.values()].map((item) => ({ ...item, sku: { ...item.sku, kind: 'traditional' as const } })));
  expect(['COPILOT:0001', 'BASE:0001'].map((key) => touchesAddOns(key, traditional))).toEqual([false, false]);
  expect(addOnMisfits(traditional, [held('COPILOT', 10)])).toEqual([]);
});

describe('what stands against a change of holdings', () => {
  test.each([
    { name: 'more of an add-on without a base', before: [held('COPILOT', 1)], after: [held('COPILOT', 2)], kind: 'NoBaseHeld' },
    { name: 'more of one whose number is not limited, without a base', before: [held('VOICE', 1)], after: [held('VOICE', 2)], kind: 'NoBaseHeld' },
    { name: 'more than the base that is left', before: [held('BASE', 1), held('COPILOT', 1)], after: [held('BASE', 1), held('COPILOT', 2)], kind: 'SeatsExceedWhatIsLeft' },
    { name: 'fewer, though still too many', before: [held('BASE', 1), held('COPILOT', 9)], after: [held('BASE', 1), held('COPILOT', 8)], kind: undefined },
    { name: 'fewer of a base', before: [held('BASE', 9), held('COPILOT', 9)], after: [held('BASE', 1), held('COPILOT', 9)], kind: undefined },
    { name: 'less than the share', before: [held('BASE', 400), held('GEO', 21)], after: [held('BASE', 400), held('GEO', 19)], kind: 'AddOnShareNotMet' },
    { name: 'more, though still less than the share', before: [held('BASE', 400), held('GEO', 5)], after: [held('BASE', 400), held('GEO', 6)], kind: undefined },
    { name: 'none left of it', before: [held('BASE', 400), held('GEO', 20)], after: [held('BASE', 400)], kind: undefined },
  ])('[ORD-3] [ORD-4] $name: $kind', ({ before, after, kind }) => {
    expect(holdingsProblem(catalogue, { before, after })?.kind).toBe(kind);
  });
});

test('[TRF-2] [ORD-4] a transfer leaves the customer what it had: of base and of add-on', () => {
  for (const productId of ['BASE', 'COPILOT', 'GEO']) {
    const source = bought('2026-03-05T10:00:00Z', { offer: { ...offer, productId }, quantity: 10 });
    const rest = [held('BASE', 0), held('COPILOT', 10), held('GEO', 1)].filter((each) => each.productId !== productId);
    const before = withHeld(rest, source);
    const move = { transferId: 't', targetPartnerId: 'q', targetSubscriptionId: 'target', targetOrderId: 'order', price: { currency: 'EUR', cyclePrice: '10.08' } };
    const moved = moveSubscription(source, move, newCommerce, at('2026-03-06T10:00:00Z'));
    const after = withHeld(withHeld(before, moved.source.subscription), moved.target.subscription);
    expect([holdingsProblem(catalogue, { before, after }), newMisfits(catalogue, { before, after })]).toEqual([undefined, []]);
  }
});
