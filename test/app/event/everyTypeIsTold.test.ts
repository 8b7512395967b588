import { EVENT_CATALOGUE } from '../../../src/app/event/catalogue';
import { recordId, type EventRecord } from '../../../src/app/command/eventRecord';
import { eventWrites } from '../../../src/app/command/publishing';
import { publishInvoiceEvents } from '../../../src/app/invoice/invoiceEvents';
import { readFeed } from '../../../src/app/feed/readFeed';
import { exampleOf } from '../../support/exampleOf';
import { FakeBus } from '../../support/fakeBus';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { listening } from '../webhook/webhookDesk';

const at = '2021-06-18T10:00:00.000Z';

type Kind = EventRecord['subject']['kind'];

/** Told to the customer alone, and to the operator. */
const toNoPartner: ReadonlySet<Kind> = new Set(['notice', 'parked']);

/** One event of each type, each of a subject of its own. */
const oneOfEach = (world: World, customerId: string, partnerId: string): readonly EventRecord[] =>
  Object.entries(EVENT_CATALOGUE).flatMap(([name, facts]) =>
    Object.entries(facts).map(([type, { data, changes }]): EventRecord => {
      const kind = name as Kind;
      const id = { window: `${type}|window|1.1`, notice: `notice|${type}` }[name] ?? type;
      const isOfCustomer = kind !== 'invoice';
      return {
        id: recordId(isOfCustomer ? id : `${partnerId}|${id}`, 1),
        customerId: isOfCustomer ? customerId : '',
        partnerId: toNoPartner.has(kind) ? '' : partnerId,
        subject: { kind, id },
        version: 1,
        at: world.now(),
        facts: [{ type, ...(exampleOf(data) as object) }],
        ...(changes[0] !== undefined && { changed: { [changes[0]]: { before: 1, after: 2 } } }),
        cause: { command: 'test' },
        deadlines: [],
      };
    }),
  );

test('[AUD-2] an event of every type that the catalogue lists, stored where its kind is, is told to the bus, to its partner’s feed and to its partner’s webhooks, and to nobody’s whom it does not concern', async () => {
  const bus = new FakeBus();
  const world = await World.at(at, undefined, undefined, {}, bus);
  const { tenantId } = world.as('havn').partner;
  const customerId = world.customer('Zonnebloem');
  await listening(world);
  await listening(world, { url: 'https://hooks.example/other' }, 'polder');
  const records = oneOfEach(world, customerId, tenantId);
  for (const record of records) {
    if (record.customerId === '') await world.stores.Invoices.commit(tenantId, [{ op: 'create', key: `outbox|${record.subject.id}`, value: { type: 'outbox', ...record } }]);
    else await world.stores.Commerce.commit(customerId, eventWrites([record]));
  }

  await world.app.publishing.publishLeftovers(customerId);
  expect(await publishInvoiceEvents(world.app, tenantId)).toBe(true);
  await world.settle();

  const all = records.map(({ id }) => id).sort();
  const partners = records.flatMap(({ id, partnerId }) => (partnerId === '' ? [] : [id])).sort();
  expect(all.length - partners.length).toBe(Object.keys(EVENT_CATALOGUE.notice).length + Object.keys(EVENT_CATALOGUE.parked).length);
  const feed = await readFeed(world.stores.Events, tenantId, 0, 1000, {});
  const told = feed.ok ? feed.value.events.map(({ record }) => record.id).filter((id) => all.includes(id)) : [];
  expect([bus.arrived.map(({ id }) => id).sort(), told.sort(), world.receiver.idsAt('https://hooks.example/one').toSorted()]).toEqual([all, partners, partners]);
  expect(world.receiver.idsAt('https://hooks.example/other')).toEqual([]);
  const waiting = [...(await rowsOf(world.stores.Commerce)), ...(await rowsOf(world.stores.Invoices))].filter(({ key }) => key.startsWith('outbox|'));
  expect(waiting).toEqual([]);
});
