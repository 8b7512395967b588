import { type Checkout } from '../../src/app/order/checkoutCart';
import { type Cart } from '../../src/domain/order/state';
import { newRequestId, outcomeOf, refusalOf, repeated } from '../support/worldDesk';
import { World } from '../support/world';

const standard = { sku: 'NCBUSSTAND01:0001' };

const aWorld = async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const cart = (lines: Parameters<ReturnType<World['as']>['createCart']>[1] = [standard]) => outcomeOf<Cart>(world.as('havn').createCart(customer, lines));
  return { world, customer, cart };
};

describe('[ORD-1] a cart', () => {
  test('shows the prices of the sheet, per cycle and for the whole term', async () => {
    const { cart } = await aWorld();
    const { lines, expiresAt, status } = await cart([standard, { ...standard, termDuration: 'P1Y' }, { ...standard, termDuration: 'P1Y', billingCycle: 'annual' }]);
    const perMonth = { listPrice: '10.08', discountedPrice: '10.08', proratedPrice: '10.08', price: '10.08' };
    const perYear = { listPrice: '120.96', discountedPrice: '120.96', proratedPrice: '120.96', price: '120.96' };
    expect(lines.map(({ id, currency, orderGroup, pricing }) => ({ id, currency, orderGroup, pricing }))).toEqual([
      { id: 0, currency: 'EUR', orderGroup: '0', pricing: { ...perMonth, extendedPrice: '100.80' } },
      { id: 1, currency: 'EUR', orderGroup: '0', pricing: { ...perMonth, extendedPrice: '1209.60' } },
      { id: 2, currency: 'EUR', orderGroup: '1', pricing: { ...perYear, extendedPrice: '1209.60' } },
    ]);
    expect({ expiresAt, status }).toEqual({ expiresAt: '2021-06-25T10:00:00.000Z', status: 'active' });
  });

  test('[CUS-3] is priced in the currency of the partner, for the market of the customer', async () => {
    const { world } = await aWorld();
    const created = await outcomeOf<Cart>(world.as('nordlys').createCart(world.customer('Björkhagen'), [standard]));
    expect(created.lines[0]?.currency).toBe('SEK');
  });

  test('keeps what is wrong with a line in the line, and cannot be checked out', async () => {
    const { world, customer, cart } = await aWorld();
    const created = await cart([
      { sku: 'NOSUCHTHING1:0001' },
      { ...standard, termDuration: 'P1M', billingCycle: 'annual' },
      { ...standard, quantity: 0 },
      { ...standard, quantity: 301 },
      { ...standard, resellerOfRecord: '6120045' },
      standard,
    ]);
    expect(created.lines.map(({ error }) => error?.kind)).toEqual(['CatalogItemInvalid', 'BillingPlanNotSupported', 'QuantityOutsideOffer', 'QuantityOutsideOffer', 'ResellerNotAllowed', undefined]);
    const before = await world.dump();
    expect(await refusalOf(world.as('havn').checkout(customer, created.id))).toMatchObject({ kind: 'CartHasLineErrors', cartId: created.id });
    expect(await world.dump()).toEqual(before);
  });

  test.each([
    { name: 'without lines', lines: [], refused: 'CartWithoutLines' },
    { name: 'with two lines of one number', lines: [{ ...standard, id: 1 }, { ...standard, id: 1 }], refused: 'LineIdsRepeated' },
  ])('$name is no cart', async ({ lines, refused }) => {
    const { world, customer } = await aWorld();
    expect(await refusalOf(world.as('havn').createCart(customer, lines))).toMatchObject({ kind: refused });
  });

  // |18 Jun 10:00----------------25 Jun 10:00|  open up to, and not at, the seventh day
  test.each([
    { at: '2021-06-25T09:59:59.999Z', found: true },
    { at: '2021-06-25T10:00:00.000Z', found: false },
  ])('at $at, seven days later: found is $found', async ({ at, found }) => {
    const { world, customer, cart } = await aWorld();
    const { id } = await cart();
    world.sleepUntil(at);
    const answers = [await world.as('havn').getCart(customer, id), await world.as('havn').replaceCart(customer, id, [standard]), await world.as('havn').checkout(customer, id)];
    expect(answers.map((answer) => (answer.ok ? 'found' : answer.error.kind))).toEqual(Array.from({ length: 3 }, () => (found ? 'found' : 'CartNotFound')));
  });

  test('is replaced as a whole and keeps its id and expiry', async () => {
    const { world, customer, cart } = await aWorld();
    const created = await cart();
    world.sleepUntil('2021-06-20T10:00:00Z');
    const replaced = await outcomeOf<Cart>(world.as('havn').replaceCart(customer, created.id, [{ ...standard, quantity: 3, termDuration: 'P1Y' }]));
    expect(replaced).toMatchObject({ id: created.id, createdAt: created.createdAt, expiresAt: created.expiresAt, modifiedAt: '2021-06-20T10:00:00.000Z' });
    expect(replaced.lines.map(({ quantity, termDuration }) => [quantity, termDuration])).toEqual([[3, 'P1Y']]);
    expect(await world.as('havn').getCart(customer, created.id)).toEqual({ ok: true, value: replaced });
  });

  test('[PAR-3] of another partner of the customer is not found', async () => {
    const { world } = await aWorld();
    const customer = world.customer('Oresund');
    const { id } = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    expect(await world.as('nordlys').getCart(customer, id)).toEqual({ ok: false, error: { kind: 'CartNotFound', cartId: id } });
    expect(await refusalOf(world.as('nordlys').checkout(customer, id))).toEqual({ kind: 'CartNotFound', cartId: id });
  });

  test('that was submitted cannot be replaced, and stays to be read', async () => {
    const { world, customer, cart } = await aWorld();
    const { id } = await cart();
    await outcomeOf(world.as('havn').checkout(customer, id));
    expect(await refusalOf(world.as('havn').replaceCart(customer, id, [standard]))).toEqual({ kind: 'CartAlreadySubmitted', cartId: id });
    world.sleepUntil('2021-07-30T00:00:00Z');
    expect(await world.as('havn').getCart(customer, id)).toMatchObject({ ok: true, value: { status: 'ordered' } });
  });
});

