import { goOnChecking } from '../../src/app/check/checkRound';
import { storedEvents } from '../../src/app/event/storedEvents';
import { issuedMonths, runWrite } from '../../src/app/invoice/invoiceBook';
import { acceptEvents } from '../../src/app/webhook/accept';
import { calendarDate } from '../../src/kernel/calendarDate';
import { instant } from '../../src/kernel/instant';
import { shortPages } from '../support/shortPages';
import { World } from '../support/world';
import { outcomeOf } from '../support/worldDesk';
import { commandTables, memoryStores, rowsOf } from '../support/worldStores';
import { mailingWorld } from './notification/notified';
import { listening } from './webhook/webhookDesk';

const standard = { sku: 'NCM365ENTE03:0001' };

/** Two subscriptions, of one of which the seats change three times. */
const changed = async (world: World) => {
  const customer = world.customer('Zonnebloem');
  const ids = await world.buy('havn', customer, [standard, standard]);
  world.sleepUntil('2021-06-18T10:00:00Z');
  const change = async () => {
    for (const quantity of [11, 12, 13]) await outcomeOf(world.as('havn').patch(customer, ids[0] ?? '', { quantity }));
  };
  return { customer, ids, id: ids[0] ?? '', change };
};

const lastOf = (world: World, id: string) => {
  const told = world.published.findLast(({ subject }) => subject.id === id);
  if (told === undefined) throw new Error('Nothing was told');
  return told;
};

describe('a store that answers with fewer rows than it was asked for, and more behind them', () => {
  test('leaves the same behind as one that answers with all of them', async () => {
    const lived = async (world: World) => {
      const { customer, ids, change } = await changed(world);
      await change();
      await world.advanceTo('2021-08-20T00:00:00Z');
      await world.expectNothingDue();
      const charges = await Promise.all(ids.map(async (id) => (await world.charges(customer, id)).map(({ chargeType, orderDate, chargeStart, chargeEnd, quantity, subtotal }) => [chargeType, orderDate, chargeStart, chargeEnd, quantity, subtotal])));
      const rows = await Promise.all(commandTables.map(async (table) => [table, (await rowsOf(world.stores[table])).length]));
      return { charges, rows, happened: world.happened() };
    };
    const start = '2021-06-18T09:59:00Z';
    expect(await lived(await World.at(start, undefined, shortPages))).toEqual(await lived(await World.at(start)));
  });

  test('[AUD-2] has all that is stored of a subject above a version', async () => {
    const world = await World.at('2021-06-18T09:59:00Z');
    const { id, change } = await changed(world);
    await change();
    const ports = { commerce: shortPages(world.stores.Commerce), eventRows: shortPages(world.stores.Events) };
    expect((await storedEvents(ports, lastOf(world, id), 1)).items.map(({ version }) => version)).toEqual([2, 3, 4]);
  });

  test('[WHK-2] has all that a webhook missed of a subject', async () => {
    const world = await World.at('2021-06-18T09:59:00Z', undefined, shortPages);
    const { id, change } = await changed(world);
    await listening(world, { url: 'https://hooks.example/deaf', events: ['support.Nothing'] });
    await change();
    await listening(world, { events: ['subscription.*'] });
    await acceptEvents(world.app.webhook, [lastOf(world, id)]);
    await world.settle();
    expect(world.receiver.received.map((each) => each.id)).toEqual([2, 3, 4].map((version) => `${id}:${version}`));
  });

  test('[NTF-4] [DUE-1] has every message that waits: the deadline of each is written anew by the daily check', async () => {
    const world = await mailingWorld();
    const { customer, ids } = await changed(world);
    for (const id of ids) await outcomeOf(world.as('havn').patch(customer, id, { status: 'suspended' }));
    const ahead = async () => (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|notification|'));
    const before = await ahead();
    expect(before.length).toBeGreaterThanOrEqual(2);
    for (const { partition, key, etag } of before) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag }]);
    world.restart(shortPages);
    await goOnChecking(world.app);
    expect((await ahead()).map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  });

  test('[BIL-2] has every month that is issued', async () => {
    const { Invoices } = memoryStores();
    const months = ['2021-06-01', '2021-07-01', '2021-08-01'].map(calendarDate);
    const terms = { partner: { tenantId: 'partner', name: 'Havn', partnerId: '1', currency: 'EUR' }, country: 'NL', taxPercent: '0', rates: [] };
    for (const month of months) await Invoices.commit('partner', [runWrite({ partnerId: 'partner', month, status: 'issued', startedAt: instant('2021-09-07T00:00:00Z'), terms, invoices: [] })]);
    expect([...(await issuedMonths(shortPages(Invoices), 'partner'))]).toEqual(months);
  });
});
