import { calendarDate } from '../../../src/kernel/calendarDate';
import { catalogueOf, type CatalogueItem } from '../../../src/domain/catalogue/state';
import { basesFirst } from '../../../src/domain/order/basesFirst';
import { reviewLines } from '../../../src/domain/order/reviewLines';
import { type PricingContext } from '../../../src/domain/order/priceLine';
import { type CartLine } from '../../../src/domain/order/state';
import { catalogue, holding, holds, itemId, line, provider, shop } from './shop';

const of = (productId: string, quantity: number, differing: Partial<CartLine> = {}): CartLine => line({ catalogItemId: itemId(productId), quantity, ...differing });

/** What is wrong with each line, by the lines' order in the cart. */
const problems = (lines: readonly CartLine[], context: PricingContext = shop()) => {
  const numbered = lines.map((each, id) => ({ ...each, id }));
  const reviewed = reviewLines(numbered, context);
  return numbered.map((each) => {
    const result = reviewed.find((one) => one.line === each)?.result;
    return result?.ok === false ? result.error : undefined;
  });
};

describe('[ORD-4] Copilot against its base', () => {
  const missing = { kind: 'AddOnBaseMissing', prerequisites: ['BASE:0001', 'OFFICE:0001'] };
  test.each([
    { name: 'as many as another partner sold', lines: [of('COPILOT', 250)], context: holds(holding('BASE', 250)), expected: [undefined] },
    { name: 'one more', lines: [of('COPILOT', 251)], context: holds(holding('BASE', 250)), expected: [{ kind: 'BaseSeatsNotMet', asked: 251, available: 250, base: 250 }] },
    { name: 'bases of several SKUs and partners', lines: [of('COPILOT', 300)], context: holds(holding('BASE', 100), holding('OFFICE', 200)), expected: [undefined] },
    { name: 'a base in the same cart', lines: [of('COPILOT', 100), of('BASE', 100)], context: shop(), expected: [undefined, undefined] },
    { name: 'held and in the same cart', lines: [of('COPILOT', 101), of('BASE', 50)], context: holds(holding('BASE', 50)), expected: [{ kind: 'BaseSeatsNotMet', asked: 101, available: 100, base: 100 }, undefined] },
    { name: 'with what is owned already', lines: [of('COPILOT', 51)], context: holds(holding('BASE', 100), holding('COPILOT', 50)), expected: [{ kind: 'BaseSeatsNotMet', asked: 51, available: 50, base: 100 }] },
    { name: 'in two lines', lines: [of('COPILOT', 60), of('COPILOT', 41)], context: holds(holding('BASE', 100)), expected: [undefined, { kind: 'BaseSeatsNotMet', asked: 41, available: 40, base: 100 }] },
    { name: 'no base', lines: [of('COPILOT', 1)], context: shop(), expected: [missing] },
    { name: 'a base that is over', lines: [of('COPILOT', 1)], context: holds(holding('BASE', 10, { status: 'expired' })), expected: [missing] },
    { name: 'a base line that is in error itself', lines: [of('COPILOT', 1), of('OFFICE', 301)], context: shop(), expected: [missing, { kind: 'QuantityOutsideOffer', quantity: 301, minimum: 2, maximum: 300 }] },
  ])('$name', ({ lines, context, expected }) => {
    expect(problems(lines, context)).toEqual(expected);
  });
});

describe('[ORD-3] Multi-Geo against its base', () => {
  test.each([
    { name: '20 of 400', lines: [of('GEO', 20)], context: holds(holding('BASE', 400)), expected: [undefined] },
    { name: '19 of 400', lines: [of('GEO', 19)], context: holds(holding('BASE', 400)), expected: [{ kind: 'MinimumAddOnSeatsNotMet', minimum: 20, total: 19, base: 400 }] },
    { name: '20 of 401, one of them in the cart', lines: [of('GEO', 20), of('BASE', 1)], context: holds(holding('BASE', 400)), expected: [{ kind: 'MinimumAddOnSeatsNotMet', minimum: 21, total: 20, base: 401 }, undefined] },
    { name: '21 of 401', lines: [of('GEO', 21)], context: holds(holding('BASE', 201), holding('OFFICE', 200)), expected: [undefined] },
    { name: '20 of 400 in two lines', lines: [of('GEO', 12), of('GEO', 8)], context: holds(holding('BASE', 400)), expected: [undefined, undefined] },
  ])('$name', ({ lines, context, expected }) => {
    expect(problems(lines, context)).toEqual(expected);
  });
});

