import { type BackupManifest } from '../../../src/app/backup/backupForm';
import { instant, type Instant } from '../../../src/kernel/instant';
import { tableNames } from '../../../src/wiring/wiring';
import { rebuild } from '../../../src/app/check/rebuild';
import { auditId, writeAudit } from '../../../src/app/audit/auditBook';
import { goOnWithSeals } from '../../../src/app/audit/seals/checkSeals';
import { sealDueDays } from '../../../src/app/audit/seals/sealDays';
import { allManifests } from '../../../src/app/backup/readBackup';
import { customersMarked, RestoreRefused, restoreAll, finishRestore, tornIn } from '../../../src/app/backup/restoreAll';
import { restoreCustomer, type RestoreCustomerPorts } from '../../../src/app/backup/restoreCustomer';
import { FENCE_MILLIS, fenced, fencedWhole, InstallationBeingRestored, RestoringFence } from '../../../src/app/backup/restoringFence';
import { setExchangeRates } from '../../../src/app/exchangeRates';
import { BackupRefused } from '../../../src/app/backup/takeBackup';
import { FaultPlan, FaultyStore, Killed, type Fault } from '../../support/faultyStore';
import { outcomeOf } from '../../support/worldDesk';
import { textsOf, WorldBackups } from '../../support/worldBackups';
import { runInvoices } from '../../support/worldOrchestrations';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { memoryStores, rowsOf, wrapStores } from '../../support/worldStores';
import { World } from '../../support/world';
import { eventsTold } from '../../support/eventsTold';
import { storedIn } from '../../support/worldConverged';

const standard = 'NCBUSSTAND01:0001';

const invoiced = (world: World, month: string) => runInvoices(world.app, { partnerId: world.as('havn').partner.tenantId, month: calendarDate(month) });

