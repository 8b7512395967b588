import { Webhook } from 'standardwebhooks';
import { BusDown } from '../../../src/app/bus/bus';
import { BUS_SUBSCRIPTIONS, type BusDeadLetters, type DeadLetter } from '../../../src/app/bus/deadLetters';
import { CONSUMERS } from '../../../src/app/consume/consumedRows';
import { type Consumer } from '../../../src/app/consume/consumer';
import { removeEndpoint } from '../../../src/app/webhook/endpoints';
import { instant } from '../../../src/kernel/instant';
import topology from '../../../infra/servicebus.json';
import { httpOver, type Call } from '../../support/httpWorld';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';

const at = '2021-06-18T10:00:00.000Z';
const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;

/** Dead letters in memory, taken as the bus takes them. */
class FakeDeadLetters implements BusDeadLetters {
  letters: DeadLetter[] = [];
  isDown = false;
  /** Handling takes longer than the bus waits. */
  isSlow = false;

  async peek(_: string, from: string | undefined, limit: number): Promise<readonly DeadLetter[]> {
    if (this.isDown) throw new BusDown('No bus');
    return this.letters.filter(({ sequenceNumber }) => Number(sequenceNumber) >= Number(from ?? 0)).slice(0, limit);
  }

  async take(_: string, only: string | undefined, settle: (letter: DeadLetter) => Promise<'done' | 'stays'>) {
    if (this.isDown) throw new BusDown('No bus');
    const asked = this.letters.filter(({ sequenceNumber }) => only === undefined || sequenceNumber === only).slice(0, 50);
    const kept: string[] = [];
    for (const letter of asked) {
      if ((await settle(letter)) !== 'done') continue;
      if (this.isSlow) kept.push(letter.sequenceNumber);
      else this.letters = this.letters.filter((other) => other !== letter);
    }
    return { looked: asked.length, more: only === undefined && asked.length === 50, kept };
  }
}

/** A world with a consumer behind the bus that notes what it was given. @param name of the consumer. */
const aWorld = async (name = 'notifications') => {
  const took: string[] = [];
  const consumer = (stores: Parameters<NonNullable<Parameters<typeof World.at>[5]>>[0]): Consumer => ({
    name,
    table: 'Notifications',
    rows: stores.Notifications,
    partitionOf: ({ partnerId }) => partnerId,
    hears: ({ subject }) => subject.kind === 'subscription',
    effectOf: async ({ id }) => {
      took.push(id);
      return { writes: [] };
    },
  });
  const world = await World.at(at, undefined, undefined, {}, { send: async () => undefined }, (stores) => [consumer(stores)]);
  const bus = new FakeDeadLetters();
  world.use({ ...world.app, busDeadLetters: bus });
  await world.app.consumers.begin();
  const http = httpOver(world);
  const ask = (path: string, call: Call = {}) => http(`/nextterm/v1/operations/${path}`, { caller: operator, ...call });
  const post = (path: string, body: object = {}) => ask(path, { method: 'POST', body });
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001' }]);
  const letter = (sequenceNumber: string, told: boolean): DeadLetter => ({
    sequenceNumber,
    messageId: `m${sequenceNumber}`,
    enqueuedAt: instant(at),
    deliveries: 10,
    reason: 'MaxDeliveryCountExceeded',
    description: 'it was dark',
    ...(told && { told: { id: `${id}:1`, subject: { kind: 'subscription', id }, version: 1, at: instant(at), customerId: customer, partnerId: world.as('havn').partner.tenantId, facts: [{ type: 'SubscriptionPurchased' }] } }),
  });
  return { world, bus, http, ask, post, customer, id, letter, took };
};

test('[AUD-2] the subscriptions whose dead letters can be seen are those of the topic', () => {
  expect(topology.UserConfig.Namespaces[0]?.Topics[0]?.Subscriptions.map(({ Name }) => Name).toSorted()).toEqual([...BUS_SUBSCRIPTIONS].toSorted());
});

