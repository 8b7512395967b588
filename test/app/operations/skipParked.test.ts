import { readPending } from '../../../src/app/check/missingDeadlines';
import { goOnChecking } from '../../../src/app/check/checkRound';
import { rebuild } from '../../../src/app/check/rebuild';
import { chargeKey } from '../../../src/app/command/commerceKeys';
import { DEADLINE_KINDS, type Deadline } from '../../../src/app/due/deadline';
import { findParked, isGivenUp, listParked, park } from '../../../src/app/operations/parked';
import { skipParked } from '../../../src/app/operations/skipParked';
import { SKIPPING } from '../../../src/app/operations/skippable';
import { instant } from '../../../src/kernel/instant';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { rowsOf } from '../../support/worldStores';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
const monthly = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const cause = { command: 'skipParked', by: { tenantId: operator.tenantId, userId: 'o' } };
const since = instant('2021-06-17T08:00:00Z');

const asked = (world: World) => {
  const http = httpOver(world);
  return { http, ask: (path: string, call: Call = {}) => http(`/nextterm/v1/operations/${path}`, { caller: operator, ...call }) };
};

/** A renewal that was given up, as something lies in the place of its charge. */
const stuck = async () => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  const customer = world.customer('Oresund');
  const [id = ''] = await world.buy('havn', customer, [monthly]);
  await world.advanceTo('2021-07-17T23:00:00Z');
  const charge = chargeKey(id, 2, 1);
  await world.stores.Commerce.commit(customer, [{ op: 'put', key: charge, value: { type: 'charge' } }]);
  await world.advanceTo('2021-07-19T02:00:00.000Z');
  const [parked] = (await listParked(world.app.directory, 10)).items;
  const mend = () => world.stores.Commerce.commit(customer, [{ op: 'delete', key: charge, etag: ANY_ETAG }]);
  const renewals = async () => (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|renewal|')).length;
  return { world, customer, id, mend, renewals, parkedId: parked?.id ?? '', ...asked(world) };
};

const parkOne = async (world: World, kind: Deadline['kind'], subject: string) => {
  const work: Deadline = { at: since, kind, customerId: world.customer('Zonnebloem'), subject };
  await park(world.app, work, { since, reason: 'it is dark', attempts: 25 }, world.now());
  return (await findParked(world.app.directory, work))?.id ?? '';
};

