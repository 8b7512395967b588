import { type Cart } from '../../src/domain/order/state';
import { type Deadline } from '../../src/app/due/deadline';
import { type EventRecord } from '../../src/app/command/eventRecord';
import { instant, plusHours } from '../../src/kernel/instant';
import { CountingStore, OperationCounts } from '../support/countingStore';
import { outcomeOf } from '../support/worldDesk';
import { JournalStore } from '../support/worldJournal';
import { World } from '../support/world';

/** No limit of this one, and no promotion, depends on what the customer holds. */
const standard = { sku: 'NCM365ENTE03:0001' };

const earlier: EventRecord = { id: 'earlier:1', customerId: 'c', partnerId: 'p', subject: { kind: 'order', id: 'earlier' }, version: 1, at: instant('2021-06-01T00:00:00Z'), facts: [{ type: 'OrderPlaced' }], deadlines: [] };

/** A process knows prices, and who listens to what happens, for a minute. */
const knowing = async (world: World): Promise<void> => {
  await world.app.catalogueOf('NL');
  await world.app.webhook.endpoints.remembered(world.as('havn').partner.tenantId);
};

/** A world whose round trips are noted; catalogue, markets, who listens and the end of the partner's feed are known, as in a process that has run for a minute. */
const watched = async () => {
  const journal: string[] = [];
  const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) => new JournalStore(store, table, journal));
  await knowing(world);
  await world.app.markets();
  await world.app.feeds.append(world.as('havn').partner.tenantId, [earlier]);
  const during = async (work: () => Promise<unknown>): Promise<string[]> => {
    journal.length = 0;
    await work();
    return [...journal];
  };
  return { world, customer: world.customer('Zonnebloem'), during };
};

