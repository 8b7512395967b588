import { offerOf, type FoundOffer } from '../../../src/domain/catalogue/findOffer';
import { catalogueOf, type CatalogueItem, type Segment, type Sku } from '../../../src/domain/catalogue/state';
import { type PricingContext } from '../../../src/domain/order/priceLine';
import { problemForCustomer, problemInMarket } from '../../../src/domain/order/purchasable';
import { reviewLines } from '../../../src/domain/order/reviewLines';
import { newCommerce } from '../../../src/domain/policy/policy';
import { catalogue, holding, holds, itemId, later, line, shop } from './shop';

const offer = (productId: string, segment: Segment = 'commercial', of = catalogue): FoundOffer => offerOf(of, of.items.get(`${productId}:0001`) as CatalogueItem, segment);

/** The same market, a SKU of it told otherwise. */
const where = (productId: string, members: Partial<Sku>): PricingContext['catalogue'] =>
  catalogueOf('NL', [...catalogue.items.values()].map((item) => (item.sku.productId === productId ? { ...item, sku: { ...item.sku, ...members } } : item)));

describe('[ORD-11] [CAT-4] what a customer can be sold', () => {
  test.each([
    { name: 'a licence', asked: 'OFFICE', context: shop(), expected: undefined },
    { name: 'the last two seats of the pool, where two is the least', asked: 'OFFICE', context: holds(holding('OFFICE', 298)), expected: undefined },
    { name: 'a pool with one seat left', asked: 'OFFICE', context: holds(holding('OFFICE', 299)), expected: { kind: 'SeatPoolExceeded', catalogItemId: itemId('OFFICE'), asked: 2, available: 1 } },
    { name: 'software', asked: 'SERVER', context: shop(), expected: undefined },
    { name: 'a currency without prices', asked: 'OFFICE', context: shop({ currency: 'USD' }), expected: { kind: 'CurrencyNotListed', currency: 'USD', market: 'NL', listed: ['EUR'] } },
    { name: 'the last moment of its sale', asked: 'ENDING', context: shop(later('2026-02-28T23:59:59.999Z')), expected: undefined },
    { name: 'the end of its sale', asked: 'ENDING', context: shop(later('2026-03-01T00:00:00Z')), expected: { kind: 'NotOnSale', productId: 'ENDING', skuId: '0001', at: '2026-03-01T00:00:00.000Z', soldUntil: '2026-03-01T00:00:00.000Z' } },
    { name: 'the only one allowed', asked: 'SINGLE', context: holds(holding('SINGLE', 1)), expected: { kind: 'AlreadyHeld', productId: 'SINGLE', skuId: '0001', limit: 1, scope: 'concurrent' } },
    { name: 'an add-on without a base', asked: 'COPILOT', context: shop(), expected: { kind: 'AddOnBaseMissing', prerequisites: ['BASE:0001', 'OFFICE:0001'] } },
    { name: 'an add-on with one base seat left', asked: 'COPILOT', context: holds(holding('BASE', 10), holding('COPILOT', 9)), expected: undefined },
    { name: 'an add-on whose base is used up', asked: 'COPILOT', context: holds(holding('BASE', 10), holding('COPILOT', 10)), expected: { kind: 'BaseSeatsNotMet', asked: 1, available: 0, base: 10 } },
    { name: 'an add-on of which a share is needed, bought as large as that', asked: 'GEO', context: holds(holding('BASE', 401)), expected: undefined },
    { name: 'as many subscriptions as a customer may have', asked: 'OFFICE', context: { ...holds(holding('BASE', 1)), policy: { ...newCommerce, subscriptionsPerCustomer: 1 } }, expected: { kind: 'TooManySubscriptions', most: 1 } },
    { name: 'one fewer than that', asked: 'OFFICE', context: { ...holds(holding('BASE', 1)), policy: { ...newCommerce, subscriptionsPerCustomer: 2 } }, expected: undefined },
  ])('$name', ({ asked, context, expected }) => {
    expect(problemForCustomer(offer(asked), context)).toEqual(expected);
  });

  test('an offer that is exclusive to others', () => {
    const exclusive = where('OFFICE', { exclusiveTo: ['q'] });
    expect(problemForCustomer(offer('OFFICE', 'commercial', exclusive), shop({ catalogue: exclusive }))).toEqual({ kind: 'ExclusiveToOthers', productId: 'OFFICE', skuId: '0001' });
    const own = where('OFFICE', { exclusiveTo: ['p'] });
    expect(problemForCustomer(offer('OFFICE', 'commercial', own), shop({ catalogue: own }))).toBeUndefined();
  });

  test('an offer of another segment', () => {
    expect(problemForCustomer(offer('SCHOOL', 'education'), shop())).toEqual({ kind: 'SegmentNotEligible', productId: 'SCHOOL', skuId: '0001', segment: 'education', customerSegment: 'commercial' });
    expect(problemForCustomer(offer('SCHOOL', 'education'), shop({ segment: 'education' }))).toBeUndefined();
  });

  test('the share of Multi-Geo is taken at its least: a seat fewer is refused by the same review', () => {
    const context = holds(holding('BASE', 401));
    const review = (quantity: number) => reviewLines([line({ catalogItemId: itemId('GEO'), quantity })], context)[0]?.result.ok;
    expect([review(20), review(21), problemForCustomer(offer('GEO'), context)]).toEqual([false, true, undefined]);
  });
});

