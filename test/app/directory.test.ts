import { customerSchema, type Customer } from '../../src/domain/parties/customer/state';
import { listCustomers } from '../../src/app/customer/customerList';
import { projectCustomer } from '../../src/app/customer/directoryProjection';
import { rebuild } from '../../src/app/check/rebuild';
import { claimKey } from '../../src/app/customer/directoryKeys';
import { claimAgain, claimDomain, isDomainTaken } from '../../src/app/customer/domainClaims';
import { instant, instantFromMillis, toMillis } from '../../src/kernel/instant';
import { ANY_ETAG, type PartitionStore } from '../../src/kernel/partitionStore';
import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { interrupted } from '../support/interrupted';
import { newRequestId, outcomeOf, refusalOf } from '../support/worldDesk';
import { httpOver } from '../support/httpWorld';
import { rowsOf } from '../support/worldStores';
import { World } from '../support/world';

const aWorld = () => World.at('2021-06-18T10:00:00Z');
const asked = { domain: 'lelie.example', billingProfile: { email: 'a@lelie.example', culture: 'nl-NL', language: 'nl', companyName: 'Lelieveld', defaultAddress: { country: 'NL' } } };

/** But for the notes of who got receipts, which are written beside the commands. */
const contents = async (world: World) => (await rowsOf(world.stores.Directory)).flatMap(({ partition, key, value }) => (partition.startsWith('receipts|') ? [] : [{ partition, key, value }]));
const stored = async (world: World, name: string): Promise<Customer> => customerSchema.parse((await world.stores.Commerce.read(world.customer(name), `customer|${world.customer(name)}`))?.value);
const namesOf = async (world: World, slug: string) => (await listCustomers(world.stores.Directory, world.as(slug).partner.tenantId, undefined, 100)).items.map(({ companyName }) => companyName);

/** The store with another way to commit. */
const committing = (store: PartitionStore, commit: PartitionStore['commit']): PartitionStore => ({
  read: (partition, key) => store.read(partition, key),
  list: (partition, range) => store.list(partition, range),
  listAcross: (range) => store.listAcross(range),
  commit,
});