describe('round trips of a command, in order', () => {
  test("[AUD-2] added seats of what was just bought: one until it is safe, six in all, one of them the outbox's, one into the ledger and one into the partner's feed", async () => {
    const { world, customer, during } = await watched();
    const [id = ''] = await world.buy('havn', customer, [standard]);
    expect(await during(() => outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 })))).toEqual([
      'Commerce commit create receipt, update subscription, create charge, create charge, create event, create outbox',
      'Directory commit update subject, put deadline',
      'Ledger commit create line, create line',
      'Events commit update head, create event, create id',
      'Deadlines commit put cancellationWindow',
      'Commerce commit delete outbox',
    ]);
  });

  test("added seats in a process that does not know what the partner's list says of the subscription, what has left its outbox, nor where its feed ends: a read more for each, of the feed two", async () => {
    const { world, customer } = await watched();
    const [id = ''] = await world.buy('havn', customer, [standard]);
    const journal: string[] = [];
    world.restart((store, table) => new JournalStore(store, table, journal));
    await knowing(world);
    journal.length = 0;
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
    expect(journal.slice(4, 8)).toEqual(['Directory list subject', 'Directory commit update subject, put deadline', 'Commerce read customer', 'Ledger commit create line, create line']);
    expect(journal.slice(0, 3)).toEqual(['Commerce read subscription', 'Deadlines commit put publish', 'Commerce commit create receipt, update subscription, create charge, create charge, create event, create outbox']);
    expect(journal.slice(-5, -3)).toEqual(['Events read head', 'Events list event']);
    expect(journal).toHaveLength(13);
  });

  test('a checkout by the process that made the cart: one until it is safe, seven in all', async () => {
    const { world, customer, during } = await watched();
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    expect(await during(() => outcomeOf(world.as('havn').checkout(customer, cart.id)))).toEqual([
      'Commerce commit create receipt, update customer, update cart, create order, create subscription, create charge, create event, create event, create outbox',
      'Directory commit create subject, put deadline, put deadline',
      'Ledger commit create line',
      'Events commit update head, create event, create id, create id',
      'Deadlines commit put renewal',
      'Deadlines commit put cancellationWindow',
      'Commerce commit delete outbox',
    ]);
  });

  test('a checkout by a process that never met customer and partner: a read more for each, of the feed two', async () => {
    const { world, customer } = await watched();
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    const journal: string[] = [];
    world.restart((store, table) => new JournalStore(store, table, journal));
    await knowing(world);
    journal.length = 0;
    await outcomeOf(world.as('havn').checkout(customer, cart.id));
    expect(journal.slice(0, 3)).toEqual(['Commerce read customer', 'Commerce read cart', 'Deadlines commit put publish']);
    expect(journal).toHaveLength(12);
  });

  test('the second checkout of a customer goes by what the first one left', async () => {
    const { world, customer, during } = await watched();
    await world.buy('havn', customer, [standard]);
    const journal = await during(() => world.buy('havn', customer, [standard]));
    expect(journal.filter((line) => line === 'Commerce read customer')).toHaveLength(1); // the cart's, which is always read
    expect(journal).toHaveLength(11);
  });

  test('a cart of three terms that end on three days: nine', async () => {
    const { world, customer, during } = await watched();
    const lines = [standard, { ...standard, termDuration: 'P1Y', billingCycle: 'annual' }, { ...standard, termDuration: 'P3Y', billingCycle: 'triennial' }] as const;
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, lines));
    expect(await during(() => outcomeOf(world.as('havn').checkout(customer, cart.id)))).toHaveLength(9);
  });

  test('[ORD-7] a checkout of what has a pool of seats reads what the customer holds as well', async () => {
    const { world, customer, during } = await watched();
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [{ sku: 'NCBUSSTAND01:0001' }]));
    expect((await during(() => outcomeOf(world.as('havn').checkout(customer, cart.id)))).slice(0, 2)).toEqual(['Commerce list subscription', expect.stringMatching(/^Commerce commit create receipt, update customer/)]);
  });

  test('[ORD-1] a checkout of twenty lines is one transaction, and costs what one of a single line does', async () => {
    const { world, customer, during } = await watched();
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, Array.from({ length: 20 }, () => standard)));
    const journal = await during(() => outcomeOf(world.as('havn').checkout(customer, cart.id)));
    expect(journal).toHaveLength(7);
    expect(journal[0]?.match(/create subscription/g)).toHaveLength(20);
  });

  test('a cart: three until it is safe, four in all, with nothing to publish', async () => {
    const { world, customer, during } = await watched();
    expect(await during(() => outcomeOf(world.as('havn').createCart(customer, [standard])))).toEqual([
      'Commerce read customer',
      'Deadlines commit put publish',
      'Commerce commit create receipt, create cart',
      'Deadlines commit put cartExpiry',
    ]);
  });

  test('a cart replaced: three', async () => {
    const { world, customer, during } = await watched();
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    expect(await during(() => outcomeOf(world.as('havn').replaceCart(customer, cart.id, [{ ...standard, quantity: 3 }])))).toEqual([
      'Commerce read customer',
      'Commerce read cart',
      'Commerce commit create receipt, update cart',
    ]);
  });

  test('a customer: five until it is safe, ten in all, with its domain claimed and looked for among those of partners first, beside its partner as it stands, and the directory after', async () => {
    const { world, during } = await watched();
    const asked = { domain: 'new.example', billingProfile: { email: 'a@new.example', culture: 'nl-NL', language: 'nl', companyName: 'New', defaultAddress: { country: 'NL' } } };
    expect(await during(() => outcomeOf(world.as('havn').createCustomer(asked)))).toEqual([
      'Directory commit create domain',
      'Partners read domain',
      'Partners read tenant',
      'Deadlines commit put publish',
      'Commerce commit create receipt, create customer, create event, create outbox',
      'Commerce read customer',
      'Directory read customer',
      'Directory commit create customer, put by, put by',
      'Events commit update head, create event, create id',
      'Commerce commit delete outbox',
    ]);
  });

  test('an attestation: three until it is safe, six in all; a further one is compared with those before', async () => {
    const { world, during } = await watched();
    const attest = (dateAgreed?: string) => during(() => outcomeOf(world.as('havn').attest(world.customer('Molenwiek'), dateAgreed === undefined ? {} : { dateAgreed: instant(dateAgreed) })));
    expect(await attest()).toEqual([
      'Commerce read customer',
      'Deadlines commit put publish',
      'Commerce commit create receipt, update customer, put agreement, create event, create outbox',
      'Commerce list outbox',
      'Events commit update head, create event, create id',
      'Commerce commit delete outbox',
    ]);
    expect((await attest('2021-06-01T00:00:00Z')).slice(0, 2)).toEqual(['Commerce read customer', 'Commerce list agreement']);
  });

  test('a refusal: what it reads, and the look for an earlier answer', async () => {
    const { world, customer, during } = await watched();
    const [id = ''] = await world.buy('havn', customer, [standard]);
    expect(await during(() => world.as('havn').patch(customer, id, { quantity: 0 }))).toEqual(['Commerce read subscription', 'Commerce read receipt']);
  });

  test('[ORD-7] a refusal decided on rows that are remembered, or read one after the other, reads them once more, and answers what both say', async () => {
    const { world, customer, during } = await watched();
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001' }, { sku: 'NCBUSSTAND01:0001' }]);
    const reading = ['Commerce read subscription', 'Commerce read customer', 'Commerce list subscription'];
    expect(await during(() => world.as('havn').patch(customer, id, { quantity: 291 }))).toEqual([...reading.slice(1), ...reading, 'Commerce read receipt']);
  });

  test('a read of a cart goes to Commerce, whatever is remembered', async () => {
    const { world, customer, during } = await watched();
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    expect(await during(() => world.as('havn').getCart(customer, cart.id))).toEqual(['Commerce read cart', 'Commerce read customer']);
  });
});

