import { type Checkout } from '../../src/app/order/checkoutCart';
import { listSubscriptions } from '../../src/app/subscription/subscriptionBook';
import { type Cart } from '../../src/domain/order/state';
import { outcomeOf, type AskedLine } from '../support/worldDesk';
import { httpOver } from '../support/httpWorld';
import { Jitter, JitterStore } from '../support/worldJitter';
import { World } from '../support/world';

const at = '2026-03-02T10:00:00Z';
const e3 = { sku: 'NCM365ENTE03:0001' };
const copilot = { sku: 'NCM365COPIL1:0001', termDuration: 'P1Y', billingCycle: 'annual' } as const;
const basic = { sku: 'NCBUSBASIC01:0001' };
const seeds = Array.from({ length: 6 }, (_, index) => index);

/** Oresund Foods buys from two partners, each served by a host of its own. */
const bothAtOnce = async (seed: number, held: readonly AskedLine[], lines: readonly AskedLine[]) => {
  const world = await World.at(at);
  const customer = world.customer('Oresund');
  if (held.length > 0) await world.buy('havn', customer, held);
  const carts = { havn: await outcomeOf<Cart>(world.as('havn').createCart(customer, lines)), nordlys: await outcomeOf<Cart>(world.as('nordlys').createCart(customer, lines)) };
  expect([...carts.havn.lines, ...carts.nordlys.lines].map(({ error }) => error)).toEqual([...lines, ...lines].map(() => undefined));
  const answers = (['havn', 'nordlys'] as const).map((slug, host) => {
    const jitter = new Jitter(seed * 2 + host);
    world.use(world.newProcess((store) => new JitterStore(store, jitter)));
    return world.as(slug).checkout(customer, carts[slug].id);
  });
  const answered = await Promise.all(answers);
  world.restart();
  const subscriptions = await Promise.all(
    answered.flatMap((answer) => (answer.ok ? (JSON.parse(answer.value.body) as Checkout).orders.flatMap(({ lines: bought }) => bought.map(({ subscriptionId }) => world.subscription(customer, subscriptionId))) : [])),
  );
  const refused = answered.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  return { world, customer, subscriptions, refused };
};

describe.each(seeds)('two checkouts of two partners at once, order %i', (seed) => {
  test('[ORD-4] Copilot of both together never exceeds the base: one of them is refused', async () => {
    const { subscriptions, refused, world } = await bothAtOnce(seed, [{ ...e3, quantity: 250 }], [{ ...copilot, quantity: 150 }]);
    expect(subscriptions.map(({ quantity }) => quantity)).toEqual([150]);
    expect(refused).toEqual([{ kind: 'BaseSeatsNotMet', asked: 150, available: 100, base: 250, lineItemNumber: 0 }]);
    await world.expectNothingDue();
  });

  test('[ORD-4] both go through where the base is enough', async () => {
    const { subscriptions, refused } = await bothAtOnce(seed, [{ ...e3, quantity: 300 }], [{ ...copilot, quantity: 150 }]);
    expect([subscriptions.map(({ quantity }) => quantity), refused]).toEqual([[150, 150], []]);
  });

  test('[ORD-7] the pool of seats is one for both', async () => {
    const { subscriptions, refused } = await bothAtOnce(seed, [], [{ ...basic, quantity: 151 }]);
    expect(subscriptions.map(({ quantity }) => quantity)).toEqual([151]);
    expect(refused).toMatchObject([{ kind: 'SeatPoolExceeded', asked: 151, available: 149 }]);
  });

  test('[ORD-7] the only one allowed is bought once', async () => {
    const { subscriptions, refused } = await bothAtOnce(seed, [], [{ sku: 'NCD365CINS01:0001', quantity: 1 }]);
    expect(subscriptions).toHaveLength(1);
    expect(refused).toMatchObject([{ kind: 'AlreadyHeld' }]);
  });
});

test('[ORD-1] one cart checked out twice at once, by two hosts and under two request ids, is bought once', async () => {
  const world = await World.at(at);
  const customer = world.customer('Zonnebloem');
  const { id } = await outcomeOf<Cart>(world.as('havn').createCart(customer, [e3, basic]));
  const first = outcomeOf<Checkout>(world.as('havn').checkout(customer, id));
  world.use(world.newProcess());
  const second = outcomeOf<Checkout>(world.as('havn').checkout(customer, id));
  const [one, other] = await Promise.all([first, second]);
  expect(other.orders).toEqual(one.orders);
  expect(await listSubscriptions(world.stores.Commerce, customer)).toHaveLength(2);
});

test.each(['a cart', 'an order'])('[ORD-8] %s ends with a subscription that is suspended, by another process, between the decision and its commit: it is decided anew, and refused', async (what) => {
  const world = await World.at(at);
  const customer = world.customer('Zonnebloem');
  const [held = ''] = await world.buy('havn', customer, [{ ...e3, termDuration: 'P1Y', billingCycle: 'monthly' }]);
  const { term } = await world.subscription(customer, held);
  world.sleepUntil('2026-03-20T10:00:00Z');
  const aligned = { ...basic, termDuration: 'P1Y', billingCycle: 'annual', customTermEndDate: term.end } as const;
  const { id } = await outcomeOf<Cart>(world.as('havn').createCart(customer, [aligned]));
  const call = httpOver(world);
  const buys = async (): Promise<unknown> => {
    if (what === 'a cart') return world.as('havn').checkout(customer, id);
    const lineItems = [{ lineItemNumber: 0, offerId: await world.as('havn').item('NL', basic.sku), quantity: 1, termDuration: 'P1Y', billingCycle: 'annual', customTermEndDate: term.end }];
    return call(`/v1/customers/${customer}/orders`, { method: 'POST', as: 'havn', body: { partnerOnRecordAttestationAccepted: true, billingCycle: 'annual', lineItems } });
  };
  const { commerce } = world.app;
  const commit = commerce.commit.bind(commerce);
  let suspended = false;
  jest.spyOn(commerce, 'commit').mockImplementation(async (partition, writes) => {
    if (!suspended && writes.some(({ op, key }) => op === 'create' && key.startsWith('order|'))) {
      suspended = true;
      const mine = world.app;
      world.use(world.newProcess());
      await outcomeOf(world.as('havn').patch(customer, held, { status: 'suspended' }));
      world.use(mine);
    }
    return commit(partition, writes);
  });
  const answered = await buys();
  expect(suspended).toBe(true);
  expect(JSON.stringify(answered)).toMatch(what === 'a cart' ? /"TermEndNotAllowed"/ : /900242/);
  expect(await listSubscriptions(world.stores.Commerce, customer)).toHaveLength(1);
});
