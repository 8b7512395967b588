import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { readCustomer } from '../../src/app/customer/customerBook';
import { RememberedCustomers } from '../../src/app/customer/rememberedCustomers';
import { customerWrite } from '../../src/app/customer/customerBook';
import { type Customer } from '../../src/domain/parties/customer/state';
import { type Cart } from '../../src/domain/order/state';
import { FaultPlan, FaultyStore } from '../support/faultyStore';
import { outcomeOf, refusalOf } from '../support/worldDesk';
import { World } from '../support/world';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const standard = { sku: 'NCBUSSTAND01:0001' };

const aCustomer = async (id: string): Promise<Customer> => {
  const world = await World.at('2021-06-18T10:00:00Z');
  const stored = await readCustomer(world.stores.Commerce, world.customer('Zonnebloem'));
  if (stored === undefined) throw new Error('The sample has lost Zonnebloem');
  return { ...stored.value, id };
};

describe('what is remembered', () => {
  test('follows reads and commits, and carries the etag that the next commit needs', async () => {
    const memory = new MemoryPartitionStore();
    const customers = new RememberedCustomers(memory);
    const customer = await aCustomer('c');
    expect(customers.recall('c')).toBeUndefined();
    await customers.store.commit('c', [customerWrite(customer)]);
    expect(customers.recall('c')?.value).toEqual(customer);
    await customers.store.commit('c', [customerWrite({ ...customer, version: 2 }, customers.recall('c')?.etag)]);
    expect(customers.recall('c')).toEqual(await readCustomer(memory, 'c'));
  });

  test('a conflict, and a commit whose outcome is unknown, leave nothing remembered', async () => {
    const memory = new MemoryPartitionStore();
    const customers = new RememberedCustomers(new FaultyStore(memory, new FaultPlan([{ at: 'commit', nth: 3, does: 'lostAnswer' }])));
    const customer = await aCustomer('c');
    await customers.store.commit('c', [customerWrite(customer)]);
    expect(await customers.store.commit('c', [customerWrite(customer, 'stale')])).toMatchObject({ ok: false });
    expect(customers.recall('c')).toBeUndefined();
    await customers.store.read('c', 'customer|c');
    expect(customers.recall('c')).toBeDefined();
    await expect(customers.store.commit('c', [customerWrite({ ...customer, version: 2 }, customers.recall('c')?.etag)])).rejects.toThrow();
    expect(customers.recall('c')).toBeUndefined();
  });

  test('other rows of the partition change nothing, and a customer that is gone is forgotten', async () => {
    const customers = new RememberedCustomers(new MemoryPartitionStore());
    await customers.store.commit('c', [customerWrite(await aCustomer('c'))]);
    await customers.store.commit('c', [{ op: 'create', key: 'cart|1', value: {} }]);
    await customers.store.read('c', 'cart|1');
    expect(customers.recall('c')).toBeDefined();
    await customers.store.commit('c', [{ op: 'delete', key: 'customer|c', etag: ANY_ETAG }]);
    expect(customers.recall('c')).toBeUndefined();
  });

  test('is bounded: who was dealt with longest ago goes first', async () => {
    const customers = new RememberedCustomers(new MemoryPartitionStore(), 2);
    for (const id of ['a', 'b']) await customers.store.commit(id, [customerWrite(await aCustomer(id))]);
    await customers.store.read('a', 'customer|a');
    await customers.store.commit('c', [customerWrite(await aCustomer('c'))]);
    expect(['a', 'b', 'c'].map((id) => customers.recall(id)?.value.id)).toEqual(['a', undefined, 'c']);
  });
});

describe('a checkout by a process whose memory is out of date', () => {
  /** The customer as another process leaves it while this one remembers it as it was. */
  const changedElsewhere = async (world: World, customerId: string, change: (customer: Customer) => Customer): Promise<void> => {
    const stored = await readCustomer(world.stores.Commerce, customerId);
    if (stored === undefined) throw new Error('no customer');
    await world.stores.Commerce.commit(customerId, [customerWrite(change(stored.value), stored.etag)]);
  };

  test('[CUS-1] is refused when the relationship has ended since', async () => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    await changedElsewhere(world, customer, (was) => ({ ...was, relationships: {} }));
    expect(await refusalOf(world.as('havn').checkout(customer, cart.id))).toEqual({ kind: 'CustomerNotFound', customerId: customer });
    expect(world.happened()).toEqual([]);
  });

  test('[CUS-2] is not refused for an agreement that was confirmed since', async () => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    const { attestations } = (await readCustomer(world.stores.Commerce, customer))?.value ?? {};
    await changedElsewhere(world, customer, (was) => ({ ...was, attestations: {} }));
    await readCustomer(world.app.commerce, customer);
    await changedElsewhere(world, customer, (was) => ({ ...was, attestations: attestations ?? {} }));
    expect((await world.as('havn').checkout(customer, cart.id)).ok).toBe(true);
  });

  test('a preview never goes by it', async () => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    await changedElsewhere(world, customer, (was) => ({ ...was, relationships: {} }));
    expect(await refusalOf(world.as('havn').checkout(customer, cart.id, { preview: true }))).toEqual({ kind: 'CustomerNotFound', customerId: customer });
  });

  test('nor does the repeat of a checkout', async () => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
    await outcomeOf(world.as('havn').checkout(customer, cart.id));
    await changedElsewhere(world, customer, (was) => ({ ...was, relationships: {} }));
    expect(await refusalOf(world.as('havn').checkout(customer, cart.id))).toEqual({ kind: 'CustomerNotFound', customerId: customer });
  });
});