test.each([
  { name: 'what nothing limits', sku: standard.sku, read: 0 },
  { name: 'what is held to a pool', sku: 'NCBUSSTAND01:0001', read: 2 },
])('[SUB-7] of $name the 2,000th change costs what the first one does, and reads as many rows and writes as many', async ({ sku, read }) => {
  const counts = new OperationCounts();
  const journal: string[] = [];
  const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) => new JournalStore(new CountingStore(store, table, counts), table, journal));
  await knowing(world);
  await world.app.markets();
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku }]);
  const change = async (quantity: number) => {
    counts.reset();
    journal.length = 0;
    await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
    return { journal: [...journal], counted: { commerce: counts.of('Commerce'), total: counts.total(), operations: counts.operations() } };
  };
  const first = await change(11);
  await change(10);
  const third = await change(11);
  expect(third.counted.commerce.rows).toBe(read);
  for (let changes = 4; changes < 2000; changes += 1) await change(changes % 2 === 0 ? 10 : 11);
  expect(await change(12)).toEqual({ journal: first.journal, counted: third.counted });
  expect((await world.subscription(customer, id)).version).toBe(2001);
});

test('[SUB-7] the 300th addition reads as many rows and writes as many as the first, though each keeps a window of its own', async () => {
  const counts = new OperationCounts();
  const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) => new CountingStore(store, table, counts));
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  const addTo = async (quantity: number) => {
    counts.reset();
    await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
    return counts.total();
  };
  const first = await addTo(11);
  for (let quantity = 12; quantity < 310; quantity += 1) await addTo(quantity);
  expect(await addTo(310)).toEqual(first);
  expect((await world.subscription(customer, id)).batches).toHaveLength(301);
});

describe('a sweep works in proportion to what is due', () => {
  const sweepWith = async (notDue: number) => {
    const counts = new OperationCounts();
    const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) => new CountingStore(store, table, counts));
    const customer = world.customer('Zonnebloem');
    for (let bought = 0; bought < 100; bought += 10) await world.buy('havn', customer, Array.from({ length: 10 }, () => ({ ...standard, quantity: 1 })));
    const first = instant('2021-07-19T00:00:00Z');
    const midnights = Array.from({ length: 10 }, (_, day) => plusHours(first, day * 24));
    const others = Array.from({ length: notDue }, (_, index): Deadline => ({
      at: midnights[index % midnights.length] ?? first,
      kind: 'renewal',
      customerId: `customer-${index}`,
      subject: 'subscription',
    }));
    await world.app.deadlines.put(others);
    world.sleepUntil('2021-07-18T00:00:00Z');
    await knowing(world);
    counts.reset();
    await world.tick();
    expect(world.happened().slice(-100)).toEqual(Array.from({ length: 100 }, () => 'SubscriptionRenewed'));
    return { ...counts.total(), operations: counts.operations() };
  };

  test('100 due among 100,000 that are not cost what 100 among 1,000 do', async () => {
    expect(await sweepWith(100_000)).toEqual(await sweepWith(1000));
  });
});