describe('[ORD-1] checkout', () => {
  test('makes one order for each billing cycle', async () => {
    const { world, customer, cart } = await aWorld();
    const { id } = await cart([standard, { ...standard, termDuration: 'P1Y', billingCycle: 'annual' }, { ...standard, quantity: 1 }]);
    const { orders } = await outcomeOf<Checkout>(world.as('havn').checkout(customer, id));
    expect(orders.map(({ billingCycle, lines, totalPrice }) => [billingCycle, lines.map(({ quantity }) => quantity), totalPrice])).toEqual([
      ['monthly', [10, 1], '110.88'],
      ['annual', [10], '1209.6'],
    ]);
    expect(world.happened()).toEqual(['OrderPlaced', 'OrderPlaced', 'SubscriptionPurchased', 'SubscriptionPurchased', 'SubscriptionPurchased']);
    await world.expectNothingDue();
  });

  test('under other request ids answers with the orders it made, also after the cart would have expired', async () => {
    const { world, customer, cart } = await aWorld();
    const { id } = await cart();
    const first = await outcomeOf<Checkout>(world.as('havn').checkout(customer, id));
    await world.advanceTo('2021-07-30T00:00:00Z');
    const rows = (await world.commerceRows()).length;
    const again = await outcomeOf<Checkout>(world.as('havn').checkout(customer, id));
    expect(again.orders).toEqual(first.orders);
    expect((await world.commerceRows()).length).toBe(rows + 1); // its receipt
  });

  test('under the same request id answers with the same bytes', async () => {
    const { world, customer, cart } = await aWorld();
    const { id } = await cart();
    const requestId = newRequestId();
    const first = await world.as('havn').checkout(customer, id, { requestId });
    await world.advanceTo('2021-07-30T00:00:00Z');
    expect(await world.as('havn').checkout(customer, id, { requestId })).toEqual(repeated(first));
  });

  test('is all or nothing: a line whose price is gone stops the others', async () => {
    const world = await World.at('2026-06-28T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const gone = { sku: 'NCO365ENTE03:0001', quantity: 1 };
    const { id } = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard, gone]));
    const catalogue = await world.app.catalogueOf('NL');
    const withdrawn = { ...catalogue, items: new Map([...catalogue.items].filter(([key]) => !key.includes('NCO365ENTE03'))) };
    world.use({ ...world.app, catalogueOf: async () => withdrawn });
    const before = await world.dump();
    expect(await refusalOf(world.as('havn').checkout(customer, id))).toMatchObject({ kind: 'PriceNoLongerOffered' });
    expect(await world.dump()).toEqual(before);
  });

  test('[ORD-2] without the statement of the partner is refused', async () => {
    const { world, customer } = await aWorld();
    const { id } = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard], { attestationAccepted: false }));
    expect(await refusalOf(world.as('havn').checkout(customer, id))).toEqual({ kind: 'PartnerAttestationMissing' });
    await outcomeOf(world.as('havn').replaceCart(customer, id, [standard]));
    expect((await world.as('havn').checkout(customer, id)).ok).toBe(true);
  });

  test('of twenty lines, the most a cart may have, fits one transaction', async () => {
    const { world, customer } = await aWorld();
    expect(await world.buy('havn', customer, Array.from({ length: 20 }, () => standard))).toHaveLength(20);
    await world.expectNothingDue();
  });
});