describe('[AUD-2] dead letters of the bus, for the operator', () => {
  test('are listed in pages, with what they tell of and why they are dead, and nothing is taken', async () => {
    const { bus, ask, letter, id } = await aWorld();
    bus.letters = [letter('3', true), letter('7', false), letter('12', false)];
    const first = (await ask('bus/deadletters?subscription=notifications&size=2')).body as { items: object[]; links: { next?: { headers: { value: string }[] } } };
    expect(first.items).toMatchObject([{ sequenceNumber: '3', deliveries: 10, reason: 'MaxDeliveryCountExceeded', event: { id: `${id}:1`, facts: ['SubscriptionPurchased'] } }, { sequenceNumber: '7' }]);
    expect(first.items[1]).not.toHaveProperty('event');
    const second = await ask('bus/deadletters?subscription=notifications&size=2&seekOperation=Next', { headers: { 'MS-ContinuationToken': first.links.next?.headers[0]?.value ?? '' } });
    expect(second.body).toMatchObject({ items: [{ sequenceNumber: '12' }] });
    expect((second.body as typeof first).links.next).toBeUndefined();
    expect(bus.letters).toHaveLength(3);
  });

  test('replayed they are given to who was to have them, once, and go; what is no event of ours stays', async () => {
    const { bus, post, letter, took, id } = await aWorld();
    bus.letters = [letter('3', true), letter('7', false), letter('12', true)];
    expect(await post('bus/deadletters/replay', { subscription: 'notifications' })).toMatchObject({ status: 200, body: { replayed: 2, left: [{ sequenceNumber: '7', why: 'it is no event of this app' }], more: false } });
    expect(took).toEqual([`${id}:1`]);
    expect(bus.letters.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['7']);
    expect(await post('bus/deadletters/replay', { subscription: 'notifications', sequenceNumber: '3' })).toMatchObject({ status: 404, body: { code: 1000 } });
  });

  test('what took longer than the bus waits is done, stays, and is said to: neither replayed nor refused as if the bus were down', async () => {
    const { bus, post, letter, took, id } = await aWorld();
    bus.isSlow = true;
    bus.letters = [letter('3', true)];
    expect(await post('bus/deadletters/replay', { subscription: 'notifications' })).toMatchObject({ status: 200, body: { replayed: 0, left: [{ sequenceNumber: '3', why: expect.stringContaining('could not be taken away') as string }], more: false } });
    expect(took).toEqual([`${id}:1`]);
    expect(await post('bus/deadletters/discard', { subscription: 'notifications', sequenceNumber: '3', reason: 'A test' })).toMatchObject({ status: 503 });
  });

  test('where nobody works behind the subscription they stay: no success that did nothing', async () => {
    const { bus, post, letter, took } = await aWorld('somebody');
    bus.letters = [letter('3', true)];
    expect(await post('bus/deadletters/replay', { subscription: 'notifications' })).toMatchObject({ body: { replayed: 0, left: [{ sequenceNumber: '3', why: expect.stringContaining('nobody works behind') as string }] } });
    expect([took, bus.letters.length]).toEqual([[], 1]);
  });

  test('where a consumer cannot go on its subject is parked, and the letter goes', async () => {
    const { world, bus, post, letter, id, customer } = await aWorld();
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: `event|${id}|00000001`, value: { type: 'event' } }]);
    bus.letters = [letter('3', true)];
    expect(await post('bus/deadletters/replay', { subscription: 'notifications' })).toMatchObject({ body: { replayed: 1, left: [] } });
    expect((await world.stores.Directory.list(CONSUMERS, { prefix: 'parked|' })).rows).toHaveLength(1);
    world.errors.length = 0;
  });

  test('discarded one goes, with its reason and what it told of in the audit log', async () => {
    const { bus, post, http, letter, id } = await aWorld();
    bus.letters = [letter('3', true), letter('7', false)];
    expect(await post('bus/deadletters/discard', { subscription: 'notifications', sequenceNumber: '3', reason: 'A test' })).toMatchObject({ status: 200, body: { sequenceNumber: '3', status: 'discarded', discardedFor: 'A test' } });
    expect(bus.letters.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['7']);
    const { items } = (await http('/v1/auditrecords', { caller: operator })).body as { items: { operationType: string; resourceOldValue?: string }[] };
    expect(items.at(-1)).toMatchObject({ operationType: 'discard_bus_dead_letter', resourceOldValue: expect.stringContaining(`${id}:1`) as string });
    expect(await post('bus/deadletters/discard', { subscription: 'notifications', sequenceNumber: '3', reason: 'A test' })).toMatchObject({ status: 404 });
    for (const body of [{ sequenceNumber: '7' }, { sequenceNumber: '7', reason: ' ' }, { sequenceNumber: 'x', reason: 'y' }]) expect(await post('bus/deadletters/discard', { subscription: 'notifications', ...body })).toMatchObject({ status: 400 });
  });

  test('a bus that is down, and none at all, are told apart', async () => {
    const { world, bus, ask, post } = await aWorld();
    bus.isDown = true;
    expect(await ask('bus/deadletters?subscription=notifications')).toMatchObject({ status: 503, headers: { 'Retry-After': expect.any(String) as string } });
    expect(await post('bus/deadletters/replay', { subscription: 'webhooks' })).toMatchObject({ status: 503 });
    const { busDeadLetters: _, ...without } = world.app;
    world.use(without);
    expect(await ask('bus/deadletters?subscription=notifications')).toMatchObject({ status: 400, body: { code: 800042 } });
    expect(await ask('bus/deadletters?subscription=others')).toMatchObject({ status: 400 });
  });
});