/** A life: bought, changed, renewed, invoiced. */
const lived = async () => {
  const world = await World.at('2026-01-10T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [first = ''] = await world.buy('havn', customer, [{ sku: standard, quantity: 10 }]);
  return { world, customer, first, backups: new WorldBackups(() => world.now()) };
};

const chargesOf = async (world: World, customer: string, ids: readonly string[]) => (await Promise.all(ids.map((id) => world.charges(customer, id)))).flat();

test('a life is restored row by row as it was at each back-up, and lives on as one that never was', async () => {
  const { world, customer, first, backups } = await lived();
  const moments: { readonly at: Instant; readonly manifest: BackupManifest; readonly rows: readonly string[] }[] = [];
  const keep = async () => moments.push({ at: world.now(), manifest: await backups.take(world.stores), rows: await textsOf(world.stores) });
  await keep();
  await outcomeOf(world.as('havn').patch(customer, first, { quantity: 12 }));
  const [second = ''] = await world.buy('havn', customer, [{ sku: standard, quantity: 3 }]);
  await world.settle();
  await keep();
  await world.advanceTo('2026-02-20T09:00:00Z');
  await invoiced(world, '2026-01-01');
  await keep();
  await world.advanceTo('2026-03-12T09:00:00Z');
  await invoiced(world, '2026-02-01');
  await keep();
  for (const { manifest, rows } of moments) expect(await textsOf(await backups.restored(manifest))).toEqual(rows);
  // The second one, from there on.
  const { at, manifest } = moments[1] ?? moments[0] ?? fail();
  const again = await World.at(at, await backups.restored(manifest));
  expect((await rebuild(again.app, false)).findings).toEqual([]);
  await again.advanceTo('2026-02-20T09:00:00Z');
  await invoiced(again, '2026-01-01');
  await again.advanceTo('2026-03-12T09:00:00Z');
  await invoiced(again, '2026-02-01');
  expect((await rowsOf(again.stores.Invoices)).filter(({ key }) => key.startsWith('invoice|'))).not.toEqual([]);
  expect(await chargesOf(again, customer, [first, second])).toEqual(await chargesOf(world, customer, [first, second]));
  expect(await textsOf(again.stores, ['Commerce', 'Ledger', 'Invoices', 'Events'])).toEqual(await textsOf(world.stores, ['Commerce', 'Ledger', 'Invoices', 'Events']));
  expect(await storedIn(again)).toEqual(await storedIn(world));
});

const fail = (): never => {
  throw new Error('no back-up');
};

test('what is derived is made anew where it was not backed up, and the check says nothing then', async () => {
  const { world, backups } = await lived();
  await world.advanceTo('2026-02-20T09:00:00Z');
  const stores = await backups.restored(await backups.take({ ...world.stores, Deadlines: memoryStores().Deadlines, Directory: memoryStores().Directory, Events: memoryStores().Events, Ledger: memoryStores().Ledger }));
  const again = await World.at(world.now(), stores);
  expect((await rebuild(again.app, true)).found).toBeGreaterThan(5);
  expect((await rebuild(again.app, true)).findings).toEqual([]);
  for (const each of [world, again]) await each.advanceTo('2026-03-12T09:00:00Z');
  expect(await textsOf(again.stores, ['Commerce'])).toEqual(await textsOf(world.stores, ['Commerce']));
});

test('an installation that holds anything is refused, and nothing is mixed', async () => {
  const { world, backups } = await lived();
  const manifest = await backups.take(world.stores);
  for (const table of ['Audit', 'Commerce', 'Throttle'] as const) {
    const stores = memoryStores();
    await stores[table].commit('p', [{ op: 'create', key: 'k', value: {} }]);
    const before = await textsOf(stores);
    await expect(restoreAll(backups.portsInto(stores), manifest, () => undefined)).rejects.toThrow(RestoreRefused);
    expect(await textsOf(stores)).toEqual(before);
  }
});

test('one that is being restored from another back-up is refused', async () => {
  const { world, backups } = await lived();
  const manifest = await backups.take(world.stores);
  world.sleepUntil('2026-01-10T11:00:00Z');
  const other = await backups.take(world.stores);
  const stores = memoryStores();
  await restoreAll(backups.portsInto(stores), manifest, () => undefined);
  await expect(restoreAll(backups.portsInto(stores), other, () => undefined)).rejects.toThrow(`being restored from ${manifest.id}`);
});

test('[AUD-2] a feed that is appended to while it is backed up has no gap once it is restored, and everything once', async () => {
  const { world, customer, first, backups } = await lived();
  await world.settle();
  const before = await rowsOf(world.stores.Events);
  for (const quantity of [11, 12, 13]) await outcomeOf(world.as('havn').patch(customer, first, { quantity }));
  await world.settle();
  // Its events and its end were read before that, at which number each stands after it.
  const isEarly = (key: string): boolean => !key.startsWith('id|') && !key.startsWith('together|');
  const stores = wrapStores(world.stores, (store, table) =>
    table !== 'Events'
      ? store
      : {
          read: (...given) => store.read(...given),
          list: (...given) => store.list(...given),
          commit: (...given) => store.commit(...given),
          listAcross: async (range) => {
            const { rows } = await store.listAcross(range);
            const torn = [...before.filter(({ key }) => isEarly(key)), ...rows.filter(({ key }) => !isEarly(key))];
            return { rows: torn.toSorted((a, b) => (a.partition === b.partition ? (a.key < b.key ? -1 : 1) : a.partition < b.partition ? -1 : 1)) };
          },
        },
  );
  const again = await World.at(world.now(), await backups.restored(await backups.take(stores)));
  const numbers = async () => (await eventsTold(again.stores.Events)).filter(({ partition }) => partition === again.as('havn').partner.tenantId).map(({ number }) => number);
  await outcomeOf(again.as('havn').patch(customer, first, { quantity: 14 }));
  const read = await numbers();
  expect((await rebuild(again.app, true)).findings.length).toBeGreaterThan(0);
  expect((await rebuild(again.app, false)).findings).toEqual([]);
  const all = await numbers();
  expect(all).toEqual(Array.from({ length: all.length }, (_, index) => index + 1));
  // Whoever has read what was there finds the rest behind it.
  expect(all.slice(0, read.length)).toEqual(read);
  const ids = (await eventsTold(again.stores.Events)).map(({ partition, value }) => `${partition} ${String(value['id'])}`);
  expect(new Set(ids).size).toBe(ids.length);
});

test('[AUD-1] a day of the audit log that is sealed while it is backed up is sealed anew, of the records that the back-up has', async () => {
  const { world, customer, first, backups } = await lived();
  await outcomeOf(world.as('havn').patch(customer, first, { quantity: 12 }));
  const at = async (quantity: number, second: number) =>
    writeAudit(world.app.audit, { id: auditId(instant(`2026-01-10T12:00:0${second}.000Z`), String(quantity)), tenantId: world.as('havn').partner.tenantId, at: instant(`2026-01-10T12:00:0${second}.000Z`), resourceType: 'subscription', operationType: 'update_subscription', subjects: {}, status: 'succeeded' });
  world.sleepUntil('2026-01-10T12:00:00Z');
  await at(1, 1);
  world.sleepUntil('2026-01-10T23:30:00Z');
  // Between the records of the day and their seal, which are parts of one table, another record is written, and the day is sealed.
  let meanwhile: Promise<unknown> | undefined;
  const overnight = async (): Promise<void> => {
    await at(2, 2);
    await world.advanceTo('2026-01-11T02:00:00Z');
    expect(await sealDueDays(world.app)).toBe(1);
  };
  const before = await rowsOf(world.stores.Audit);
  const stores = wrapStores(world.stores, (store, table) =>
    table !== 'Audit'
      ? store
      : {
          read: (...given) => store.read(...given),
          list: (...given) => store.list(...given),
          commit: (...given) => store.commit(...given),
          listAcross: async (range) => {
            await (meanwhile ??= overnight());
            const { rows } = await store.listAcross(range);
            return { rows: [...before.filter(({ value }) => value['type'] === 'audit'), ...rows.filter(({ value }) => value['type'] !== 'audit')] };
          },
        },
  );
  const manifest = await backups.take(stores);
  const again = await World.at(world.now(), await backups.restored(manifest));
  expect(await sealDueDays(again.app)).toBe(1);
  expect(await goOnWithSeals(again.app, undefined)).toMatchObject({ seals: 1, records: before.filter(({ value }) => value['type'] === 'audit').length, findings: [] });
  expect((await goOnWithSeals(world.app, undefined)).findings).toEqual([]);
});

test('an app that runs while everything is being restored writes nothing, to whatever table, and goes on once it is done', async () => {
  const { world, customer, first, backups } = await lived();
  const manifest = await backups.take(world.stores);
  const stores = memoryStores();
  const ports = backups.portsInto(stores);
  await restoreAll(ports, manifest, () => undefined);
  const again = await World.at(world.now(), stores);
  let elapsed = 0;
  const fence = new RestoringFence(again.stores.Partners, () => elapsed);
  again.use(again.newProcess((store, table) => (table === 'Commerce' || table === 'Usage' ? fenced(store, fence) : fencedWhole(store, fence))));
  const before = await textsOf(again.stores);
  await expect(again.as('havn').patch(customer, first, { quantity: 12 })).rejects.toThrow(InstallationBeingRestored);
  await expect(setExchangeRates(fencedWhole(again.stores.Catalogue, fence), [{ from: 'USD', to: 'EUR', month: calendarDate('2026-01-01'), rate: '0.93' }])).rejects.toThrow(InstallationBeingRestored);
  await expect(runInvoices(again.app, { partnerId: again.as('havn').partner.tenantId, month: calendarDate('2025-12-01') })).rejects.toThrow(InstallationBeingRestored);
  expect(await textsOf(again.stores)).toEqual(before);
  await finishRestore({ partners: again.stores.Partners });
  elapsed += FENCE_MILLIS;
  expect(await again.as('havn').patch(customer, first, { quantity: 12 })).toMatchObject({ ok: true });
});

test('an installation that is being restored is not backed up: there is nothing whole', async () => {
  const { world, backups } = await lived();
  const manifest = await backups.take(world.stores);
  const stores = memoryStores();
  await restoreAll(backups.portsInto(stores), manifest, () => undefined);
  await expect(backups.take(stores)).rejects.toThrow(BackupRefused);
  expect((await allManifests(backups.ports)).manifests.map(({ id }) => id)).toEqual([manifest.id]);
  await finishRestore(backups.portsInto(stores));
  expect((await backups.take(stores)).id).not.toBe(manifest.id);
});

test('a customer that is half restored while it is backed up is named, is no customer to go back to, and stays marked wherever all of it is restored', async () => {
  const { world, customer, first, backups } = await lived();
  await world.settle();
  const good = await backups.take(world.stores);
  await outcomeOf(world.as('havn').patch(customer, first, { quantity: 12 }));
  await world.settle();
  const portsOf = (each: World): RestoreCustomerPorts => ({ ...backups.ports, app: each.app, commerce: each.stores.Commerce, partners: each.stores.Partners });
  const dying = { ...portsOf(world), commerce: new FaultyStore(world.stores.Commerce, new FaultPlan([{ at: 'commit', nth: 1, does: 'dieAfter' }])) };
  await expect(restoreCustomer(dying, good, customer, () => undefined)).rejects.toThrow(Killed);
  const half = await backups.take(world.stores);
  expect(tornIn(half)).toEqual([`Commerce ${customer}`]);
  const again = await World.at(world.now(), await backups.restored(half));
  expect(await customersMarked(again.stores.Partners)).toEqual([{ customerId: customer, backupId: good.id }]);
  await expect(restoreCustomer(portsOf(again), half, customer, () => undefined)).rejects.toThrow(`finish that first, with --backup ${good.id}`);
  expect(await restoreCustomer(portsOf(again), good, customer, () => undefined)).toMatchObject({ findings: [] });
  expect((await again.subscription(customer, first)).quantity).toBe(10);
  await expect(restoreCustomer(portsOf(again), half, customer, () => undefined)).rejects.toThrow('is not of one moment');
  expect(tornIn(await backups.take(again.stores))).toEqual([]);
});

test('killed at any operation, it goes on: all rows are there, and the mark is gone', async () => {
  const small = memoryStores();
  for (const table of tableNames) for (const partition of ['a', 'b']) await small[table].commit(partition, [{ op: 'create', key: 'k', value: { type: table } }]);
  const backups = new WorldBackups(() => instant('2026-01-10T10:00:00Z'));
  const manifest = await backups.take(small);
  const rows = await textsOf(small);
  const act = async (stores: ReturnType<typeof memoryStores>, plan: FaultPlan): Promise<void> => {
    const ports = backups.portsInto(wrapStores(stores, (store) => new FaultyStore(store, plan)));
    await restoreAll(ports, manifest, () => undefined);
    await finishRestore(ports);
  };
  const seen = new FaultPlan([]);
  await act(memoryStores(), seen);
  const kinds = ['read', 'listAcross', 'commit'] as const;
  const places = kinds.flatMap((at) => Array.from({ length: seen.seen(at) }, (_, index) => ({ at, nth: index + 1 })));
  for (const does of ['dieBefore', 'dieAfter'] as const satisfies readonly Fault['does'][]) {
    for (const place of places) {
      const stores = memoryStores();
      await expect(act(stores, new FaultPlan([{ ...place, does }]))).rejects.toThrow(Killed);
      // A kill after the last operation leaves nothing to finish, and what is there is then no empty installation.
      if (does === 'dieAfter' && place.at === 'commit' && place.nth === seen.seen('commit')) expect(await textsOf(stores)).toEqual(rows);
      else {
        await act(stores, new FaultPlan([]));
        expect(await textsOf(stores)).toEqual(rows);
      }
    }
  }
});
