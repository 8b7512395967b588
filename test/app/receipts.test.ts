import { goOnChecking } from '../../src/app/check/checkRound';
import { clearReceipts, DueReceipts } from '../../src/app/command/clearReceipts';
import { receiptKey } from '../../src/app/command/commerceKeys';
import { type WiredApp } from '../../src/wiring/wiring';
import { customerBody } from '../scenarios/calls';
import { httpOver, type Call } from '../support/httpWorld';
import { interrupted } from '../support/interrupted';
import { newRequestId } from '../support/worldDesk';
import { JournalStore } from '../support/worldJournal';
import { World } from '../support/world';
import { dumpOf, rowsOf } from '../support/worldStores';

const at = '2021-06-18T10:00:00Z';
/** Of the week in which that is, and ninety days after it. */
const [lastOfWeek, nextWeek] = ['2021-06-23T23:59:59.999Z', '2021-06-24T00:00:00.000Z'];
const [kept, cleared] = ['2021-09-21T23:59:59.999Z', '2021-09-22T00:00:00.000Z'];
const standard = { sku: 'NCM365ENTE03:0001' };

const clear = (app: WiredApp) => clearReceipts({ ...app, elapsed: () => 0 });

const story = async (settings: Readonly<Record<string, string>> = {}) => {
  const journal: string[] = [];
  const world = await World.at(at, undefined, (store, table) => new JournalStore(store, table, journal), settings);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${id}`;
  const order = async (requestId: string) => {
    const body = { partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId: await world.as('havn').item('NL', standard.sku), quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }] };
    return http(`/v1/customers/${customer}/orders`, { method: 'POST', body, headers: { 'MS-RequestId': requestId } });
  };
  const rename = (friendlyName: string, requestId: string, call: Call = {}) => http(path, { method: 'PATCH', body: { friendlyName }, headers: { 'MS-RequestId': requestId }, ...call });
  const receipts = async (of = customer) => (await rowsOf(world.stores.Commerce)).filter(({ partition, key }) => partition === of && key.startsWith('receipt|'));
  const noted = async () => (await rowsOf(world.stores.Directory)).filter(({ partition }) => partition.startsWith('receipts|')).map(({ partition, key }) => [partition, key]);
  return { world, journal, customer, http, path, order, rename, receipts, noted };
};

describe('receipts of ninety days', () => {
  test('[REQ-5] both sides: the repeat of the week’s last call gets its answer until the ninety days are over, and is a new call then', async () => {
    const { world, rename, receipts } = await story();
    const ids = [newRequestId(), newRequestId(), newRequestId()] as const;
    await world.advanceTo(lastOfWeek);
    const first = await rename('first', ids[0]);
    await world.advanceTo(nextWeek);
    await rename('second', ids[1]);
    await world.advanceTo('2021-06-24T00:00:00.001Z');
    await rename('third', ids[2]);
    await world.advanceTo(kept);
    await clear(world.app);
    const again = await rename('first', ids[0]);
    expect([again.status, again.text, again.headers['ETag'], again.headers['NextTerm-Replayed']]).toEqual([200, first.text, first.headers['ETag'], 'true']);
    expect(await receipts()).toHaveLength(5);
    await world.advanceTo(cleared);
    expect(await clear(world.app)).toBe(true);
    expect((await receipts()).map(({ key }) => key)).toEqual([receiptKey(world.as('havn').partner.tenantId, ids[2])]);
    const anew = await rename('first', ids[0]);
    expect([anew.status, anew.headers['NextTerm-Replayed'], (anew.body as { friendlyName: string }).friendlyName]).toEqual([200, undefined, 'first']);
    expect((await rename('third', ids[2])).headers['NextTerm-Replayed']).toBe('true');
  });

  test('[REQ-5] a request id that made something is not used a second time, however old: refused, and nothing bought twice', async () => {
    const { world, http, order, receipts } = await story();
    const id = newRequestId();
    expect((await order(id)).status).toBe(201);
    const made = newRequestId();
    const create = () => http('/v1/customers', { method: 'POST', body: customerBody, headers: { 'MS-RequestId': made } });
    const { id: created } = (await create()).body as { id: string };
    await world.tick();
    world.clock.moveTo(cleared);
    await clear(world.app);
    expect([await receipts(), await receipts(created)]).toEqual([[], []]);
    const bought = (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('order|')).length;
    const refused = await order(id);
    expect([refused.status, (refused.body as { code: number }).code]).toEqual([400, 800002]);
    expect((await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('order|'))).toHaveLength(bought);
    const before = await dumpOf(world.stores, ['Commerce', 'Directory']);
    const again = await create();
    expect([again.status, (again.body as { code: number }).code]).toEqual([400, 800002]);
    expect(await dumpOf(world.stores, ['Commerce', 'Directory'])).toEqual(before);
  });

  test('[REQ-5] as many days as are set', async () => {
    const { world, receipts } = await story({ NEXTTERM_RECEIPT_DAYS: '7' });
    await world.tick();
    world.clock.moveTo('2021-06-30T23:59:59.999Z');
    await clear(world.app);
    expect(await receipts()).toHaveLength(2);
    world.clock.moveTo('2021-07-01T00:00:00.000Z');
    await clear(world.app);
    expect(await receipts()).toEqual([]);
  });
});

describe('what clearing away costs', () => {
  test('[REQ-5] where nothing is due one operation an hour, whoever has receipts; what is due costs a list and a transaction of that customer', async () => {
    const { world, journal, noted } = await story();
    const other = world.customer('Oresund');
    await world.tick();
    world.clock.moveTo('2021-07-01T00:00:00Z');
    await world.as('nordlys').createCart(other, [standard]);
    await world.tick();
    expect(await noted()).toEqual([['receipts|2021-06-17', world.customer('Zonnebloem')], ['receipts|2021-07-01', other]]);
    const due = new DueReceipts();
    const clearing = async (now: string) => {
      world.clock.moveTo(now);
      journal.length = 0;
      await due.clear({ ...world.app, elapsed: () => 0 });
      return [...journal];
    };
    expect(await clearing('2021-09-21T22:59:59.999Z')).toEqual(['Directory listAcross']);
    expect(await clearing('2021-09-21T23:59:59.998Z')).toEqual([]);
    expect(await clearing(kept)).toEqual(['Directory listAcross']);
    expect(await clearing('2021-09-22T01:00:00Z')).toEqual(['Directory listAcross', 'Commerce list receipt', 'Commerce commit delete receipt, delete receipt', expect.stringMatching(/^Directory commit delete/)]);
    expect(await clearing('2021-09-22T02:00:00Z')).toEqual(['Directory listAcross']);
    expect(await noted()).toEqual([['receipts|2021-07-01', other]]);
  });

  test('[REQ-5] a command writes nothing more; who got receipts is written down once a week, for all customers of a minute together', async () => {
    const { world, journal, rename } = await story();
    await world.tick();
    journal.length = 0;
    await rename('again', newRequestId());
    await world.tick();
    // What the sweep is told to do is in the same table.
    expect(journal.filter((each) => each.startsWith('Directory') && each !== 'Directory read control')).toEqual([expect.stringContaining('update subject')]);
    await world.advanceTo(nextWeek);
    journal.length = 0;
    await rename('next week', newRequestId());
    expect(journal.filter((each) => each.startsWith('Directory commit put'))).toEqual([]);
    await world.tick();
    expect(journal.filter((each) => each.startsWith('Directory commit put'))).toHaveLength(1);
  });

  test('[REQ-5] it stops when it took too long, and goes on where it stopped; a customer that fails does not hold up the others', async () => {
    const { world, receipts } = await story();
    const other = world.customer('Oresund');
    await world.as('nordlys').createCart(other, [standard]);
    await world.tick();
    world.clock.moveTo(cleared);
    let millis = 0;
    expect(await clearReceipts({ ...world.app, elapsed: () => (millis += 10_000) })).toBe(false);
    expect([await receipts(), await receipts(other)].filter((left) => left.length === 0)).toHaveLength(1);
    const failing = { ...world.app, commerce: { ...world.app.commerce, list: async (partition: string, range: object) => (partition === other ? Promise.reject(new Error('away')) : world.stores.Commerce.list(partition, range)), commit: world.stores.Commerce.commit.bind(world.stores.Commerce) } };
    await clearReceipts({ ...failing, elapsed: () => 0 });
    expect(await receipts()).toEqual([]);
    await clear(world.app);
    expect(await receipts(other)).toEqual([]);
  });
});

describe('[REQ-5] receipts that two hosts clear away at once', () => {
  test('an id that is used anew in between keeps its new receipt: its repeat is no new call', async () => {
    const { world, rename, receipts } = await story();
    const id = newRequestId();
    await rename('first', id);
    await world.advanceTo(kept);
    world.clock.moveTo(cleared);
    const { store, hasActed } = interrupted(world.stores.Commerce, { deletes: 'receipt|' }, async () => {
      await clear(world.newProcess());
      expect((await rename('second', id)).status).toBe(200);
    });
    expect(await clearReceipts({ ...world.app, commerce: store, elapsed: () => 0 })).toBe(false);
    expect([hasActed(), (await receipts()).map(({ key }) => key)]).toEqual([true, [receiptKey(world.as('havn').partner.tenantId, id)]]);
    expect((await rename('second', id)).headers['NextTerm-Replayed']).toBe('true');
  });

  test('a week that is noted again just before it is forgotten stays', async () => {
    const { world, customer, rename, noted } = await story();
    await rename('first', newRequestId());
    await world.tick();
    world.clock.moveTo(cleared);
    const [[week = ''] = []] = await noted();
    const { store, hasActed } = interrupted(world.stores.Directory, { deletes: customer }, () => world.stores.Directory.commit(week, [{ op: 'put', key: customer, value: { type: 'receiptWeek' } }]));
    await clearReceipts({ ...world.app, directory: store, elapsed: () => 0 });
    expect([hasActed(), await noted()]).toEqual([true, [[week, customer]]]);
    expect([await clear(world.app), await noted()]).toEqual([true, []]);
  });
});

describe('receipts that nobody noted', () => {
  test('[REQ-5] one of a version that gave them no date is still found, and goes when the first week that was noted does', async () => {
    const { world, customer, rename, receipts } = await story();
    const id = newRequestId();
    const first = await rename('old', id);
    const key = receiptKey(world.as('havn').partner.tenantId, id);
    const row = await world.stores.Commerce.read(customer, key);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: { ...row?.value, at: undefined } }]);
    expect((await rename('old', id)).text).toBe(first.text);
    await world.tick();
    world.clock.moveTo(kept);
    await clear(world.app);
    expect((await receipts()).some((each) => each.key === key)).toBe(true);
    world.clock.moveTo(cleared);
    await clear(world.app);
    expect(await receipts()).toEqual([]);
  });

  test('[REQ-5] those of a process that was killed are noted by the daily check, once they are overdue', async () => {
    const { world, customer, noted, receipts } = await story();
    world.restart();
    await world.tick();
    expect(await noted()).toEqual([]);
    world.clock.moveTo('2021-09-24T09:59:59.999Z');
    await goOnChecking(world.app);
    await world.tick();
    expect(await noted()).toEqual([]);
    world.clock.moveTo('2021-09-25T10:00:00Z');
    await goOnChecking(world.app);
    await world.tick();
    expect(await noted()).toEqual([['receipts|2021-06-17', customer]]);
    await clear(world.app);
    expect(await receipts()).toEqual([]);
  });

  test('[DUE-2] one that cannot be read stays, and is raised', async () => {
    const { world, customer, receipts } = await story();
    const [row] = await receipts();
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: row?.key ?? '', value: { ...row?.value, at: 'damaged' } }]);
    await world.tick();
    world.clock.moveTo(cleared);
    await clear(world.app);
    expect((await receipts()).map(({ key }) => key)).toEqual([row?.key]);
    expect((await rowsOf(world.stores.Directory)).filter(({ value }) => value['type'] === 'unreadable')).toHaveLength(1);
  });
});
