import { goOnWithSeals, type SealsChecked } from '../../../src/app/audit/seals/checkSeals';
import { nextSealing, sealDueDays } from '../../../src/app/audit/seals/sealDays';
import { recordsPartition, sealsPartition } from '../../../src/app/audit/seals/sealKeys';
import { auditId, writeAudit } from '../../../src/app/audit/auditBook';
import { type Caller } from '../../../src/adapters/http/caller';
import { type AuditRecord } from '../../../src/domain/audit/state';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { ANY_ETAG, type Row, type Write } from '../../../src/kernel/partitionStore';
import { FaultPlan, FaultyStore, type Fault } from '../../support/faultyStore';
import { httpOver } from '../../support/httpWorld';
import { interrupted } from '../../support/interrupted';
import { World } from '../../support/world';
import { seenByCaller, underFault } from '../../support/worldFaults';
import { rowsOf } from '../../support/worldStores';

const licence = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const DAY = calendarDate('2026-06-10');

let world: World;
let customer: string;
let subscription: string;
let http: ReturnType<typeof httpOver>;
let tenantId: string;

const operator = (): Caller => ({ tenantId: world.app.operatorTenantId, kind: 'operator', userId: 'operator', displayName: 'Operator', roles: ['operator'], appOnly: false });
const seats = (quantity: number) => http(`/v1/customers/${customer}/subscriptions/${subscription}`, { method: 'PATCH', body: { quantity } });
const check = async (from?: string): Promise<SealsChecked> => (await http(`/nextterm/v1/operations/audit/check${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`, { caller: operator() })).body as SealsChecked;
const faults = async () => (await check()).findings.map(({ fault, day, seal, recordId, customerId }) => [fault, day, seal, recordId, customerId].filter((part) => part !== undefined));
const records = async (): Promise<readonly Row[]> => (await rowsOf(world.stores.Audit)).filter(({ value }) => value['type'] === 'audit');
const write = (partition: string, writes: readonly Write[]) => world.stores.Audit.commit(partition, writes);
const sealAt = async (at: string): Promise<number> => {
  await world.advanceTo(at);
  return sealDueDays(world.app);
};

beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  http = httpOver(world);
  customer = world.customer('Oresund');
  ({ tenantId } = world.as('havn').partner);
  [subscription = ''] = await world.buy('havn', customer, [licence]);
});

test('[AUD-1] a day is sealed an hour after it is over, and not a millisecond before; what is sealed is proved, over and over', async () => {
  await seats(12);
  await seats(13);
  expect(await nextSealing(world.stores.Audit, world.now())).toBe('2026-06-11T01:00:00.000Z');
  expect(await sealAt('2026-06-11T00:59:59.999Z')).toBe(0);
  expect(await check()).toMatchObject({ tenants: 1, unsealed: 1, seals: 0, findings: [] });
  expect([await sealAt('2026-06-11T01:00:00.000Z'), await sealDueDays(world.app)]).toEqual([1, 0]);
  expect(await nextSealing(world.stores.Audit, world.now())).toBeUndefined();
  const own = (await http('/nextterm/v1/auditseals')).body as { items: { hash: string }[] };
  expect(own.items).toMatchObject([{ number: 1, day: DAY, records: 2, chains: 1, previous: '' }]);
  expect(await check()).toEqual({ tenants: 1, unsealed: 0, seals: 1, sealed: [{ tenantId, number: 1, day: DAY, hash: own.items[0]?.hash }], records: 2, late: 0, found: 0, findings: [] });
  // The next day goes on from it; days without records have no seals.
  await world.advanceTo('2026-06-14T12:00:00Z');
  await seats(14);
  await sealAt('2026-06-15T01:00:00Z');
  expect((await http('/nextterm/v1/auditseals')).body).toMatchObject({ items: [{ number: 2, day: '2026-06-14', previous: own.items[0]?.hash }, { number: 1 }] });
  expect(await check()).toMatchObject({ seals: 2, records: 3, findings: [] });
  expect(world.errors).toEqual([]);
});