describe('[WHK-7] dead letters of webhooks, for the operator', () => {
  const given = async () => {
    const world = await World.at('2021-06-18T09:59:00Z');
    const http = httpOver(world);
    const ask = (path: string, call: Call = {}) => http(`/nextterm/v1/operations/${path}`, { caller: operator, ...call });
    const made = async (as: string) => (await http('/nextterm/v1/webhooks', { method: 'POST', as, body: { url: `https://hooks.example/${as}`, events: ['subscription.*'] } })).body as { id: string; secret: string };
    const [havn, nordlys] = [await made('havn'), await made('nordlys')];
    const [one = ''] = await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCM365ENTE03:0001' }]);
    const [two = ''] = await world.buy('nordlys', world.customer('Oresund'), [{ sku: 'NCM365ENTE03:0001' }]);
    return { world, http, ask, havn, nordlys, one, two, tenant: (slug: string) => world.as(slug).partner.tenantId };
  };

  test('are listed over all partners, without what was sent, in pages; and replayed, with a partner’s own words', async () => {
    const { world, ask, havn, nordlys, one, two, tenant } = await given();
    world.receiver.answers = () => ({ kind: 'answered', status: 500 });
    await world.advanceTo('2021-06-23T09:59:00.000Z');
    const list = async (query = '', headers = {}) => (await ask(`webhooks/deadletters${query}`, { headers })).body as { items: { webhookId: string; partnerId: string; eventId: string }[]; links: { next?: { headers: { value: string }[] } } };
    const { items } = await list();
    expect(items.map(({ webhookId }) => webhookId).toSorted()).toEqual([havn.id, nordlys.id].toSorted());
    expect(items.find(({ webhookId }) => webhookId === havn.id)).toMatchObject({ partnerId: tenant('havn'), eventId: `${one}:1`, url: 'https://hooks.example/havn', attempts: 10, reason: 'the last answer was 500' });
    expect(items[0]).not.toHaveProperty('body');
    const paged: string[] = [];
    for (let page = await list('?size=1'), pages = 0; pages < 5; pages += 1) {
      paged.push(...page.items.map(({ eventId }) => eventId));
      if (page.links.next === undefined) break;
      page = await list('?size=1&seekOperation=Next', { 'MS-ContinuationToken': page.links.next.headers[0]?.value ?? '' });
    }
    expect(paged.toSorted()).toEqual([`${one}:1`, `${two}:1`].toSorted());

    world.receiver.answers = () => ({ kind: 'answered', status: 200 });
    const replay = `partners/${tenant('havn')}/webhooks/${havn.id}/deadletters/replay`;
    expect(await ask(replay, { method: 'POST', body: { eventId: 'x:1' } })).toMatchObject({ status: 404 });
    expect(await ask(replay, { method: 'POST' })).toMatchObject({ status: 200, body: { replayed: 1, more: false } });
    expect((await list()).items.map(({ webhookId }) => webhookId)).toEqual([nordlys.id]);
    expect(await ask(`partners/${tenant('nordlys')}/webhooks/${havn.id}/deadletters/replay`, { method: 'POST' })).toMatchObject({ status: 404 });
  });

  test('a list of them goes on behind what it showed, also where an endpoint is removed meanwhile', async () => {
    const { world, ask } = await given();
    world.receiver.answers = () => ({ kind: 'answered', status: 500 });
    await world.advanceTo('2021-06-23T09:59:00.000Z');
    const list = async (query: string, headers = {}) => (await ask(`webhooks/deadletters${query}`, { headers })).body as { items: { webhookId: string; partnerId: string }[]; links: { next?: { headers: { value: string }[] } } };
    const all = (await list('')).items;
    const first = await list('?size=1');
    const shown = first.items[0];
    expect([all.length, first.items.length, shown?.webhookId]).toEqual([2, 1, all[0]?.webhookId]);
    expect(await removeEndpoint(world.app.webhook, shown?.partnerId ?? '', shown?.webhookId ?? '')).toMatchObject({ ok: true });
    const second = await list('?size=1&seekOperation=Next', { 'MS-ContinuationToken': first.links.next?.headers[0]?.value ?? '' });
    expect(second.items.map(({ webhookId }) => webhookId)).toEqual([all[1]?.webhookId]);
  });

  test('[WHK-5] a secret that leaked is rotated: for a day both are signed with, or at once the new one alone; the audit log keeps none', async () => {
    const { world, http, ask, havn, tenant } = await given();
    const rotate = async (body: object) => (await ask(`partners/${tenant('havn')}/webhooks/${havn.id}/rotate`, { method: 'POST', body })).body as { secret: string; secrets: object[] };
    const second = await rotate({});
    expect([second.secret === havn.secret, second.secrets.length]).toEqual([false, 2]);
    const third = await rotate({ revoke: true });
    expect(third.secrets).toEqual([{}]);
    world.receiver.received.length = 0;
    await outcomeOf(world.as('havn').patch(world.customer('Zonnebloem'), (await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCM365ENTE03:0001' }]))[0] ?? '', { friendlyName: 'Desk' }));
    await world.settle();
    const sent = world.receiver.received.at(-1);
    const signed = (secret: string) => {
      const stamp = new Date(Number(sent?.headers['webhook-timestamp']) * 1000);
      return (sent?.headers['webhook-signature'] ?? '').includes(new Webhook(secret).sign(sent?.headers['webhook-id'] ?? '', stamp, sent?.body ?? ''));
    };
    expect([signed(third.secret), signed(second.secret), signed(havn.secret)]).toEqual([true, false, false]);
    const log = JSON.stringify((await http('/v1/auditrecords', { caller: operator })).body);
    for (const secret of [havn.secret, second.secret, third.secret]) expect(log).not.toContain(secret);
    expect(await ask(`partners/${tenant('nordlys')}/webhooks/${havn.id}/rotate`, { method: 'POST' })).toMatchObject({ status: 404 });
  });

  test('[WHK-5] and those of all partners at once; of the contract’s form the key is another one, within a minute', async () => {
    const { world, http, ask, havn, nordlys } = await given();
    await http('/webhooks/v1/registration', { method: 'POST', body: { WebhookUrl: 'https://hooks.example/pc', WebhookEvents: ['subscription-updated'] } });
    const { items, next } = (await ask('webhooks/rotate', { method: 'POST', body: { revoke: true } })).body as { items: { webhookId: string; secret: string }[]; next?: string };
    expect([items.map(({ webhookId }) => webhookId).toSorted(), next]).toEqual([[havn.id, nordlys.id].toSorted(), undefined]);
    expect(items.map(({ secret }) => secret)).not.toContain(havn.secret);
    const log = JSON.stringify((await http('/v1/auditrecords', { caller: operator })).body);
    for (const { secret } of items) expect(log).not.toContain(secret);

    const before = await world.app.webhook.signingKey();
    const { certificate } = (await ask('webhooks/signingkey/rotate', { method: 'POST' })).body as { certificate: string };
    expect(certificate).toContain('BEGIN CERTIFICATE');
    expect(certificate).not.toBe(before.certificate);
    world.restart();
    expect((await world.app.webhook.signingKey()).certificate).toBe(certificate);
  });

  test('[WHK-5] of more than fifty, call by call: one that is made again changes what that call is about, and no secret that was shown before', async () => {
    const { world, http, ask, tenant } = await given();
    const slugs = ['havn', 'nordlys', 'polder'];
    for (let index = 0; index < 17; index += 1) for (const as of slugs) await http('/nextterm/v1/webhooks', { method: 'POST', as, body: { url: `https://hooks.example/${index}`, events: ['*'] } });
    const rotate = async (from?: string) => (await ask('webhooks/rotate', { method: 'POST', body: { revoke: true, ...(from !== undefined && { from }) } })).body as { items: { webhookId: string; secret: string }[]; next?: string };
    const first = await rotate();
    expect([first.items.length, first.next]).toEqual([50, expect.stringMatching(/^[\w-]+$/)]);
    const lost = await rotate(first.next);
    const second = await rotate(first.next);
    expect([second.items.map(({ webhookId }) => webhookId), second.next]).toEqual([lost.items.map(({ webhookId }) => webhookId), undefined]);
    const stored = (await Promise.all(slugs.map((slug) => world.app.webhook.endpoints.of(tenant(slug))))).flatMap(({ items }) => items);
    expect(Object.fromEntries(stored.map(({ id, secrets }) => [id, secrets[0]?.secret]))).toEqual(Object.fromEntries([...first.items, ...second.items].map(({ webhookId, secret }) => [webhookId, secret])));
    for (const from of ['{}', 'x', '["a","b"]']) expect(await ask('webhooks/rotate', { method: 'POST', body: { from } })).toMatchObject({ status: 400, body: { code: 800002 } });
  });
});