describe('[CUS-1] the directory', () => {
  test('of an emptied table is rebuilt from Commerce, claims of domains included', async () => {
    const world = await aWorld();
    const before = await contents(world);
    expect(before.length).toBeGreaterThan(30);
    for (const { partition, key } of before) await world.stores.Directory.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    expect(await namesOf(world, 'havn')).toEqual([]);
    expect((await rebuild(world.app, true)).customers).toBe(8);
    expect(await contents(world)).toEqual(before);
    expect((await rebuild(world.app, true)).customers).toBe(8);
    expect(await contents(world)).toEqual(before);
  });

  test('is rebuilt by the operator over HTTP', async () => {
    const world = await aWorld();
    const http = httpOver(world);
    const caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
    expect(await http('/nextterm/v1/operations/rebuild', { method: 'POST', caller })).toMatchObject({ status: 200, body: { customers: 8 } });
    expect(await http('/nextterm/v1/operations/rebuild', { method: 'POST' })).toMatchObject({ status: 403, body: { code: 900150 } });
  });

  test('keeps nothing of a customer where a relationship is pending', async () => {
    const world = await aWorld();
    const { tenantId } = world.as('nordlys').partner;
    const id = world.customer('Grachtenpand');
    const rows = (await rowsOf(world.stores.Directory)).filter(({ partition, key }) => partition === tenantId && key.includes(id));
    expect(rows.map(({ key, value }) => ({ key, value }))).toEqual([{ key: `customer|${id}`, value: { customerId: id, version: 1, status: 'pending', lookups: [] } }]);
  });

  test('written twice, or late, is the same', async () => {
    const world = await aWorld();
    const old = await stored(world, 'Zonnebloem');
    const renamed = { ...old, version: 2, name: 'Aster' };
    await projectCustomer(world.stores.Directory, renamed);
    const before = await contents(world);
    expect((await namesOf(world, 'havn'))[0]).toBe('Aster');
    expect(await namesOf(world, 'havn')).not.toContain('Zonnebloem Installaties');
    for (const again of [renamed, old]) await projectCustomer(world.stores.Directory, again);
    await projectCustomer(world.stores.Directory, old, true);
    expect(await contents(world)).toEqual(before);
  });

  test('[DUE-2] a customer whose row in the list is damaged is found by nothing that it is not called any more, nor once it has left', async () => {
    const world = await aWorld();
    const { Directory } = world.stores;
    const { tenantId } = world.as('havn').partner;
    const old = await stored(world, 'Zonnebloem');
    const damage = () => Directory.commit(tenantId, [{ op: 'put', key: `customer|${old.id}`, value: { garbage: 1 } }]);
    const others = (await namesOf(world, 'havn')).filter((name) => name !== old.name);
    await damage();
    await projectCustomer(Directory, { ...old, version: 2, name: 'Aster' });
    expect(await namesOf(world, 'havn')).toEqual(['Aster', ...others]);
    await damage();
    await projectCustomer(Directory, { ...old, version: 3, name: 'Aster', relationships: { [tenantId]: { status: 'ended', since: world.now() } } });
    expect(await namesOf(world, 'havn')).toEqual(others);
    const rows = (await rowsOf(Directory)).filter(({ partition, key }) => partition === tenantId && key.includes(old.id));
    expect(rows.map(({ key }) => key)).toEqual([`customer|${old.id}`]);
  });

  test('two processes that write at once end with the newer', async () => {
    const world = await aWorld();
    const old = await stored(world, 'Zonnebloem');
    const versions = [2, 3, 4, 5].map((version) => ({ ...old, version, name: `Aster ${version}` }));
    await Promise.all(versions.map((customer) => projectCustomer(world.stores.Directory, customer)));
    expect((await namesOf(world, 'havn')).filter((name) => name.startsWith('Aster'))).toEqual(['Aster 5']);
  });

  test('[PAR-3] of the reseller of a relationship that has ended shows the customer no more, also where it is told of only once another reseller is asked for', async () => {
    let broken = false;
    const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) =>
      table !== 'Directory'
        ? store
        : committing(store, async (partition, writes) => {
            if (broken && !partition.startsWith('domain|')) throw new Error('The directory is down');
            return store.commit(partition, writes);
          }),
    );
    const http = httpOver(world);
    const [first, second] = world.as('polder').partner.resellers;
    if (first === undefined || second === undefined) throw new Error('The provider of the sample has two resellers');
    const shownTo = async (tenantId: string) => (await listCustomers(world.stores.Directory, tenantId, undefined, 100)).items.map(({ companyName }) => companyName);
    const made = await outcomeOf(world.as('polder').createCustomer({ ...asked, resellerTenantId: first.tenantId }));
    const id = (made as { id: string }).id;
    expect(await shownTo(first.tenantId)).toContain('Lelieveld');
    broken = true;
    expect((await http(`/v1/customers/${id}`, { method: 'PATCH', as: 'polder', body: { relationshipToPartner: 'none' } })).status).toBe(200);
    expect((await http(`/nextterm/v1/customers/${id}/relationships`, { method: 'POST', as: 'polder', body: { resellerTenantId: second.tenantId } })).status).toBe(201);
    broken = false;
    await world.advanceTo('2021-06-18T10:10:00Z');
    expect([await shownTo(first.tenantId), await shownTo(second.tenantId)].map((names) => names.includes('Lelieveld'))).toEqual([false, false]);
    expect(await contents(world)).not.toContainEqual(expect.objectContaining({ partition: first.tenantId, key: expect.stringMatching(/^by\|.*lelie/) as unknown }));
  });

  test('that cannot be written holds back the event, and the sweep writes it later', async () => {
    let broken = true;
    const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) =>
      table !== 'Directory'
        ? store
        : committing(store, async (partition, writes) => {
            if (broken && !partition.startsWith('domain|')) throw new Error('The directory is down');
            return store.commit(partition, writes);
          }),
    );
    await outcomeOf(world.as('havn').createCustomer(asked));
    expect(await namesOf(world, 'havn')).not.toContain('Lelieveld');
    expect(world.happened()).toEqual([]);
    broken = false;
    await world.advanceTo('2021-06-18T10:10:00Z');
    expect(await namesOf(world, 'havn')).toContain('Lelieveld');
    expect(world.happened()).toEqual(['CustomerCreated']);
  });
});

