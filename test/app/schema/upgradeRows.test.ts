import { PARTNERS_PARTITION, tenantPrefix } from '../../../src/app/partner/partnerRows';
import { schemaState, SchemaNote } from '../../../src/app/schema/installationSchema';
import { schemaVersion, schemaVersions } from '../../../src/app/schema/schemaVersions';
import { goOnWithRows, type RowsUpgraded } from '../../../src/app/schema/upgradeRows';
import { instant } from '../../../src/kernel/instant';
import { StoreUnavailable, type PartitionStore, type Write } from '../../../src/kernel/partitionStore';
import { FixedClock } from '../../support/fixedClock';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { memoryStores, rowsOf } from '../../support/worldStores';

const AT = '2026-06-10T10:00:00.000Z';
const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;

const older = (name: string): object => ({ type: 'partner', name, more: { kept: true } });

/** Partners of before, in a store of their own. */
const withPartners = async (count: number) => {
  const stores = memoryStores();
  const keys = Array.from({ length: count }, (_, index) => `${tenantPrefix}${String(index).padStart(5, '0')}`);
  for (let start = 0; start < count; start += 100) await stores.Partners.commit(PARTNERS_PARTITION, keys.slice(start, start + 100).map((key): Write => ({ op: 'put', key, value: older(key) })));
  const ports = { stores, directory: stores.Directory, clock: new FixedClock(AT) };
  const state = () => schemaState(stores.Directory);
  const values = async () => (await rowsOf(stores.Partners)).map(({ value }) => value);
  return { stores, keys, ports, state, values };
};

const upgradeAll = async (ports: Parameters<typeof goOnWithRows>[0], manner = { writes: true, everything: false }): Promise<readonly RowsUpgraded[]> => {
  const parts: RowsUpgraded[] = [];
  do parts.push(await goOnWithRows(ports, parts.at(-1)?.next, manner));
  while (parts.at(-1)?.next !== undefined);
  return parts;
};

/** The same store, whose commits are told beforehand. */
const watched = (store: PartitionStore, before: (writes: readonly Write[]) => Promise<void>): PartitionStore => ({
  read: (...asked) => store.read(...asked),
  list: (...asked) => store.list(...asked),
  listAcross: (...asked) => store.listAcross(...asked),
  commit: async (partition, writes) => {
    await before(writes);
    return store.commit(partition, writes);
  },
});

test('rows of before are stored in the present form, two thousand at a call; what steps do not know stays, and it is noted when all are done', async () => {
  const { ports, state, values } = await withPartners(2300);
  const parts = await upgradeAll(ports);
  expect(parts.map(({ rows, upgraded, left, newer }) => [rows, upgraded, left, newer])).toEqual([[2000, 2000, 0, 0], [300, 300, 0, 0]]);
  expect(parts[0]?.versions).toEqual([{ table: 'Partners', kind: 'partner', version: 1, current: 2, rows: 2000 }]);
  const stored = await values();
  expect(new Set(stored.map(({ name: _, ...rest }) => JSON.stringify(rest)))).toEqual(new Set([JSON.stringify({ type: 'partner', more: { kept: true }, version: 1, schemaVersion: 2 })]));
  expect(await state()).toEqual({ schema: schemaVersion, stored: schemaVersion, isOlderRelease: false, rowsDoneAt: AT });
  expect((await upgradeAll(ports)).map(({ upgraded, left, rows }) => [rows, upgraded, left])).toEqual([[2000, 0, 0], [300, 0, 0]]);
});

test('a dry run counts the same and writes nothing', async () => {
  const { stores, ports, state } = await withPartners(3);
  const before = await rowsOf(stores.Partners);
  expect(await upgradeAll(ports, { writes: false, everything: false })).toMatchObject([{ rows: 3, upgraded: 0, left: 3, newer: 0 }]);
  expect(await rowsOf(stores.Partners)).toEqual(before);
  expect(await state()).toEqual({ schema: schemaVersion, isOlderRelease: false });
});

test('what others write at the same moment is theirs: it is looked at again, and brought up if it still has to be', async () => {
  const { stores, keys, ports, values } = await withPartners(3);
  const [first = '', second = ''] = keys;
  const met = new Set<string>();
  const Partners = watched(stores.Partners, async ([write]) => {
    if (write === undefined || met.has(write.key)) return;
    met.add(write.key);
    if (write.key === first) await stores.Partners.commit(PARTNERS_PARTITION, [{ op: 'put', key: first, value: { type: 'partner', name: 'theirs', version: 7, schemaVersion: 2 } }]);
    if (write.key === second) await stores.Partners.commit(PARTNERS_PARTITION, [{ op: 'put', key: second, value: older('theirs too') }]);
  });
  expect(await upgradeAll({ ...ports, stores: { ...stores, Partners } })).toMatchObject([{ rows: 3, upgraded: 3, left: 0 }]);
  expect(await values()).toMatchObject([{ name: 'theirs', version: 7, schemaVersion: 2 }, { name: 'theirs too', version: 1, schemaVersion: 2 }, { schemaVersion: 2 }]);
});

test('killed at any write, it goes on from the beginning or from where it was, and ends the same', async () => {
  for (let nth = 1; nth <= 6; nth += 1) {
    const { stores, ports, values, state } = await withPartners(5);
    let writes = 0;
    const dies = async (): Promise<void> => {
      writes += 1;
      if (writes === nth) throw new StoreUnavailable('killed');
    };
    const dying = { ...ports, stores: { ...stores, Partners: watched(stores.Partners, dies) }, directory: watched(stores.Directory, dies) };
    await expect(goOnWithRows(dying, undefined, { writes: true, everything: false })).rejects.toThrow(StoreUnavailable);
    expect((await state()).rowsDoneAt).toBeUndefined();
    await upgradeAll(ports);
    expect((await values()).map(({ schemaVersion: version }) => version)).toEqual([2, 2, 2, 2, 2]);
    expect((await state()).rowsDoneAt).toBe(AT);
  }
});

