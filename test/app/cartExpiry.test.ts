import { readCart } from '../../src/app/order/cartBook';
import { cartExpiry, expireCart } from '../../src/app/order/cartExpiry';
import { type Cart } from '../../src/domain/order/state';
import { interrupted } from '../support/interrupted';
import { outcomeOf } from '../support/worldDesk';
import { World } from '../support/world';

const standard = { sku: 'NCBUSSTAND01:0001' };

const aCart = async () => {
  const world = await World.at('2026-03-02T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
  const stored = async () => (await readCart(world.stores.Commerce, customer, cart.id)) !== undefined;
  return { world, customer, cart, stored };
};

// |2 Mar 10:00 made---------9 Mar 10:00 expired--11:00 its row goes|
test('[ORD-1] an expired cart is taken away an hour after nobody could use it any more', async () => {
  const { world, cart, stored } = await aCart();
  await world.tick();
  expect(await world.app.deadlines.earliest()).toBe('2026-03-09T11:00:00.000Z');
  await world.advanceTo('2026-03-09T10:59:59.999Z');
  expect(await stored()).toBe(true);
  await world.advanceTo('2026-03-09T11:00:00Z');
  expect(await stored()).toBe(false);
  expect(await world.app.deadlines.earliest()).toBeUndefined();
  await world.app.deadlines.put([cartExpiry(cart)]);
  await world.settle();
  await world.expectNothingDue();
});

test('[ORD-1] one that was ordered stays', async () => {
  const { world, customer, cart, stored } = await aCart();
  await outcomeOf(world.as('havn').checkout(customer, cart.id));
  await world.advanceTo('2026-03-09T11:00:00Z');
  expect(await stored()).toBe(true);
  await world.expectNothingDue();
});

test('[ORD-1] one that a host whose clock is far behind orders just before it is taken away stays', async () => {
  const { world, customer, cart } = await aCart();
  const { store, hasActed } = interrupted(world.stores.Commerce, { deletes: 'cart|' }, () => outcomeOf(world.as('havn').checkout(customer, cart.id)));
  await expireCart(store, cartExpiry(cart));
  expect([hasActed(), (await readCart(world.stores.Commerce, customer, cart.id))?.value.status]).toEqual([true, 'ordered']);
});

test('[ORD-1] one that two hosts take away at once is gone, and nothing failed', async () => {
  const { world, cart, stored } = await aCart();
  const { store, hasActed } = interrupted(world.stores.Commerce, { deletes: 'cart|' }, () => expireCart(world.stores.Commerce, cartExpiry(cart)));
  await expect(expireCart(store, cartExpiry(cart))).resolves.toBeUndefined();
  expect([hasActed(), await stored()]).toEqual([true, false]);
});

test('[ORD-1] a cart whose row cannot be read is logged, tried again a minute later, and holds up no other', async () => {
  const { world, customer, stored } = await aCart();
  const other = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
  await world.stores.Commerce.commit(customer, [{ op: 'put', key: `cart|${other.id}`, value: { type: 'cart', id: other.id } }]);
  world.sleepUntil('2026-03-09T11:00:00Z');
  await world.tick();
  expect(await stored()).toBe(false);
  expect(world.errors.map(({ message }) => message)).toEqual([expect.stringContaining(`cartExpiry of ${other.id} failed and is set apart`) as string, expect.stringContaining(`cart|${other.id} cannot be read`) as string]);
  expect(await world.due()).toEqual([]);
  world.sleepUntil('2026-03-09T11:01:00Z');
  expect((await world.due()).map(({ subject }) => subject)).toEqual([other.id]);
});
