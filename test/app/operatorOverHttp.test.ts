import { CONSUMERS, parkedKey } from '../../src/app/consume/consumedRows';
import { park } from '../../src/app/operations/parked';
import { newCommerce, policyBook } from '../../src/domain/policy/policy';
import { instant } from '../../src/kernel/instant';
import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';
import { rowsOf } from '../support/worldStores';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const at = '2021-06-18T10:00:00.000Z';
const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;

const aWorld = async () => {
  const world = await World.at(at);
  const http = httpOver(world);
  return { world, ask: (path: string, call: Call = {}) => http(`/nextterm/v1/operations/${path}`, { caller: operator, ...call }), customerId: world.customer('Zonnebloem') };
};

/** Loses rows of a table. */
const lose = async (world: World, table: 'Directory' | 'Events' | 'Ledger' | 'Deadlines', fits: (partition: string) => boolean = () => true): Promise<void> => {
  for (const { partition, key } of await rowsOf(world.stores[table])) if (fits(partition)) await world.stores[table].commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
};

test('[DUE-1] work that was given up is listed, and released it is due at once', async () => {
  const { world, ask, customerId } = await aWorld();
  const work = { at: instant('2021-06-17T08:00:00Z'), kind: 'cartExpiry', customerId, subject: 'cart 1', data: { of: 'havn' } } as const;
  await park(world.app, work, { since: work.at, reason: 'it is dark', attempts: 25 }, world.now());
  const listed = { kind: 'cartExpiry', customerId, subject: 'cart 1', failingSince: work.at, parkedAt: at, attempts: 25, reason: 'it is dark', data: { of: 'havn' } };
  const { body } = await ask('parked');
  expect(body).toMatchObject({ totalCount: 1, items: [listed] });
  const { id } = (body as { items: [{ id: string }] }).items[0];
  expect(await ask(`parked/${id}/release`, { method: 'POST' })).toMatchObject({ status: 200, body: { id, ...listed, status: 'released' } });
  expect((await ask('parked')).body).toMatchObject({ totalCount: 0, items: [] });
  expect((await rowsOf(world.stores.Deadlines)).map(({ key }) => key)).toContain(`${at}|cartExpiry|${customerId}|cart 1`);
  expect(await ask(`parked/${id}/release`, { method: 'POST' })).toMatchObject({ status: 404 });
});

test('[DUE-1] what consumers cannot go on with is listed; of no customer or partner none is named', async () => {
  const { world, ask, customerId } = await aWorld();
  const parked = (consumer: string, id: string, whose: object) => ({
    op: 'put' as const,
    key: parkedKey(consumer, id),
    value: { type: 'parkedSubject', consumer, told: { id: `${id}:1`, subject: { kind: 'parked', id }, version: 1, at, customerId: '', partnerId: '', ...whose }, since: at, reason: 'it is dark' },
  });
  await world.stores.Directory.commit(CONSUMERS, [parked('notifications', 'a', { customerId, partnerId: 'p' }), parked('notifications', 'b', {})]);
  const shown = (id: string) => ({ consumer: 'notifications', event: `${id}:1`, subject: { kind: 'parked', id }, since: at, reason: 'it is dark' });
  expect((await ask('consumers/parked')).body).toMatchObject({ totalCount: 2, items: [{ ...shown('a'), customerId, partnerId: 'p' }, shown('b')] });
});

test('[POL-1] policies say which is in force, which comes and which is kept, with all their numbers', async () => {
  const { world, ask } = await aWorld();
  const later = { ...newCommerce, name: 'later', effectiveFrom: instant('2022-01-01T00:00:00Z'), windowHoursByMarket: { NL: 336 }, perpetualWindowDays: 14, subscriptionsPerCustomer: 300, rounding: 'UNIT_DOWN', billingPlanProration: 'DAYS_LEFT', overageSetUp: 'explicit' } as const;
  const before = { ...newCommerce, name: 'before', effectiveFrom: instant('2001-01-01T00:00:00Z') };
  const present = { ...newCommerce, name: 'present', effectiveFrom: instant('2020-01-01T00:00:00Z') };
  world.use({ ...world.app, policies: policyBook([before, present, later], [newCommerce]) });
  const { body } = await ask('policies');
  expect(body).toMatchObject({ items: [{ name: 'before', status: 'over' }, { name: 'present', status: 'in_force' }, { ...later, status: 'ahead' }, { name: 'new-commerce', status: 'kept' }] });
});

test('[DUE-1] a comparison says of everything derived what is missing', async () => {
  const { world, ask, customerId } = await aWorld();
  await world.buy('havn', customerId, [{ sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' }]);
  await lose(world, 'Ledger');
  await lose(world, 'Events');
  await lose(world, 'Directory', (partition) => partition !== CONSUMERS);
  await lose(world, 'Deadlines');
  const compared = await ask('rebuild?preview=true', { method: 'POST' });
  expect(compared.status).toBe(200);
  const { findings } = compared.body as { findings: { what: string }[] };
  expect([...new Set(findings.map(({ what }) => what))].sort()).toEqual(['deadline', 'deadlineList', 'directory', 'feed', 'ledger']);
});

test('[DUE-1] a round that is under way, and the one before it, say what was put right, of every kind', async () => {
  const { world, ask, customerId } = await aWorld();
  const ofPartner = { customerId, partnerId: 'p' };
  const findings = [
    { what: 'deadline', customerId, kind: 'renewal', subject: 's', at },
    { what: 'directory', customerId, fault: 'claim' },
    { what: 'deadlineList', ...ofPartner, subject: 's' },
    { what: 'ledger', ...ofPartner, month: '2021-06', line: 'l', fault: 'double' },
    { what: 'feed', customerId: '', partnerId: 'p', event: 'e:1' },
    { what: 'consumer', customerId, consumer: 'notifications', event: 'e:1' },
    { what: 'notification', ...ofPartner, event: 'e:1' },
    { what: 'sheet', customerId, sheet: 2 },
    { what: 'sheet', customerId },
    { what: 'requestList', customerId, subject: 's' },
  ];
  const round = { startedAt: at, next: 'here', customers: 3, repaired: findings.length, findings };
  const before = { startedAt: '2021-06-17T10:00:00.000Z', endedAt: '2021-06-17T10:05:00.000Z', customers: 8, repaired: 0, findings: [] };
  await world.stores.Directory.commit('check', [{ op: 'put', key: 'check|round', value: { type: 'check', round, before } }]);
  expect((await ask('checks')).body).toMatchObject({ totalCount: 2, items: [round, before] });
});