describe('[ORD-5] a new-commerce add-on', () => {
  test('is bought after its base, whatever their order in the cart', () => {
    const reviewed = reviewLines([of('VOICE', 5, { id: 0 }), of('OFFICE', 5, { id: 1 })], shop());
    expect(reviewed.map(({ line: { id }, result }) => [id, result.ok])).toEqual([[1, true], [0, true]]);
  });

  test('is bought after an add-on that it needs, whatever their order in the cart, and not without it', () => {
    const onVoice = [...catalogue.items.values()].flatMap((item): CatalogueItem[] => (item.sku.productId === 'VOICE' ? [{ ...item, sku: { ...item.sku, productId: 'CALLS', prerequisiteSkus: ['voice:0001'] } }] : []));
    const context = shop({ catalogue: catalogueOf('NL', [...catalogue.items.values(), ...onVoice]) });
    const reviewed = reviewLines([of('CALLS', 5, { id: 0 }), of('VOICE', 5, { id: 1 }), of('OFFICE', 5, { id: 2 })], context);
    expect(reviewed.map(({ line: { id }, result }) => [id, result.ok])).toEqual([[2, true], [1, true], [0, true]]);
    expect(problems([of('CALLS', 5), of('OFFICE', 5)], context)).toEqual([{ kind: 'AddOnBaseMissing', prerequisites: ['voice:0001'] }, undefined]);
  });

  test('stays where it stands beside one that it needs and that needs it', () => {
    const sku = (productId: string, ...needed: string[]) => ({ productId, skuId: '0001', prerequisiteSkus: needed.map((each) => `${each}:0001`) });
    const all = [sku('A', 'B', 'A'), sku('B', 'A'), sku('D', 'C'), sku('C', 'BASE'), sku('BASE')];
    expect(basesFirst(all, (each) => each).map(({ productId }) => productId).filter((id) => 'AB'.includes(id))).toEqual(['A', 'B']);
    expect(basesFirst(all, (each) => each).map(({ productId }) => productId).filter((id) => !'AB'.includes(id))).toEqual(['BASE', 'C', 'D']);
  });

  test('without a rule needs a base of any size', () => {
    expect(problems([of('VOICE', 500)], holds(holding('OFFICE', 1)))).toEqual([undefined]);
    expect(problems([of('VOICE', 1)], holds(holding('BASE', 1)))).toEqual([{ kind: 'AddOnBaseMissing', prerequisites: ['OFFICE:0001'] }]);
  });
});