test('[AUD-1] a day that is noted again just before its note is taken away is looked at once more', async () => {
  await seats(12);
  const [note] = (await rowsOf(world.stores.Audit)).filter(({ partition }) => partition.startsWith('sealing-'));
  if (note === undefined) throw new Error('No note');
  await world.advanceTo('2026-06-11T00:30:00Z');
  world.clock.moveTo('2026-06-11T01:00:00.000Z');
  const { store, hasActed } = interrupted(world.stores.Audit, { deletes: note.key }, () => write(note.partition, [{ op: 'put', key: note.key, value: note.value }]));
  expect([await sealDueDays({ ...world.app, audit: store }), hasActed()]).toEqual([1, true]);
  expect([await sealDueDays(world.app), await sealDueDays(world.app), await faults()]).toEqual([1, 0, []]);
});

describe('[AUD-1] whoever can write to the table', () => {
  let first: Row;
  let second: Row;

  beforeEach(async () => {
    await seats(12);
    await seats(13);
    await sealAt('2026-06-11T01:00:00Z');
    await seats(14);
    await sealAt('2026-06-12T01:00:00Z');
    [first, second] = (await records()) as [Row, Row];
    expect(await faults()).toEqual([]);
  });

  test('changes a record: it is named', async () => {
    await write(first.partition, [{ op: 'put', key: first.key, value: { ...first.value, userName: 'Nobody' } }]);
    expect(await faults()).toEqual([['record_changed', DAY, 1, first.key, customer]]);
  });

  test('removes one: it is named', async () => {
    await write(second.partition, [{ op: 'delete', key: second.key, etag: ANY_ETAG }]);
    expect(await faults()).toEqual([['record_missing', DAY, 1, second.key, customer]]);
  });

  test('removes all of a day: each is named', async () => {
    await write(first.partition, [first, second].map(({ key }) => ({ op: 'delete', key, etag: ANY_ETAG })));
    expect(await faults()).toEqual([['record_missing', DAY, 1, first.key, customer], ['record_missing', DAY, 1, second.key, customer]]);
  });

  test('damages one: it is named, and the rest is proved', async () => {
    await write(first.partition, [{ op: 'put', key: first.key, value: { unreadable: 'not JSON' } }, { op: 'put', key: second.key, value: { type: 'audit' } }]);
    expect(await faults()).toEqual([['record_unreadable', DAY, 1, first.key, customer], ['record_unreadable', DAY, 1, second.key, customer]]);
    expect((await check()).findings.map(({ detail }) => detail.split('\n')[0])).toEqual(['not JSON', expect.stringContaining('Invalid input')]);
  });

  test('adds one, first, between, and last: each is named', async () => {
    for (const key of ['2026-06-10T00:00:00.000Z_a', `${first.key}x`, '2026-06-10T23:59:59.999Z_z']) await write(first.partition, [{ op: 'create', key, value: { ...first.value, id: key } }]);
    expect(await faults()).toEqual([['record_added', DAY, 1, '2026-06-10T00:00:00.000Z_a'], ['record_added', DAY, 1, `${first.key}x`], ['record_added', DAY, 1, '2026-06-10T23:59:59.999Z_z']]);
  });

  test('removes the rows that list what a seal is of: the seal is named, and each of its records', async () => {
    for (const { partition, key } of (await rowsOf(world.stores.Audit)).filter((row) => row.partition.startsWith(`links|${tenantId}|${DAY}`))) await write(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    expect(await faults()).toEqual([['record_added', DAY, 1, first.key], ['record_added', DAY, 1, second.key], ['seal_changed', DAY, 1]]);
  });

  test('removes a seal, damages one, or puts one under another’s key: it is named', async () => {
    const rows = (await world.stores.Audit.list(sealsPartition(tenantId), {})).rows as [Row, Row];
    await write(sealsPartition(tenantId), [{ op: 'delete', key: rows[1].key, etag: ANY_ETAG }]);
    expect(await faults()).toEqual([['seal_missing', 1]]);
    await write(sealsPartition(tenantId), [{ op: 'put', key: rows[1].key, value: { type: 'seal' } }]);
    expect(await faults()).toEqual([['seal_missing', 1], ['seal_changed']]);
    await write(sealsPartition(tenantId), [{ op: 'put', key: rows[1].key, value: rows[0].value }]);
    expect(await faults()).toEqual([['seal_missing', 1], ['seal_changed']]);
    // Nothing is sealed on top of what cannot be read; the operator is told, and sealing goes on once it is mended.
    await write(sealsPartition(tenantId), [{ op: 'put', key: rows[1].key, value: rows[1].value }, { op: 'put', key: rows[0].key, value: { type: 'seal' } }]);
    await seats(15);
    expect(await sealAt('2026-06-13T01:00:00Z')).toBe(0);
    expect(world.errors.map(({ message }) => message)).toContainEqual(`The audit records of ${tenantId} of 2026-06-12 are not sealed yet`);
    expect((await http('/nextterm/v1/operations/unreadable', { caller: operator() })).body).toMatchObject({ items: [{ kind: 'seal' }] });
    await write(sealsPartition(tenantId), [{ op: 'put', key: rows[0].key, value: rows[0].value }]);
    expect([await sealDueDays(world.app), await faults()]).toEqual([1, []]);
  });

  test('removes the last seals and their note: the days are named, once they should have been sealed', async () => {
    await seats(15);
    for (const { partition, key } of (await rowsOf(world.stores.Audit)).filter((row) => row.partition.startsWith('sealing-'))) await write(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    await world.advanceTo('2026-06-13T01:59:59.999Z');
    expect([await sealDueDays(world.app), await faults()]).toEqual([0, []]);
    await world.advanceTo('2026-06-13T02:00:00.000Z');
    expect(await faults()).toEqual([['day_not_sealed', '2026-06-12']]);
    // What comes on a later day seals it as well.
    await seats(16);
    expect([await sealAt('2026-06-14T01:00:00Z'), await faults(), (await check()).seals]).toEqual([1, [], 4]);
  });
});

test('[AUD-1] what came before sealing began is not sealed, and no fault', async () => {
  await seats(12);
  for (const { partition, key } of (await rowsOf(world.stores.Audit)).filter((row) => row.partition.startsWith('sealing-'))) await write(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
  await world.advanceTo('2026-06-11T12:00:00Z');
  world.restart();
  expect([await sealDueDays(world.app), await check()]).toMatchObject([0, { tenants: 1, unsealed: 1, records: 0, findings: [] }]);
  await seats(13);
  await sealAt('2026-06-12T01:00:00Z');
  expect((await http('/nextterm/v1/auditseals')).body).toMatchObject({ items: [{ number: 1, day: '2026-06-11', records: 1 }] });
  expect(await check()).toMatchObject({ unsealed: 0, records: 1, findings: [] });
  expect(((await http('/v1/auditrecords')).body as { items: unknown[] }).items).toHaveLength(2);
});

test('[AUD-1] what comes to a day that is sealed already waits for a seal of its own, and writes over nothing', async () => {
  await seats(12);
  await sealAt('2026-06-11T01:00:00Z');
  const [stored] = await records();
  const record: AuditRecord = { id: auditId(instant('2026-06-10T23:59:00.000Z'), 'late'), tenantId, at: instant('2026-06-10T23:59:00.000Z'), resourceType: 'transfer', operationType: 'update_transfer', subjects: {}, status: 'succeeded' };
  await writeAudit(world.app.audit, record);
  // The end of a call that took an hour.
  await writeAudit(world.app.audit, { ...(stored?.value as unknown as AuditRecord), status: 'failed' });
  expect((await records())[0]).toEqual(stored);
  expect(await check()).toMatchObject({ records: 1, late: 0, findings: [] });
  expect(await sealAt('2026-06-11T01:04:59.999Z')).toBe(0);
  expect(await sealAt('2026-06-11T01:05:00.000Z')).toBe(1);
  expect(await check()).toMatchObject({ seals: 2, records: 2, late: 1, findings: [] });
  expect((await http('/nextterm/v1/auditseals')).body).toMatchObject({ items: [{ number: 2, day: DAY, late: true, records: 1 }, { number: 1, records: 1 }] });
  await write(recordsPartition(tenantId, DAY), [{ op: 'delete', key: record.id, etag: ANY_ETAG }]);
  expect(await faults()).toEqual([['record_missing', DAY, 2, record.id]]);
});

test('[AUD-1] [PAR-2] [PAR-3] evidence: of the own log, as it is stored, for who may read it', async () => {
  await seats(12);
  await sealAt('2026-06-11T01:00:00Z');
  const { body } = await http('/nextterm/v1/auditseals/1/records');
  const [row] = await records();
  expect(body).toMatchObject({ seal: { number: 1 }, items: [{ id: row?.key, sealed: { customerId: customer, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string } }] });
  expect(JSON.parse((body as { items: { record: string }[] }).items[0]?.record ?? '')).toEqual(row?.value);
  expect(await http('/nextterm/v1/auditseals/2/records')).toMatchObject({ status: 404 });
  expect(await http('/nextterm/v1/auditseals/1/records', { as: 'nordlys' })).toMatchObject({ status: 404 });
  expect((await http('/nextterm/v1/auditseals', { as: 'nordlys' })).body).toMatchObject({ items: [] });
  for (const number of ['0', '-1', '1.5', 'x', '9999999999999']) expect([number, (await http(`/nextterm/v1/auditseals/${number}/records`)).status]).toEqual([number, 400]);
  for (const path of ['check?from=x%7Cy', 'check?from=', 'anchors?from=%2F']) expect([path, (await http(`/nextterm/v1/operations/audit/${path}`, { caller: operator() })).status]).toEqual([path, 400]);
});

test('[AUD-1] what a command asked for, changed and brought about is kept whole, however long; a list says how long it is', async () => {
  const text = 'é"'.repeat(50_000);
  const at = instant('2026-06-10T11:00:00.000Z');
  const [asked, before] = [JSON.stringify({ text }), JSON.stringify({ text: 'x'.repeat(8000) })];
  const record: AuditRecord = { id: auditId(at, 'long'), tenantId, at, resourceType: 'cart', operationType: 'update_cart', customerId: customer, subjects: {}, asked, before, resulted: '{"short":true}', status: 'succeeded' };
  await world.advanceTo(at);
  await writeAudit(world.app.audit, record);
  expect((await records())[0]?.value).toEqual({ type: 'audit', ...record, asked: undefined, before: undefined, parts: { asked: { characters: asked.length, digest: expect.any(String) as string }, before: { characters: before.length, digest: expect.any(String) as string } } });
  const whole = (await http(`/v1/auditrecords/${record.id}`)).body;
  expect(whole).toMatchObject({ resourceOldValue: before, resourceNewValue: '{"short":true}' });
  expect((await http('/v1/auditrecords')).body).toMatchObject({ items: [{ resourceOldValue: `{"omitted":"${before.length} characters"}`, resourceNewValue: '{"short":true}' }] });
  await sealAt('2026-06-11T01:00:00Z');
  expect((await http('/nextterm/v1/auditseals/1/records')).body).toMatchObject({ items: [{ texts: { asked, before } }] });
  expect(await faults()).toEqual([]);
  const part = (await rowsOf(world.stores.Audit)).filter(({ partition }) => partition.startsWith('parts|')).at(1);
  await write(part?.partition ?? '', [{ op: 'put', key: part?.key ?? '', value: { type: 'part', text: String(part?.value['text']).replace('é', 'e') } }]);
  expect(await faults()).toEqual([['record_changed', DAY, 1, record.id, customer]]);
  await write(part?.partition ?? '', [{ op: 'delete', key: part?.key ?? '', etag: ANY_ETAG }]);
  expect((await check()).findings).toMatchObject([{ fault: 'record_changed', detail: 'its asked is not there' }]);
  expect((await http(`/v1/auditrecords/${record.id}`)).status).toBe(200);
});

test('[AUD-1] a long body is written down before its command, which carries its length; whole in the end', async () => {
  const item = await world.as('havn').item('SE', licence.sku);
  const body = { lineItems: Array.from({ length: 20 }, (_, id) => ({ id, catalogItemId: item, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly', friendlyName: '"'.repeat(200) })) };
  expect(await http(`/v1/customers/${customer}/carts`, { method: 'POST', body })).toMatchObject({ status: 201 });
  const { items } = (await http('/v1/auditrecords')).body as { items: { id: string; operationStatus: string }[] };
  const whole = (await http(`/v1/auditrecords/${items[0]?.id ?? ''}`)).body as { resourceNewValue: string };
  expect([items.length, items[0]?.operationStatus]).toEqual([1, 'succeeded']);
  expect((JSON.parse(whole.resourceNewValue) as { lineItems: unknown[] }).lineItems).toHaveLength(20);
  const covers = (await rowsOf(world.stores.Deadlines)).map(({ value }) => JSON.stringify(value).length);
  expect(Math.max(...covers)).toBeLessThan(10_000);
});

test('[AUD-1] a day of more records than one seal takes is sealed part by part, each proved by itself, a bounded number at a call', async () => {
  const record = (index: number): AuditRecord => ({ id: `2026-06-10T12:00:00.000Z_${String(index).padStart(6, '0')}`, tenantId, at: instant('2026-06-10T12:00:00.000Z'), resourceType: 'cart', operationType: 'create_cart', subjects: {}, status: 'succeeded' });
  for (let start = 0; start < 1400; start += 100) await write(recordsPartition(tenantId, DAY), Array.from({ length: 100 }, (_, index): Write => ({ op: 'create', key: record(start + index).id, value: { type: 'audit', ...record(start + index) } })));
  await seats(12);
  await world.advanceTo('2026-06-11T01:00:00Z');
  expect(await sealDueDays(world.app, 1000)).toBe(1);
  const last = record(998).id;
  expect((await http('/nextterm/v1/auditseals')).body).toMatchObject({ items: [{ number: 2, records: 401, after: last, reached: { day: DAY } }, { number: 1, records: 1000, through: last, reached: { day: DAY, through: last } }] });
  const first = await goOnWithSeals(world.app, undefined, 1000);
  expect(first).toMatchObject({ seals: 1, records: 1000, found: 0, next: `${tenantId}|1` });
  expect(await check(first.next)).toMatchObject({ tenants: 1, seals: 1, records: 401, found: 0 });
  // Page by page of the evidence.
  const [ids, sizes]: [string[], number[]] = [[], []];
  let next: string | undefined;
  do {
    const page = (await http(`/nextterm/v1/auditseals/1/records${next === undefined ? '' : `?from=${encodeURIComponent(next)}`}`)).body as { items: { id: string }[]; next?: string };
    ids.push(...page.items.map(({ id }) => id));
    sizes.push(page.items.length);
    ({ next } = page);
  } while (next !== undefined);
  expect([new Set(ids).size, ids.at(-1), sizes]).toEqual([1000, last, [200, 200, 200, 200, 200]]);
  // Just behind the first part, and in the second.
  await write(recordsPartition(tenantId, DAY), [{ op: 'create', key: `${last}a`, value: {} }, { op: 'delete', key: record(1300).id, etag: ANY_ETAG }]);
  expect((await check()).findings.map(({ fault, seal, recordId }) => [fault, seal, recordId])).toEqual([['record_added', 2, `${last}a`], ['record_missing', 2, record(1300).id]]);
});

test('[AUD-1] where the first day of a log cannot be sealed no later one is sealed before it: its first seal says where it begins', async () => {
  await seats(12);
  await world.advanceTo('2026-06-11T12:00:00Z');
  await seats(13);
  const own = await World.at('2026-06-12T01:00:00Z', world.stores, (store, table) => (table === 'Audit' ? new FaultyStore(store, new FaultPlan([{ at: 'commit', nth: 1, does: 'unavailable' }])) : store));
  expect(await sealDueDays(own.app)).toBe(0);
  expect(own.errors.map(({ message }) => message)).toEqual([`The audit records of ${tenantId} of ${DAY} are not sealed yet`]);
  expect(await sealDueDays(own.app)).toBe(2);
  const sealed = (await httpOver(own)('/nextterm/v1/auditseals')).body;
  expect(sealed).toMatchObject({ items: [{ number: 2, day: '2026-06-11', records: 1 }, { number: 1, day: DAY, records: 1 }] });
});

test('[AUD-1] all days that are over are sealed at one call, however many logs there are; after two minutes none is begun with, and the next call goes on', async () => {
  const logs = Array.from({ length: 120 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
  const add = async (): Promise<void> => {
    for (const each of logs) await writeAudit(world.app.audit, { id: auditId(world.now(), 'x'), tenantId: each, at: world.now(), resourceType: 'cart', operationType: 'create_cart', subjects: {}, status: 'succeeded' });
  };
  await add();
  expect(await sealAt('2026-06-11T01:00:00Z')).toBe(120);
  await add();
  await world.advanceTo('2026-06-12T01:00:00Z');
  let asked = 0;
  // The first look is the beginning; each further one is a second later.
  const elapsed = (): number => 1000 * asked++;
  expect([await sealDueDays({ ...world.app, elapsed }), await sealDueDays(world.app), await sealDueDays(world.app)]).toEqual([119, 1, 0]);
});

test('[AUD-1] what came late and is sealed while it is looked at is no fault', async () => {
  await seats(12);
  await sealAt('2026-06-11T01:00:00Z');
  const at = instant('2026-06-10T23:59:00.000Z');
  await writeAudit(world.app.audit, { id: auditId(at, 'late'), tenantId, at, resourceType: 'transfer', operationType: 'update_transfer', subjects: {}, status: 'succeeded' });
  await world.advanceTo('2026-06-11T01:05:00Z');
  const { store, hasActed } = interrupted(world.stores.Audit, `${tenantId}|`, () => sealDueDays(world.app));
  expect([await goOnWithSeals({ audit: store, clock: world.clock }, undefined), hasActed()]).toMatchObject([{ seals: 1, found: 0, findings: [] }, true]);
  expect(await check()).toMatchObject({ seals: 2, late: 1, found: 0 });
});

describe('[AUD-1] a process that dies while it seals', () => {
  const cut: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'sentAgain'];

  test.each(cut)('%s, at each operation: each record is in one seal once the next has been by', async (does) => {
    await seats(12);
    await world.advanceTo('2026-06-11T01:00:00Z');
    await writeAudit(world.app.audit, { ...((await records())[0]?.value as unknown as AuditRecord), id: auditId(instant('2026-06-10T10:00:00.000Z'), 'late') });
    await world.advanceTo('2026-06-11T01:05:00Z');
    const failing = (plan: FaultPlan) => World.at('2026-06-11T01:05:00Z', world.stores, (store, table) => (table === 'Audit' ? new FaultyStore(store, plan) : store));
    const plan = new FaultPlan([]);
    await sealDueDays((await failing(plan)).app);
    const places = (['list', 'listAcross', 'commit'] as const).flatMap((operation) => Array.from({ length: plan.seen(operation) }, (_, index): Fault => ({ at: operation, nth: index + 1, does })));
    expect(places.length).toBeGreaterThan(10);
    for (const fault of places) {
      await underFault(fault, async () => {
        const cutOff = await failing(new FaultPlan([fault]));
        await seenByCaller(sealDueDays(cutOff.app));
        cutOff.restart();
        await sealDueDays(cutOff.app);
        const checked = (await httpOver(cutOff)('/nextterm/v1/operations/audit/check', { caller: operator() })).body;
        expect(checked).toMatchObject({ unsealed: 0, records: 2, findings: [] });
        expect((await rowsOf(cutOff.stores.Audit)).filter(({ partition }) => partition.startsWith('sealing-'))).toEqual([]);
      });
    }
  });

  test('two at once seal each record once', async () => {
    await seats(12);
    await world.advanceTo('2026-06-11T01:00:00Z');
    await Promise.all([sealDueDays(world.app), sealDueDays(world.newProcess())]);
    expect(await check()).toMatchObject({ seals: 1, records: 1, findings: [] });
  });

  test('the note that a day is to be sealed is there before its first record, whatever of the two fails', async () => {
    for (const nth of [1, 2]) {
      const own = await World.at('2026-06-10T10:00:00Z', world.stores, (store, table) => (table === 'Audit' ? new FaultyStore(store, new FaultPlan([{ at: 'commit', nth, does: 'unavailable' }])) : store));
      const work = writeAudit(own.app.audit, { id: auditId(own.now(), 'x'), tenantId, at: own.now(), resourceType: 'cart', operationType: 'create_cart', subjects: {}, status: 'succeeded' });
      await expect(work).rejects.toThrow('not done');
      const rows = (await rowsOf(own.stores.Audit)).map(({ partition }) => partition);
      expect(rows).toEqual(nth === 1 ? [] : ['sealing-2026-06-10']);
    }
  });
});
