import { type Checkout } from '../../../src/app/order/checkoutCart';
import { CustomerMoving } from '../../../src/app/shards/customerMoving';
import { moveCustomers, type MovePorts } from '../../../src/app/shards/moveCustomers';
import { type Cart } from '../../../src/domain/order/state';
import { type PartitionStore } from '../../../src/kernel/partitionStore';
import { World } from '../../support/world';
import { type AskedLine, outcomeOf } from '../../support/worldDesk';
import { worldOverAccounts } from '../../support/worldOverAccounts';
import { rowsOf, type TableName } from '../../support/worldStores';

const START = '2026-06-10T09:00:00Z';
const monthly: AskedLine = { sku: 'NCM365ENTE03:0001', quantity: 5 };

const zonnebloem = (world: World): string => world.customer('Zonnebloem');

/** A life of three months, with something between its steps. */
const live = async (world: World, between: () => Promise<void>): Promise<void> => {
  const cart = await outcomeOf<Cart>(world.as('havn').createCart(zonnebloem(world), [monthly, monthly, monthly], { requestId: '11111111-0000-4000-8000-000000000000' }));
  const { orders } = await outcomeOf<Checkout>(world.as('havn').checkout(zonnebloem(world), cart.id, { requestId: '11111111-0000-4000-8000-000000000001' }));
  const ids = orders.flatMap(({ lines }) => lines.map(({ subscriptionId }) => subscriptionId));
  await between();
  await outcomeOf(world.as('havn').patch(zonnebloem(world), ids[0] ?? '', { quantity: 8 }, { requestId: '11111111-0000-4000-8000-000000000002' }));
  world.sleepUntil('2026-07-10T00:00:00Z');
  await between();
  await world.advanceTo('2026-08-12T00:00:00Z');
  await between();
  // The repeat of a request finds the answer of the first, wherever that is.
  await outcomeOf(world.as('havn').patch(zonnebloem(world), ids[0] ?? '', { quantity: 8 }, { requestId: '11111111-0000-4000-8000-000000000002' }));
  await world.advanceTo('2026-09-12T00:00:00Z');
  await between();
};

const derived: readonly TableName[] = ['Deadlines', 'Directory', 'Ledger', 'Events', 'Invoices'];
/** All rows but for the etags that deadlines know. */
const rowsIn = async (store: PartitionStore) => (await rowsOf(store)).map(({ partition, key, value }) => ({ partition, key, value: JSON.parse(JSON.stringify(value), (name: string, member: unknown) => (name === 'etag' ? '' : member)) as unknown }));
const isStored = ({ key }: { readonly key: string }): boolean => !key.startsWith('place|');

test('a customer that is moved four times in three months is billed, told of and listed as one that stays', async () => {
  const plain = await World.at(START);
  await live(plain, async () => undefined);
  const { world, ports, east } = await worldOverAccounts(START);
  let moved = 0;
  await live(world, async () => {
    moved += 1;
    expect(await moveCustomers(ports, [zonnebloem(world)], moved % 2 === 1 ? 'east' : 'main')).toMatchObject({ ok: true });
  });
  expect(moved).toBe(4);
  for (const table of derived) expect([table, await rowsIn(world.stores[table])]).toEqual([table, await rowsIn(plain.stores[table])]);
  expect((await rowsIn(world.stores.Commerce)).filter(isStored)).toEqual(await rowsIn(plain.stores.Commerce));
  expect((await rowsIn(east.Commerce)).filter(isStored)).toEqual([]);
  expect(world.published.map(({ id }) => id)).toEqual(plain.published.map(({ id }) => id));
  await world.expectNothingDue();
});

/** Ports of a move that stops for something while the customer is closed: its first copy of a row waits for it. */
const whileClosed = (ports: MovePorts, act: () => Promise<void>): MovePorts => {
  const east = ports.accounts.get('east');
  if (east === undefined) throw new Error('There is no such account');
  let isDone = false;
  const commerce: PartitionStore = {
    read: (...asked) => east.Commerce.read(...asked),
    list: (...asked) => east.Commerce.list(...asked),
    listAcross: (...asked) => east.Commerce.listAcross(...asked),
    commit: async (partition, writes) => {
      if (!isDone && writes.some(({ op, key }) => op === 'put' && !key.startsWith('place|'))) {
        isDone = true;
        await act();
      }
      return east.Commerce.commit(partition, writes);
    },
  };
  return { ...ports, accounts: new Map([...ports.accounts, ['east', { ...east, Commerce: commerce }]]) };
};

test('while it is copied a command is refused and stores nothing, a preview and what is due find it; the same request is carried out once it is there', async () => {
  const { world, ports } = await worldOverAccounts(START);
  const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
  const change = (preview = false) => world.as('havn').patch(zonnebloem(world), id, { quantity: 9 }, { requestId: '11111111-0000-4000-8000-000000000009', preview });
  world.sleepUntil('2026-07-09T23:00:00Z');
  await world.settle();
  const acted = jest.fn();
  const during = whileClosed(ports, async () => {
    await expect(change()).rejects.toThrow(CustomerMoving);
    expect(await outcomeOf(change(true))).toMatchObject({ subscription: { quantity: 9 } });
    world.sleepUntil('2026-07-10T00:00:00Z');
    await world.tick();
    acted();
  });
  expect(await moveCustomers(during, [zonnebloem(world)], 'east')).toMatchObject({ ok: true });
  expect(acted).toHaveBeenCalledTimes(1);
  await world.advanceTo('2026-07-10T00:10:00Z');
  const charges = (await rowsOf(world.app.commerce)).filter(({ partition, key }) => partition === zonnebloem(world) && key.startsWith('charge|'));
  // The purchase and the renewal, which failed once while the customer was on its way.
  expect(charges).toHaveLength(2);
  expect(await outcomeOf(change())).toMatchObject({ subscription: { quantity: 9 } });
});