test('newer and damaged rows stay as they are; of a newer release it is not said that all is done for it', async () => {
  const { stores, ports, state } = await withPartners(1);
  const odd: readonly Write[] = [
    { op: 'put', key: 'tenant|x', value: { type: 'partner', schemaVersion: 3 } },
    { op: 'put', key: 'tenant|y', value: { type: 'partner', schemaVersion: 'two' } },
    { op: 'put', key: 'tenant|z', value: { type: 'hologram' } },
  ];
  await stores.Partners.commit(PARTNERS_PARTITION, odd);
  const [part] = await upgradeAll(ports);
  expect(part).toMatchObject({ rows: 4, upgraded: 1, left: 0, newer: 2 });
  expect(part?.versions.map(({ kind, version, rows, current }) => [kind, version, rows, current])).toEqual([['partner', 1, 1, 2], ['partner', 3, 1, 2], ['partner', 0, 1, 2], ['unknown', 1, 1, undefined]]);
  expect((await rowsOf(stores.Partners)).slice(1).map(({ value }) => value)).toEqual(odd.map((write) => ('value' in write ? write.value : {})));
  await stores.Directory.commit('schema', [{ op: 'put', key: 'schema|installation', value: { type: 'schema', schema: schemaVersion + 1, since: AT } }]);
  await upgradeAll(ports);
  expect(await state()).toEqual({ schema: schemaVersion, stored: schemaVersion + 1, isOlderRelease: true });
});

test('every row of an installation is of a kind and a version that is known; sealed records are counted and never written', async () => {
  const world = await World.at(AT);
  await world.buy('havn', world.customer('Oresund'), [{ sku: 'NCBUSSTAND01:0001', quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' }]);
  await httpOver(world)(`/v1/customers/${world.customer('Oresund')}/subscriptions`, { method: 'GET' });
  const audit = await rowsOf(world.stores.Audit);
  const parts = await upgradeAll({ ...world.app, directory: world.stores.Directory }, { writes: true, everything: true });
  const versions = parts.flatMap((part) => part.versions);
  expect(versions.filter(({ version, current }) => version !== current)).toEqual([]);
  expect(new Set(versions.map(({ table }) => table)).size).toBeGreaterThan(5);
  expect(await rowsOf(world.stores.Audit)).toEqual(audit);
});

test('over HTTP: by the operator alone, in parts, previewed; a `from` that is none is refused', async () => {
  const world = await World.at(AT);
  const http = httpOver(world);
  const path = '/nextterm/v1/operations/rows/upgrade';
  expect((await http(path, { method: 'POST' })).status).toBe(403);
  expect(await http(`${path}?from=x`, { method: 'POST', caller: operator })).toMatchObject({ status: 400, body: { code: 800002 } });
  expect(await http(`${path}?preview=true`, { method: 'POST', caller: operator })).toMatchObject({ status: 200, body: { schema: schemaVersion, upgraded: 0, left: 0, newer: 0 } });
  for (let start = 0; start < 2000; start += 100) await world.stores.Directory.commit('many', Array.from({ length: 100 }, (_, index) => ({ op: 'put', key: `many|${start + index}`, value: { type: 'receiptWeek' } })));
  const all = (await http(`${path}?everything=true`, { method: 'POST', caller: operator })).body as { rows: number; next: string };
  expect(all.rows).toBeGreaterThanOrEqual(2000);
  expect((await http(`${path}?everything=true&from=${all.next}`, { method: 'POST', caller: operator })).status).toBe(200);
  // Of a round over other tables: from the beginning.
  expect(await http(`${path}?from=${all.next}`, { method: 'POST', caller: operator })).toMatchObject({ status: 200, body: { left: 0 } });
});

describe('what an installation is told of a release', () => {
  test('the first process of a release notes it, once; one of an older release says that it is', async () => {
    const stores = memoryStores();
    const errors: string[] = [];
    const ports = { directory: stores.Directory, clock: { now: () => instant(AT) }, log: { error: (message: string) => void errors.push(message) } };
    await new SchemaNote().note(ports);
    expect(await schemaState(stores.Directory)).toEqual({ schema: schemaVersion, stored: schemaVersion, isOlderRelease: false });
    const etag = (await stores.Directory.read('schema', 'schema|installation'))?.etag;
    const second = new SchemaNote();
    await second.note(ports);
    await second.note(ports);
    expect((await stores.Directory.read('schema', 'schema|installation'))?.etag).toBe(etag);
    await stores.Directory.commit('schema', [{ op: 'put', key: 'schema|installation', value: { type: 'schema', schema: 99, since: AT } }]);
    await new SchemaNote().note(ports);
    expect(errors).toEqual([`A newer release has written here (schema 99; this release knows ${schemaVersion}): its rows cannot be read. See docs/operations/roll-back-a-release.md.`]);
  });

  test('the schema of a release counts its steps', () => {
    expect(schemaVersions()).toEqual({
      schema: 4,
      kinds: [{ table: 'Commerce', kind: 'subscription', version: 2 }, { table: 'Commerce', kind: 'subscriptionSheet', version: 2 }, { table: 'Partners', kind: 'partner', version: 2 }],
    });
  });
});