describe('[ORD-11] [CAT-4] what a market can sell at all', () => {
  test.each([
    { name: 'a licence', asked: 'OFFICE', context: shop() },
    { name: 'an add-on, with its base', asked: 'COPILOT', context: shop() },
    { name: 'an add-on with a share of its base', asked: 'GEO', context: shop() },
    { name: 'an add-on whose only base is sold by twos', asked: 'VOICE', context: shop() },
    { name: 'a trial', asked: 'TRIAL', context: shop() },
  ])('can: $name', ({ asked, context }) => {
    expect(problemInMarket(offer(asked), context)).toBeUndefined();
  });

  test.each([
    { name: 'an add-on of an add-on, with both that it needs', members: { prerequisiteSkus: ['COPILOT:0001'] } },
    { name: 'whichever of its bases is one', members: { prerequisiteSkus: ['copilot:0001', 'GEO:0001'] } },
    { name: 'of which as many are needed as are sold of it', members: { prerequisiteSkus: ['COPILOT:0001'], baseRule: { kind: 'at_most_base' } as const, minimumQuantity: 40 } },
    { name: 'of which a share is needed of what is itself a share', members: { prerequisiteSkus: ['GEO:0001'], baseRule: { kind: 'at_least_percent', percent: '200' } as const } },
  ])('can: $name', ({ members }) => {
    const chained = where('VOICE', members);
    expect(problemInMarket(offer('VOICE', 'commercial', chained), shop({ catalogue: chained }))).toBeUndefined();
  });

  test('cannot: add-ons that need each other, nor what needs one of them', () => {
    const circle = catalogueOf('NL', [...where('COPILOT', { prerequisiteSkus: ['GEO:0001'] }).items.values()].map((item) => (item.sku.productId === 'GEO' ? { ...item, sku: { ...item.sku, prerequisiteSkus: ['COPILOT:0001'] } } : item.sku.productId === 'VOICE' ? { ...item, sku: { ...item.sku, prerequisiteSkus: ['GEO:0001'] } } : item)));
    expect(['COPILOT', 'GEO', 'VOICE'].map((asked) => problemInMarket(offer(asked, 'commercial', circle), shop({ catalogue: circle }))?.kind)).toEqual(['AddOnBaseMissing', 'AddOnBaseMissing', 'AddOnBaseMissing']);
  });

  test('can: an offer for schools, to schools', () => {
    expect(problemInMarket(offer('SCHOOL', 'education'), shop())).toBeUndefined();
  });

  test('cannot: an add-on of which no base is sold, or none by this partner', () => {
    const missing = { kind: 'AddOnBaseMissing', prerequisites: ['OFFICE:0001'] };
    const withheld = where('OFFICE', { withheld: 'not_transactable' });
    expect(problemInMarket(offer('VOICE', 'commercial', withheld), shop({ catalogue: withheld }))).toEqual(missing);
    const exclusive = where('OFFICE', { exclusiveTo: ['q'] });
    expect(problemInMarket(offer('VOICE', 'commercial', exclusive), shop({ catalogue: exclusive }))).toEqual(missing);
  });

  test('cannot: what has no price in the partner\'s currency', () => {
    expect(problemInMarket(offer('COPILOT'), shop({ currency: 'USD' }))).toMatchObject({ kind: 'CurrencyNotListed' });
  });
});