describe('[CUS-1] a domain', () => {
  const now = instant('2026-02-27T09:00:00.000Z');
  const stores = () => ({ commerce: new MemoryPartitionStore(), directory: new MemoryPartitionStore() });

  test('belongs to whoever claims it first, for as often as that one asks', async () => {
    const both = stores();
    expect(await isDomainTaken(both, 'a.example', now)).toBe(false);
    expect(await claimDomain(both, 'a.example', 'c1', now)).toBe(true);
    expect(await isDomainTaken(both, 'a.example', now)).toBe(true);
    expect(await claimDomain(both, 'a.example', 'c2', now)).toBe(false);
    expect(await claimDomain(both, 'a.example', 'c1', now)).toBe(true);
    expect(await claimDomain(both, 'b.example', 'c2', now)).toBe(true);
  });

  test.each([
    ['2026-02-27T09:09:59.999Z', true],
    ['2026-02-27T09:10:00.000Z', false],
  ])('claimed at 09:00 for a customer that never came, at %s: taken is %s', async (at, taken) => {
    const both = stores();
    await claimDomain(both, 'a.example', 'c1', now);
    expect(await isDomainTaken(both, 'a.example', instant(at))).toBe(taken);
    expect(await claimDomain(both, 'a.example', 'c2', instant(at))).toBe(!taken);
  });

  test.each([
    ['2026-02-27T09:00:59.999Z', '2026-02-27T09:10:00.000Z'],
    ['2026-02-27T09:01:00.000Z', '2026-02-27T09:11:00.000Z'],
    ['2026-02-27T10:00:00.000Z', '2026-02-27T10:10:00.000Z'],
  ])('claimed at 09:00, and by the same request once more at %s, is anybody\'s at %s at the earliest: a minute old it is made anew', async (again, free) => {
    const both = stores();
    await claimDomain(both, 'a.example', 'c1', now);
    expect(await claimDomain(both, 'a.example', 'c1', instant(again))).toBe(true);
    expect(await claimDomain(both, 'a.example', 'c2', instantFromMillis(toMillis(instant(free)) - 1))).toBe(false);
    expect(await claimDomain(both, 'a.example', 'c2', instant(free))).toBe(true);
  });

  test('that another host claims while the check looks at an orphan of it stays that one\'s', async () => {
    const both = stores();
    const world = await aWorld();
    const customer = await stored(world, 'Zonnebloem');
    const later = instant('2026-03-01T09:00:00.000Z');
    await claimDomain(both, customer.domain, 'never', now);
    const { store, hasActed } = interrupted(both.commerce, 'customer|', () => claimDomain(both, customer.domain, 'c2', later));
    await claimAgain({ ...both, commerce: store }, customer, later);
    expect([hasActed(), await claimDomain(both, customer.domain, 'c3', later), await claimDomain(both, customer.domain, 'c2', later)]).toEqual([true, false, true]);
    const key = claimKey(customer.domain);
    expect((await both.directory.read(key, key))?.value['customerId']).toBe('c2');
  });

  test('of a customer that is there is taken for good', async () => {
    const world = await aWorld();
    expect(await isDomainTaken(world.app, 'molenwiekbakkerij.onmicrosoft.com', instant('2030-01-01T00:00:00.000Z'))).toBe(true);
    expect(await claimDomain(world.app, 'molenwiekbakkerij.onmicrosoft.com', 'c2', instant('2030-01-01T00:00:00.000Z'))).toBe(false);
  });

  test('asked for by many at the same moment becomes one customer', async () => {
    const world = await aWorld();
    const answers = await Promise.all(['havn', 'nordlys', 'polder', 'havn'].map((slug) => world.as(slug).createCustomer(asked)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer.error).toEqual({ kind: 'DomainTaken', domain: 'lelie.example' });
    expect((await world.commerceRows()).filter(({ value }) => value['domain'] === 'lelie.example')).toHaveLength(1);
  });

  test('claimed by a process that died before the customer: the same request goes on, another waits ten minutes', async () => {
    const requestId = newRequestId();
    const dying = async () => {
      const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) =>
        table === 'Deadlines' ? committing(store, async () => Promise.reject(new Error('The process died'))) : store,
      );
      await expect(world.as('havn').createCustomer(asked, { requestId })).rejects.toThrow('died');
      world.restart();
      return world;
    };
    const same = await dying();
    expect(await refusalOf(same.as('nordlys').createCustomer(asked))).toEqual({ kind: 'DomainTaken', domain: 'lelie.example' });
    await outcomeOf(same.as('havn').createCustomer(asked, { requestId }));

    const other = await dying();
    other.sleepUntil('2021-06-18T10:10:00Z');
    await outcomeOf(other.as('nordlys').createCustomer(asked));
    expect(await refusalOf(other.as('havn').createCustomer(asked, { requestId }))).toEqual({ kind: 'DomainTaken', domain: 'lelie.example' });
  });

  test('is not claimed by what is refused', async () => {
    const world = await aWorld();
    const before = await contents(world);
    await refusalOf(world.as('havn').createCustomer({ ...asked, billingProfile: { ...asked.billingProfile, culture: 'fr-FR' } }));
    expect(await contents(world)).toEqual(before);
  });
});
