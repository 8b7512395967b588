import { catchUp } from '../../../src/app/webhook/catchUp';
import { createEndpoint, replaceEndpoint } from '../../../src/app/webhook/endpoints';
import { register, replaceRegistration } from '../../../src/app/webhook/registration';
import { type WebhookPorts } from '../../../src/app/webhook/webhookPorts';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { type Deadline } from '../../../src/app/due/deadline';
import { instant } from '../../../src/kernel/instant';
import { outcomeOf } from '../../support/worldDesk';
import { rowsOf } from '../../support/worldStores';
import { World } from '../../support/world';
import { listening } from './webhookDesk';

const url = 'https://hooks.example/one';
const call = { requestId: 'request', fingerprint: 'f' };
const own = { url, events: ['subscription.*'], customers: [], products: [] };
const deaf = { ...own, events: ['support.Nothing'] };
const published = { url, events: ['subscription-updated'] };

/** A subscription whose seats one process changes; it has just read who listens, and another process makes or changes an endpoint. */
const twoProcesses = async (before?: (ports: WebhookPorts, partnerId: string) => Promise<unknown>) => {
  const world = await World.at('2021-06-18T09:59:00Z');
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001' }]);
  const { tenantId } = world.as('havn').partner;
  const other = world.newProcess().webhook;
  world.sleepUntil('2021-06-18T10:05:00Z');
  await world.settle();
  const seats = (quantity: number) => outcomeOf(world.as('havn').patch(customer, id, { quantity }));
  await seats(11);
  world.sleepUntil('2021-06-18T10:05:05Z');
  await before?.(other, tenantId);
  world.sleepUntil('2021-06-18T10:05:10Z');
  return { world, id, tenantId, other, seats };
};

describe('[WHK-2] what a process tells of that does not know yet who listens', () => {
  test.each([
    ['a new endpoint', undefined, (ports: WebhookPorts, partnerId: string) => createEndpoint(ports, partnerId, own, call)],
    [
      'an endpoint that hears more now',
      (ports: WebhookPorts, partnerId: string) => createEndpoint(ports, partnerId, deaf, call),
      async (ports: WebhookPorts, partnerId: string) => replaceEndpoint(ports, partnerId, (await ports.endpoints.of(partnerId)).items[0]?.id ?? '', own),
    ],
    ['the registration', undefined, (ports: WebhookPorts, partnerId: string) => register(ports, partnerId, published, call)],
    ['the registration that hears more now', (ports: WebhookPorts, partnerId: string) => register(ports, partnerId, { url, events: ['invoice-ready'] }, call), (ports: WebhookPorts, partnerId: string) => replaceRegistration(ports, partnerId, published)],
  ] as const)('reaches %s within minutes, once, and not with the next change of its subject', async (_, before, make) => {
    const { world, tenantId, other, seats } = await twoProcesses(before);
    expect(await make(other, tenantId)).toMatchObject({ ok: true });
    await seats(12);
    await world.advanceTo('2021-06-18T10:06:00Z');
    expect(world.receiver.received).toEqual([]);
    await world.advanceTo('2021-06-18T10:12:00Z');
    expect(world.receiver.received.map(({ json }) => json['time'] ?? json['ResourceChangeUtcDate'])).toEqual(['2021-06-18T10:05:10.000Z']);
    await seats(13);
    await world.settle();
    expect(world.receiver.received).toHaveLength(2);
    expect(world.errors).toEqual([]);
  });

  test('is found from where the feed stood when the endpoint was written, also where it comes to many pages and to more than one sweep has time for', async () => {
    const { world, tenantId, other } = await twoProcesses();
    const record = (version: number): EventRecord => ({ id: `c:${version}`, customerId: 'c', partnerId: tenantId, subject: { kind: 'customer', id: 'c' }, version, at: instant('2021-06-18T10:05:20Z'), facts: [{ type: 'BillingProfileChanged' }], deadlines: [] });
    await world.app.feeds.publish([record(1)]);
    const endpoint = await listening(world);
    await world.app.feeds.publish(Array.from({ length: 250 }, (_, index) => record(index + 2)));
    const due = (await rowsOf(world.stores.Deadlines)).flatMap(({ value }) => (value['kind'] === 'webhook' ? [value as unknown as Deadline] : []));
    let readings = 0;
    await catchUp({ ...other, elapsed: () => (readings += 1) * 11_000 }, endpoint, due);
    const waiting = async () => (await rowsOf(world.stores.Webhooks)).filter(({ key }) => key.startsWith('waiting|')).length;
    expect(await waiting()).toBe(200);
    await world.app.deadlines.remove(due);
    await world.tick();
    expect(world.receiver.received.map(({ id }) => id)).toEqual(Array.from({ length: 250 }, (_, index) => `c:${index + 2}`));
    expect(world.errors).toEqual([]);
  });
});

test('[WHK-1] an endpoint that there is no room for leaves nothing to be caught up', async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  for (let made = 0; made < 20; made += 1) await listening(world);
  const before = await rowsOf(world.stores.Deadlines);
  await expect(listening(world)).rejects.toThrow('WebhooksTooMany');
  expect(await rowsOf(world.stores.Deadlines)).toEqual(before);
});
