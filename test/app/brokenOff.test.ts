import { CustomerBeingRestored } from '../../src/app/backup/restoringFence';
import { BrokenOffs } from '../../src/app/check/brokenOff';
import { goOnChecking, lastRounds } from '../../src/app/check/checkRound';
import { rebuild } from '../../src/app/check/rebuild';
import { ANY_ETAG, StoreUnavailable, type PartitionStore } from '../../src/kernel/partitionStore';
import { World } from '../support/world';
import { rowsOf } from '../support/worldStores';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('[DUE-1] a customer whose comparison breaks off, or that is being restored, is told of; a store that does not answer ends the call', async () => {
  const brokenOff = new BrokenOffs(quiet);
  await brokenOff.unless('c0', async () => undefined);
  expect(brokenOff.told()).toEqual({});
  await brokenOff.unless('c1', () => Promise.reject(new CustomerBeingRestored('c1')));
  await brokenOff.unless('c2', () => Promise.reject(new RangeError('too much')));
  await expect(brokenOff.unless('c3', () => Promise.reject(new StoreUnavailable('away')))).rejects.toThrow('away');
  expect(brokenOff.told()).toEqual({ failed: [{ customerId: 'c1', reason: 'Customer c1 is being restored from a back-up' }, { customerId: 'c2', reason: 'too much' }] });
});

test('[DUE-1] [DUE-2] what fails over one partner and is no failure of the store keeps the daily check, and a rebuild, from nothing else, and is told of', async () => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  const customer = world.customer('Zonnebloem');
  await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
  await world.app.covers.clear();
  const lost = (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|renewal|'));
  for (const { partition, key } of lost) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
  world.sleepUntil('2021-07-17T10:00:00.000Z');
  const { tenantId } = world.as('havn').partner;
  const { invoices: store } = world.app;
  const failing = (cause: Error): PartitionStore => ({
    read: (...args) => store.read(...args),
    list: (partition, range) => (partition === tenantId ? Promise.reject(cause) : store.list(partition, range)),
    listAcross: (range) => store.listAcross(range),
    commit: (...args) => store.commit(...args),
  });
  const app = { ...world.app, invoices: failing(new TypeError('a fault of ours')) };
  const failed = ['exports', 'invoices'].map((what) => ({ customerId: '', reason: `${what} of partner ${tenantId}: a fault of ours` }));
  expect(await rebuild(app, false)).toMatchObject({ found: 1, findings: [{ what: 'deadline', customerId: customer, kind: 'renewal' }], failed });
  expect(await goOnChecking(app)).toMatchObject([{ what: 'deadline', customerId: customer, kind: 'renewal' }]);
  const [round] = await lastRounds(world.stores.Directory);
  expect(round).toMatchObject({ endedAt: world.now(), failed });
  expect(round?.customers).toBeGreaterThan(1);
  expect(world.errors.map(({ message }) => message)).toContainEqual(expect.stringContaining(`The comparison of exports of partner ${tenantId}`));
  world.sleepUntil('2021-07-18T11:00:00.000Z');
  await expect(goOnChecking({ ...world.app, invoices: failing(new StoreUnavailable('away')) })).rejects.toThrow('away');
});