describe('[REN-7] work that the operator skips', () => {
  test('leaves the list, is told of, kept in the audit log with its reason, and says what will not happen', async () => {
    const { world, ask, http, parkedId, id } = await stuck();
    const skipped = await ask(`parked/${parkedId}/skip`, { method: 'POST', body: { reason: 'Moved by hand' } });
    expect(skipped).toMatchObject({ status: 200, body: { id: parkedId, kind: 'renewal', subject: id, status: 'skipped', lasts: 'forGood', skipped: { reason: 'Moved by hand', byUserId: 'o' }, means: expect.stringContaining('neither renewed nor does it end') as string } });
    expect((await ask('parked')).body).toMatchObject({ items: [] });
    expect((await ask('parked?status=skipped')).body).toMatchObject({ items: [{ id: parkedId, skipped: { reason: 'Moved by hand' } }] });
    expect(world.happened().filter((type) => type.startsWith('Work'))).toEqual(['WorkParked', 'WorkSkipped']);
    const { items } = (await http('/v1/auditrecords', { caller: operator })).body as { items: { operationType: string; resourceOldValue?: string; resourceNewValue?: string }[] };
    expect(items.at(-1)).toMatchObject({ operationType: 'skip_parked_work', resourceOldValue: expect.stringContaining('"parked"') as string, resourceNewValue: expect.stringContaining('Moved by hand') as string });
  });

  test('[DUE-1] is not brought back by the daily check, a rebuild or whoever is refused; the subscription stays as it was and says why', async () => {
    const { world, ask, http, parkedId, id, customer, renewals } = await stuck();
    await ask(`parked/${parkedId}/skip`, { method: 'POST', body: { reason: 'Moved by hand' } });
    await goOnChecking(world.app);
    await rebuild(world.app, true);
    const patch = () => http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 } });
    expect(await patch()).toMatchObject({ status: 400, body: { code: 900280 } });
    await world.advanceTo('2021-07-25T00:00:00.000Z');
    expect(await patch()).toMatchObject({ status: 400, body: { code: 900280 } });
    expect(await renewals()).toBe(0);
    expect((await http(`/v1/customers/${customer}/subscriptions/${id}`)).body).toMatchObject({ status: 'active', quantity: 10, commitmentEndDate: expect.stringContaining('2021-07-17') as string });
    expect((await http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/options`)).body).toMatchObject({ ifNobodyActs: { state: 'parked' } });
  });

  test('released after all it is done, and the terms after it as well', async () => {
    const { world, ask, mend, parkedId, id, customer, http } = await stuck();
    await ask(`parked/${parkedId}/skip`, { method: 'POST', body: { reason: 'Moved by hand' } });
    await world.advanceTo('2021-07-25T00:00:00.000Z');
    await mend();
    expect(await ask(`parked/${parkedId}/release`, { method: 'POST' })).toMatchObject({ status: 200, body: { status: 'released' } });
    expect((await ask('parked?status=skipped')).body).toMatchObject({ items: [] });
    await world.advanceTo('2021-07-25T00:05:00.000Z');
    expect((await http(`/v1/customers/${customer}/subscriptions/${id}`)).body).toMatchObject({ commitmentEndDate: expect.stringContaining('2021-08-17') as string });
    expect(await ask(`parked/${parkedId}/release`, { method: 'POST' })).toMatchObject({ status: 404, body: { code: 1000 } });
  });

  test('means what was due then, not what falls due later', async () => {
    const world = await World.at('2021-06-18T10:00:00.000Z');
    const id = await parkOne(world, 'renewal', 's');
    await skipParked(world.app, id, 'no', cause, world.now());
    const work = { kind: 'renewal', customerId: world.customer('Zonnebloem'), subject: 's' } as const;
    expect(await isGivenUp(world.app.directory, { ...work, at: world.now() })).toBe(true);
    expect(await isGivenUp(world.app.directory, { ...work, at: instant('2021-06-18T10:00:00.001Z') })).toBe(false);
    expect((await readPending(world.app.deadlines, world.now())).isPart).toBe(false);
  });

  test('parked anew it waits for the operator again, under the same id', async () => {
    const world = await World.at('2021-06-18T10:00:00.000Z');
    const id = await parkOne(world, 'cartExpiry', 'c');
    await skipParked(world.app, id, 'no', cause, world.now());
    expect(await parkOne(world, 'cartExpiry', 'c')).toBe(id);
    expect([(await listParked(world.app.directory, 10)).items.length, (await listParked(world.app.directory, 10, undefined, 'skipped')).items.length]).toEqual([1, 0]);
  });

  test('what others wait for in order cannot be skipped; what is unknown is not found; a reason has to be given', async () => {
    const world = await World.at('2021-06-18T10:00:00.000Z');
    const { ask } = asked(world);
    for (const kind of ['publish', 'dispatch', 'consume'] as const) {
      const id = await parkOne(world, kind, `s ${kind}`);
      expect(await ask(`parked/${id}/skip`, { method: 'POST', body: { reason: 'no' } })).toMatchObject({ status: 409, body: { code: 800042 } });
    }
    expect((await listParked(world.app.directory, 10)).items).toHaveLength(3);
    const id = await parkOne(world, 'cartExpiry', 'c');
    for (const body of [{}, { reason: '' }, { reason: '  ' }]) expect(await ask(`parked/${id}/skip`, { method: 'POST', body })).toMatchObject({ status: 400 });
    expect(await ask('parked/00000000-1111-4222-8333-444444444444/skip', { method: 'POST', body: { reason: 'no' } })).toMatchObject({ status: 404, body: { code: 1000 } });
  });

  test('repeated it finds what was skipped, with its first reason, and tells of it once', async () => {
    const { ask, parkedId, world } = await stuck();
    await ask(`parked/${parkedId}/skip`, { method: 'POST', body: { reason: 'First' } });
    expect(await ask(`parked/${parkedId}/skip`, { method: 'POST', body: { reason: 'Second' } })).toMatchObject({ status: 200, body: { skipped: { reason: 'First' } } });
    const stored = (await world.commerceRows()).filter(({ key, value }) => key.startsWith('event|') && JSON.stringify(value).includes('WorkSkipped'));
    expect(stored).toHaveLength(1);
  });

  test('of every kind it is said what that means', () => {
    expect(Object.keys(SKIPPING).toSorted()).toEqual([...DEADLINE_KINDS].toSorted());
    for (const { means } of Object.values(SKIPPING)) expect(means).toMatch(/^[A-Z].*\.$/);
  });
});

describe('[REN-7] work that is released together', () => {
  test('all of a kind, or of a customer; the rest stays', async () => {
    const world = await World.at('2021-06-18T10:00:00.000Z');
    const { ask } = asked(world);
    for (const [kind, subject] of [['cartExpiry', 'a'], ['cartExpiry', 'b'], ['reminder', 'c']] as const) await parkOne(world, kind, subject);
    const release = (body?: object) => ask('parked/release', { method: 'POST', ...(body && { body }) });
    expect(await release({ kind: 'renewal' })).toMatchObject({ status: 200, body: { released: 0, items: [] } });
    expect(await release({ kind: 'cartExpiry' })).toMatchObject({ status: 200, body: { released: 2 } });
    expect((await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|cartExpiry|')).map(({ key }) => key.split('|').at(-1)).toSorted()).toEqual(['a', 'b']);
    expect(await release({ customerId: world.customer('Oresund') })).toMatchObject({ body: { released: 0 } });
    expect(await release()).toMatchObject({ body: { released: 1, items: [{ kind: 'reminder', status: 'released' }] } });
    expect((await ask('parked')).body).toMatchObject({ items: [] });
  });

  test('a hundred at a call, and what cannot be read is named and stays', async () => {
    const world = await World.at('2021-06-18T10:00:00.000Z');
    const { ask } = asked(world);
    for (let number = 0; number < 104; number += 1) await parkOne(world, 'cartExpiry', `c${number}`);
    const [first] = (await listParked(world.app.directory, 1)).items;
    await world.stores.Directory.commit('parked', [{ op: 'put', key: `parked|${first?.id}`, value: { type: 'parked' } }]);
    const one = (await ask('parked/release', { method: 'POST' })).body as { released: number; next?: string; unreadable?: unknown[] };
    expect([one.released, one.unreadable?.length]).toEqual([99, 1]);
    const two = (await ask('parked/release', { method: 'POST', body: { from: one.next } })).body as { released: number; next?: string };
    expect(two).toMatchObject({ released: 4 });
    expect(two.next).toBeUndefined();
  });
});

test('[REN-7] a skip that dies anywhere is whole once it is repeated', async () => {
  const at = '2021-06-18T10:00:00.000Z';
  const before = await World.at(at);
  const id = await parkOne(before, 'cartExpiry', 'c');
  const skip = (world: World) => skipParked(world.app, id, 'no', cause, world.now());
  for (const does of ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'sentAgain'] as const) {
    const places = await everyPlace(at, before.stores, skip, does);
    expect(places.length).toBeGreaterThan(4);
    await afterEachFault(places, at, before.stores, skip, async (world) => {
      await skip(world);
      await world.settle();
      expect((await listParked(world.stores.Directory, 10)).items).toEqual([]);
      const told = (await world.commerceRows()).filter(({ key, value }) => key.startsWith('event|') && JSON.stringify(value).includes('WorkSkipped'));
      expect(told).toHaveLength(1);
      expect((await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
    });
  }
});