describe('[ORD-7] limits', () => {
  const exceeded = (asked: number, available: number) => ({ kind: 'SeatPoolExceeded', catalogItemId: itemId('OFFICE'), asked, available });
  test.each([
    { name: 'the last seats of the pool', lines: [of('OFFICE', 50)], context: holds(holding('OFFICE', 250)), expected: [undefined] },
    { name: 'one more', lines: [of('OFFICE', 51)], context: holds(holding('OFFICE', 250)), expected: [exceeded(51, 50)] },
    { name: 'suspended seats are in the pool', lines: [of('OFFICE', 51)], context: holds(holding('OFFICE', 250, { status: 'suspended' })), expected: [exceeded(51, 50)] },
    { name: 'seats that are over are not', lines: [of('OFFICE', 51)], context: holds(holding('OFFICE', 250, { status: 'deleted' })), expected: [undefined] },
    { name: 'lines of the same cart', lines: [of('OFFICE', 200), of('OFFICE', 101), of('OFFICE', 100)], context: shop(), expected: [undefined, exceeded(101, 100), undefined] },
    { name: 'more is held than the pool has now', lines: [of('OFFICE', 2)], context: holds(holding('OFFICE', 400)), expected: [exceeded(2, 0)] },
  ])('seat pool: $name', ({ lines, context, expected }) => {
    expect(problems(lines, context)).toEqual(expected);
  });

  test('subscriptions per customer, from the policy: those of the cart count one by one, those that are over do not', () => {
    const { policy, ...rest } = holds(holding('BASE', 1), holding('BASE', 1, { status: 'expired' }));
    const context = { ...rest, policy: { ...policy, subscriptionsPerCustomer: 3 } };
    expect(problems([of('BASE', 1), of('BASE', 1), of('BASE', 1)], context)).toEqual([undefined, undefined, { kind: 'TooManySubscriptions', most: 3 }]);
    expect(problems([of('BASE', 1), of('BASE', 1), of('BASE', 1)], { ...rest, policy })).toEqual([undefined, undefined, undefined]);
  });

  const held = { productId: 'SINGLE', skuId: '0001' };
  test.each([
    { name: 'the first', lines: [of('SINGLE', 1)], context: shop(), expected: [undefined] },
    { name: 'a second', lines: [of('SINGLE', 1)], context: holds(holding('SINGLE', 1)), expected: [{ kind: 'AlreadyHeld', ...held, limit: 1, scope: 'concurrent' }] },
    { name: 'a second in the same cart', lines: [of('SINGLE', 1), of('SINGLE', 1)], context: shop(), expected: [undefined, { kind: 'AlreadyHeld', ...held, limit: 1, scope: 'concurrent' }] },
    { name: '[CAT-4] one that is suspended is to be reactivated', lines: [of('SINGLE', 1)], context: holds(holding('SINGLE', 1, { status: 'suspended', partnerId: provider.tenantId })), expected: [{ kind: 'HeldSuspended', ...held, subscriptionId: 'held SINGLE' }] },
    { name: '[CAT-4] [PAR-3] one that is suspended at another partner, without its id', lines: [of('SINGLE', 1)], context: holds(holding('SINGLE', 1, { status: 'suspended' })), expected: [{ kind: 'HeldSuspended', ...held }] },
    { name: 'after one that is over', lines: [of('SINGLE', 1)], context: holds(holding('SINGLE', 1, { status: 'expired' })), expected: [undefined] },
  ])('one per customer: $name', ({ lines, context, expected }) => {
    expect(problems(lines, context)).toEqual(expected);
  });
});

describe('[ORD-8] a first term cut short', () => {
  const endOfMonth = calendarDate('2026-02-28');
  test('is priced for its days: 2 of 28', () => {
    const [only] = reviewLines([of('BASE', 1, { customTermEndDate: endOfMonth })], shop());
    expect(only?.result).toMatchObject({ ok: true, value: { end: endOfMonth } });
    // 27 and 28 February; the whole cycle is 1…28 February
    expect(only?.result.ok && only.result.value.pricing).toEqual({ listPrice: '10', discountedPrice: '10', proratedPrice: '0.71428571428571428571', price: '0.71428571428571428571', extendedPrice: '0.71' });
  });

  test.each([
    { name: 'a day that is no end', lines: [of('BASE', 1, { customTermEndDate: calendarDate('2026-03-01') })], expected: [{ kind: 'TermEndNotAllowed', asked: '2026-03-01' }] },
    { name: 'a trial', lines: [of('TRIAL', 2, { customTermEndDate: endOfMonth })], expected: [{ kind: 'TermEndNotForProduct', productId: 'TRIAL', skuId: '0001' }] },
    { name: "another publisher's", lines: [of('ISV', 1, { customTermEndDate: endOfMonth })], expected: [{ kind: 'TermEndNotForProduct', productId: 'ISV', skuId: '0001' }] },
    { name: 'an add-on, which may', lines: [of('VOICE', 2, { customTermEndDate: endOfMonth }), of('OFFICE', 2)], expected: [undefined, undefined] },
  ])('$name', ({ lines, expected }) => {
    expect(problems(lines)).toEqual(expected);
  });
});

test('[ORD-2] resellers are judged line by line', () => {
  const lines = [of('BASE', 1, { resellerOfRecord: '1', additionalResellers: ['2'] }), of('BASE', 1, { additionalResellers: ['2'] }), of('BASE', 1)];
  expect(problems(lines, shop({ seller: provider }))).toEqual([undefined, { kind: 'AdditionalResellerWithoutFirst' }, undefined]);
});
