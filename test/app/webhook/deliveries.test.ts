import { acceptEvents } from '../../../src/app/webhook/accept';
import { rebuild } from '../../../src/app/check/rebuild';
import { goOnChecking } from '../../../src/app/check/checkRound';
import { listAttempts, listDeadLetters, replayDeadLetters } from '../../../src/app/webhook/deadLetters';
import { deliverRound } from '../../../src/app/webhook/deliver';
import { EndpointBook } from '../../../src/app/webhook/endpointBook';
import { createEndpoint, getEndpoint, removeEndpoint, replaceEndpoint } from '../../../src/app/webhook/endpoints';
import { keepWebhookLog } from '../../../src/app/webhook/keepLog';
import { register } from '../../../src/app/webhook/registration';
import { headOf } from '../../../src/app/webhook/settle';
import { sendValidationEvent } from '../../../src/app/webhook/testEvents';
import { deliveryDeadline } from '../../../src/app/webhook/webhookDeadlines';
import { endpointKey } from '../../../src/app/webhook/webhookKeys';
import { customerKey, eventKey, formerWindowNewsKey, outboxKey, outboxPrefix, windowEventKey } from '../../../src/app/command/commerceKeys';
import { eventRecordSchema, type EventRecord } from '../../../src/app/command/eventRecord';
import { storedEvents } from '../../../src/app/event/storedEvents';
import { plusHours, plusMinutes } from '../../../src/kernel/instant';
import { COMMIT, interrupted, type Deletion } from '../../support/interrupted';
import { rowsOf } from '../../support/worldStores';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { listening, rowsAt } from './webhookDesk';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const at = '2021-06-18T10:00:00.000Z';
const standard = { sku: 'NCM365ENTE03:0001' };

const withSubscriptions = async (count = 1) => {
  const world = await World.at('2021-06-18T09:59:00Z');
  const customer = world.customer('Zonnebloem');
  const ids = await world.buy('havn', customer, Array.from({ length: count }, () => standard));
  world.sleepUntil(at);
  return { world, customer, ids };
};

const seats = (world: World, customer: string, id: string, quantity: number) => outcomeOf(world.as('havn').patch(customer, id, { quantity }));

/** Ids of subscriptions' own changes; windows are streams of their own. */
const changes = (ids: readonly string[]): string[] => ids.filter((id) => !id.includes('|window|'));

describe('[WHK-2] what happens is told, once and in order', () => {
  test('of one subject in the order of its versions, with the body of the event and its id', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    await listening(world, { events: ['subscription.*'] });
    for (const quantity of [11, 12, 13]) await seats(world, customer, id, quantity);
    expect(world.receiver.received).toEqual([]);
    await world.settle();
    expect(world.receiver.received.map(({ id: eventId }) => eventId)).toEqual([`${id}:2`, `${id}:3`, `${id}:4`]);
    expect(world.receiver.received[0]?.json).toMatchObject({ specversion: '1.0', id: `${id}:2`, data: { customerId: customer, version: 2, facts: [{ type: 'SeatsAdded' }] } });
    await world.settle();
    expect(world.receiver.received).toHaveLength(3);
  });

  test('told twice, reordered and at once it is sent once each, in order', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const taken: EventRecord[] = [];
    world.app.events.listen((record) => void taken.push(record));
    for (const quantity of [11, 12, 13]) await seats(world, customer, id, quantity);
    // As if nothing of it had come by yet.
    const endpoint = await listening(world);
    const other = await listening(world, { url: 'https://hooks.example/two' });
    const told = taken.filter(({ subject }) => subject.id === id);
    await acceptEvents(world.app.webhook, [...told].reverse());
    await Promise.all([acceptEvents(world.newProcess().webhook, told), acceptEvents(world.app.webhook, told), acceptEvents(world.newProcess().webhook, [...told].reverse())]);
    await world.settle();
    const expected = [2, 3, 4].map((version) => `${id}:${version}`);
    expect(changes(world.receiver.idsAt(endpoint.url))).toEqual(expected);
    expect(changes(world.receiver.idsAt(other.url))).toEqual(expected);
  });

  test('the last of three that comes alone brings those before it, and they bring nothing when they come', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const taken: EventRecord[] = [];
    world.app.events.listen((record) => void taken.push(record));
    await listening(world, { url: 'https://hooks.example/deaf', events: ['support.Nothing'] });
    for (const quantity of [11, 12, 13]) await seats(world, customer, id, quantity);
    await listening(world, { events: ['subscription.*'] });
    const told = taken.filter(({ subject }) => subject.id === id);
    await acceptEvents(world.app.webhook, told.slice(-1));
    await world.settle();
    await acceptEvents(world.app.webhook, told.slice(0, 2));
    await world.settle();
    expect(world.receiver.received.map(({ id: eventId }) => eventId)).toEqual([2, 3, 4].map((version) => `${id}:${version}`));
  });

  test('however many versions ago it was said, what an endpoint was to hear comes before what is told now', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    await seats(world, customer, id, 11);
    const said = eventRecordSchema.parse((await world.stores.Commerce.read(customer, eventKey(id, 2)))?.value);
    const of = (version: number, type: string): EventRecord => ({ ...said, id: `${id}:${version}`, version, facts: said.facts.map((fact) => ({ ...fact, type })) });
    const unheard = Array.from({ length: 1100 }, (_, index) => of(index + 3, 'SubscriptionRenamed'));
    for (let start = 0; start < unheard.length; start += 50) await world.stores.Commerce.commit(customer, unheard.slice(start, start + 50).map((record) => ({ op: 'put', key: eventKey(id, record.version), value: { type: 'event', ...record } })));
    await listening(world, { events: ['subscription.SeatsAdded'] });
    await acceptEvents(world.app.webhook, [of(1103, 'SeatsAdded')]);
    await world.settle();
    expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:2`, `${id}:1103`]);
  });

  test('[DUE-2] what comes after an event that cannot be read waits for it, and is told in its order once that is mended', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const taken: EventRecord[] = [];
    world.app.events.listen((record) => void taken.push(record));
    for (const quantity of [11, 12, 13]) await seats(world, customer, id, quantity);
    const endpoint = await listening(world, { events: ['subscription.*'] });
    const key = eventKey(id, 3);
    const whole = await world.stores.Commerce.read(customer, key);
    const write = (value: object) => world.stores.Commerce.commit(customer, [{ op: 'put', key, value }]);
    await write({ type: 'event', broken: true });
    await acceptEvents(world.app.webhook, taken.filter(({ subject, version }) => subject.id === id && version === 4));
    await world.advanceTo(plusHours(world.now(), 2));
    expect(world.receiver.idsAt(endpoint.url)).toEqual([]);
    expect(JSON.stringify(await rowsOf(world.stores.Directory))).toContain(key);
    await write(whole?.value ?? {});
    await world.advanceTo(plusHours(world.now(), 2));
    expect(world.receiver.idsAt(endpoint.url)).toEqual([`${id}:2`, `${id}:3`, `${id}:4`]);
  });

  test('[DUE-2] an event that cannot be read and was said before the endpoint was there is in no way of what comes, and is raised', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    await seats(world, customer, id, 11);
    world.sleepUntil('2021-06-18T10:00:00.001Z');
    await listening(world, { events: ['subscription.*'] });
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: eventKey(id, 1), value: { type: 'event', broken: true } }]);
    await seats(world, customer, id, 12);
    await world.settle();
    expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:3`]);
    expect(JSON.stringify(await rowsOf(world.stores.Directory))).toContain(eventKey(id, 1));
  });

  test('[DUE-2] that something was said of a window, and cannot be read, is not passed over', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    await world.advanceTo('2021-06-25T12:00:00Z');
    const [closing, closed] = (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith(`event|window|${id}|`));
    if (closing === undefined || closed === undefined) throw new Error('Nothing was said');
    const told = { id: `${id}|window|1.1:2`, subject: { kind: 'window' as const, id: `${id}|window|1.1` }, version: 2, at: world.now(), customerId: customer, partnerId: world.as('havn').partner.tenantId, facts: [] };
    const read = async () => storedEvents(world.app.webhook, told, 0).then(({ items, unreadable }) => [items.map(({ version }) => version), unreadable.map(({ key }) => key)]);
    expect(await read()).toEqual([[1, 2], []]);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: closing.key, value: { ...closing.value, at: 5 } }]);
    expect(await read()).toEqual([[2], [closing.key]]);
    // By the change that opened the window both are found.
    const opening = await world.stores.Commerce.read(customer, eventKey(id, 1));
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: eventKey(id, 1), value: { ...opening?.value, deadlines: 5 } }]);
    expect(await read()).toEqual([[], [eventKey(id, 1)]]);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: eventKey(id, 1), value: { ...opening?.value } }]);
    // As they were kept before: by when they were said, which a row of its own tells.
    const saidAt = '2021-06-24T10:07:00.000Z';
    await world.stores.Commerce.commit(customer, [
      { op: 'delete', key: closing.key, etag: ANY_ETAG },
      { op: 'create', key: windowEventKey(id, saidAt, '1.1', 1), value: closing.value },
      { op: 'create', key: formerWindowNewsKey(id, '1.1', 1), value: { type: 'windowNews', at: saidAt } },
    ]);
    expect(await read()).toEqual([[1, 2], []]);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: formerWindowNewsKey(id, '1.1', 1), value: { type: 'windowNews', at: 5 } }]);
    expect(await read()).toEqual([[2], [formerWindowNewsKey(id, '1.1', 1)]]);
  });

  test('[DUE-2] a customer whose own row cannot be read holds up what says who has to do with it, and nothing else that was left to be told', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const endpoint = await listening(world, { events: ['subscription.*'] });
    const bought = await world.stores.Commerce.read(customer, eventKey(id, 1));
    const asked = { id: `${customer}:99`, customerId: customer, partnerId: endpoint.partnerId, subject: { kind: 'customer', id: customer }, version: 99, at: world.now(), facts: [{ type: 'RelationshipRequested' }], deadlines: [] };
    await world.stores.Commerce.commit(customer, [
      { op: 'put', key: outboxKey(id, 1), value: { ...bought?.value, type: 'outbox' } },
      { op: 'put', key: outboxKey(customer, 99), value: { type: 'outbox', ...asked } },
      { op: 'put', key: customerKey(customer), value: { type: 'customer' } },
    ]);
    await expect(world.app.publishing.publishLeftovers(customer)).rejects.toThrow('cannot be read');
    expect((await rowsOf(world.stores.Commerce)).map(({ key }) => key).filter((key) => key.startsWith(outboxPrefix))).toEqual([outboxKey(customer, 99)]);
    await world.settle();
    expect(world.receiver.idsAt(endpoint.url)).toEqual([`${id}:1`]);
  });

  test('what waits of a window is not taken for what waits of its subscription', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const endpoint = await listening(world);
    await seats(world, customer, id, 11);
    await world.settle();
    // The endpoint takes nothing of windows for a while, and goes on with the subscription.
    world.receiver.answers = ({ id: eventId }) => ({ kind: 'answered', status: eventId.includes('|window|') ? 429 : 200 });
    world.sleepUntil('2021-06-24T10:00:00Z');
    await world.settle();
    await seats(world, customer, id, 12);
    await world.settle();
    world.receiver.answers = () => ({ kind: 'answered', status: 200 });
    const before = world.receiver.received.length;
    world.sleepUntil('2021-06-25T10:00:00Z');
    await world.settle();
    expect(changes(world.receiver.idsAt(endpoint.url))).toEqual([`${id}:2`, `${id}:3`]);
    expect(world.receiver.idsAt(endpoint.url).slice(before).toSorted()).toEqual([`${id}|window|1.1:1`, `${id}|window|1.1:2`, `${id}|window|2.1:1`, `${id}|window|2.1:2`]);
  });

  test('what was said before the endpoint was there, to the millisecond, is not', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    await seats(world, customer, id, 11);
    world.sleepUntil('2021-06-18T10:00:00.001Z');
    await listening(world, { events: ['subscription.*'] });
    await seats(world, customer, id, 12);
    await world.settle();
    expect(world.receiver.received.map(({ id: eventId }) => eventId)).toEqual([`${id}:3`]);
  });

  test('whatever dies between the change and the answer, each event is sent in order, and kept once', async () => {
    const { world: shop, customer, ids: [id = ''] } = await withSubscriptions();
    await listening(shop, { events: ['subscription.*'] });
    const act = async (world: World): Promise<void> => {
      for (const quantity of [11, 12]) await seats(world, customer, id, quantity);
      await world.tick();
    };
    const faults = await everyPlace(at, shop.stores, act, 'dieAfter');
    let places = 0;
    await afterEachFault(faults, at, shop.stores, act, async (world) => {
      places += 1;
      await world.advanceTo('2021-06-18T10:30:00Z');
      const { version } = await world.subscription(customer, id);
      const sent = world.receiver.received.map(({ id: eventId }) => eventId);
      // Sent again where the answer was not stored: whoever listens knows it by its id.
      expect([...new Set(sent)]).toEqual(Array.from({ length: version - 1 }, (_, index) => `${id}:${index + 2}`));
      expect(sent).toEqual([...sent].sort());
      expect((await rowsOf(world.stores.Webhooks)).filter(({ key }) => /^(waiting|due)\|/.test(key))).toEqual([]);
    });
    expect(places).toBeGreaterThan(20);
  });

  test.each(['stream|', 'waiting|'])('what is taken up while another host finds that nothing waits, before %s… is read, is delivered', async (prefix) => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const endpoint = await listening(world, { events: ['subscription.*'] });
    await seats(world, customer, id, 11);
    await world.settle();
    const { store, hasActed } = interrupted(world.app.webhook.webhooks, prefix, () => seats(world, customer, id, 12));
    await headOf({ ...world.app.webhook, webhooks: store }, endpoint.id, id);
    await world.settle();
    expect([hasActed(), world.receiver.idsAt(endpoint.url)]).toEqual([true, [`${id}:2`, `${id}:3`]]);
  });

  test('where its event was lost and is taken up anew just before its place is taken away', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const endpoint = await listening(world, { events: ['subscription.*'] });
    await seats(world, customer, id, 11);
    const { Webhooks } = world.stores;
    const [event] = await rowsAt(world, endpoint, 'event');
    const [place] = await rowsAt(world, endpoint, 'waiting');
    if (event === undefined || place === undefined) throw new Error('Nothing waits');
    await Webhooks.commit(event.partition, [{ op: 'delete', key: event.key, etag: event.etag }]);
    const { store, hasActed } = interrupted(Webhooks, { deletes: 'waiting|' }, () => Webhooks.commit(event.partition, [event, place].map(({ key, value }) => ({ op: 'put', key, value }))));
    expect(await headOf({ ...world.app.webhook, webhooks: store }, endpoint.id, id)).toBeUndefined();
    await world.settle();
    expect([hasActed(), world.receiver.idsAt(endpoint.url)]).toEqual([true, [`${id}:2`]]);
  });
});

describe('[WHK-3] what is not answered with 2xx is tried again', () => {
  test('after growing waits for three days, ten times; then it is given up, and what follows it goes on', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const endpoint = await listening(world, { events: ['subscription.*'] });
    const tried: string[] = [];
    world.receiver.answers = ({ id: eventId }) => {
      tried.push(`${eventId} ${world.now()}`);
      return { kind: 'answered', status: eventId === `${id}:2` ? 500 : 200 };
    };
    await seats(world, customer, id, 11);
    await world.advanceTo('2021-06-18T12:00:00Z');
    await seats(world, customer, id, 12);
    await world.advanceTo('2021-06-22T10:00:00Z');
    const poisoned = tried.filter((each) => each.startsWith(`${id}:2`));
    expect(poisoned).toHaveLength(10);
    expect(poisoned[0]).toBe(`${id}:2 ${at}`);
    expect(poisoned.at(-1)?.split(' ')[1]?.slice(0, 10)).toBe('2021-06-21');
    expect(tried.at(-1)?.split(' ')[0]).toBe(`${id}:3`);
    const dead = await listDeadLetters(world.app.webhook, endpoint, 100, undefined);
    expect(dead.items).toMatchObject([{ eventId: `${id}:2`, attempts: 10, status: 'dead', reason: 'the last answer was 500' }]);
    const log = await listAttempts(world.app.webhook, endpoint, undefined, 100, undefined);
    expect(log.items).toHaveLength(11);
    expect(log.items[0]).toEqual({ eventId: `${id}:2`, subjectId: id, version: 2, eventTypes: ['subscription.SeatsAdded'], at, attempt: 1, outcome: 'retry', httpStatus: 500, answer: 'said 500', durationMs: 12 });
  });

  test('a poison event holds up its own subject alone, and an endpoint that does not answer no other', async () => {
    const { world, customer, ids: [one = '', two = ''] } = await withSubscriptions(2);
    const good = await listening(world, { events: ['subscription.*'], url: 'https://hooks.example/good' });
    const bad = await listening(world, { events: ['subscription.*'], url: 'https://hooks.example/bad' });
    world.receiver.answers = ({ url, id }) => (url === bad.url ? { kind: 'unanswered', reason: 'refused' } : { kind: 'answered', status: id === `${one}:2` ? 400 : 200 });
    for (const id of [one, two]) for (const quantity of [11, 12]) await seats(world, customer, id, quantity);
    await world.settle();
    expect(world.receiver.idsAt(good.url).sort()).toEqual([`${one}:2`, `${two}:2`, `${two}:3`].sort());
    expect(world.receiver.idsAt(bad.url).sort()).toEqual([`${one}:2`, `${two}:2`].sort());
  });

  test('410 unsubscribes: nothing is sent any more, and what waited is given up', async () => {
    const { world, customer, ids: [one = '', two = ''] } = await withSubscriptions(2);
    const endpoint = await listening(world, { events: ['subscription.*'] });
    world.receiver.answers = () => ({ kind: 'answered', status: 410 });
    for (const id of [one, two]) for (const quantity of [11, 12]) await seats(world, customer, id, quantity);
    await world.settle();
    const sent = world.receiver.received.length;
    expect(sent).toBeLessThan(4);
    expect((await getEndpoint(world.app.webhook, endpoint.partnerId, endpoint.id))).toMatchObject({ value: { endpoint: { unsubscribedAt: at } } });
    await seats(world, customer, one, 13);
    await world.advanceTo('2021-06-19T10:00:00Z');
    expect(world.receiver.received).toHaveLength(sent);
    expect(await rowsAt(world, endpoint, 'waiting')).toEqual([]);
    expect((await listDeadLetters(world.app.webhook, endpoint, 100, undefined)).items).toHaveLength(4);
    expect(await replayDeadLetters(world.app.webhook, { ...endpoint, unsubscribedAt: world.now() }, undefined)).toEqual({ ok: false, error: { kind: 'WebhookUnsubscribed', webhookId: endpoint.id } });
  });

  test('the 410 of an address that was replaced meanwhile unsubscribes nothing, and what waits goes to the new one', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const endpoint = await listening(world, { events: ['subscription.*'] });
    const url = 'https://hooks.example/new';
    world.receiver.answers = async (request) => {
      if (request.url === url) return { kind: 'answered', status: 200 };
      await replaceEndpoint(world.newProcess().webhook, endpoint.partnerId, endpoint.id, { url, events: ['subscription.*'], customers: [], products: [] });
      return { kind: 'answered', status: 410 };
    };
    for (const quantity of [11, 12]) await seats(world, customer, id, quantity);
    await world.advanceTo('2021-06-18T10:10:00Z');
    expect(world.receiver.idsAt(url)).toContain(`${id}:3`);
    expect(await getEndpoint(world.app.webhook, endpoint.partnerId, endpoint.id)).toMatchObject({ value: { endpoint: { url } } });
    expect((await listDeadLetters(world.app.webhook, endpoint, 100, undefined)).items.map(({ eventId }) => eventId)).not.toContain(`${id}:3`);
  });

  test('an endpoint that is subscribed again while a round finds it unsubscribed stays so', async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const endpoint = await listening(world, { events: ['subscription.*'] });
    world.receiver.answers = () => ({ kind: 'answered', status: 410 });
    await seats(world, customer, id, 11);
    await world.settle();
    world.receiver.answers = () => ({ kind: 'answered', status: 200 });
    const other = world.newProcess().webhook;
    const { store, hasActed } = interrupted(world.app.webhook.webhooks, 'state', async () => {
      await replaceEndpoint(other, endpoint.partnerId, endpoint.id, { url: endpoint.url, events: ['subscription.*'], customers: [], products: [] });
      await seats(world, customer, id, 12);
    });
    await deliverRound({ ...world.app.webhook, webhooks: store }, [deliveryDeadline(endpoint, world.now())]);
    await world.advanceTo('2021-06-18T10:10:00Z');
    expect([hasActed(), (await listDeadLetters(world.app.webhook, endpoint, 100, undefined)).items.length]).toEqual([true, 1]);
    expect((await world.app.webhook.endpoints.read(endpoint.partnerId, endpoint.id))?.value.unsubscribedAt).toBeUndefined();
    expect(world.receiver.idsAt(endpoint.url)).toContain(`${id}:3`);
  });
});

test('[WHK-4] after five failures in a row one event is tried now and again; its success lets all out', async () => {
  const { world, customer, ids } = await withSubscriptions(6);
  const endpoint = await listening(world, { events: ['subscription.*'] });
  let isUp = false;
  world.receiver.answers = () => (isUp ? { kind: 'answered', status: 204 } : { kind: 'unanswered', reason: 'refused' });
  for (const id of ids) await seats(world, customer, id, 11);
  await world.settle();
  // The circuit opens while the sixth is on its way at the most.
  expect(world.receiver.received.length).toBeGreaterThanOrEqual(5);
  const state = async () => (await getEndpoint(world.app.webhook, endpoint.partnerId, endpoint.id)) as unknown as { value: { state: string } };
  expect((await state()).value.state).toBe('open');
  const before = world.receiver.received.length;
  await world.advanceTo('2021-06-18T10:01:00.000Z');
  expect(world.receiver.received).toHaveLength(before + 1);
  isUp = true;
  await world.advanceTo('2021-06-18T10:02:59.999Z');
  expect(world.receiver.received).toHaveLength(before + 1);
  await world.advanceTo('2021-06-18T10:03:00.000Z');
  expect((await state()).value.state).toBe('closed');
  await world.advanceTo('2021-06-18T10:30:00Z');
  expect(await rowsAt(world, endpoint, 'waiting')).toEqual([]);
});

describe('[WHK-7] what was given up is kept, replayed, and goes after thirty days', () => {
  const givenUp = async () => {
    const { world, customer, ids: [id = ''] } = await withSubscriptions();
    const endpoint = await listening(world, { events: ['subscription.*'] });
    world.receiver.answers = () => ({ kind: 'answered', status: 503 });
    for (const quantity of [11, 12]) await seats(world, customer, id, quantity);
    await world.advanceTo('2021-06-22T10:00:00Z');
    world.receiver.answers = () => ({ kind: 'answered', status: 200 });
    world.receiver.received.length = 0;
    return { world, customer, id, endpoint };
  };

  test('one of them, or all, in order', async () => {
    const { world, id, endpoint } = await givenUp();
    expect(await replayDeadLetters(world.app.webhook, endpoint, `${id}:3`)).toEqual({ ok: true, value: { replayed: 1, more: false } });
    await world.settle();
    expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:3`]);
    expect(await replayDeadLetters(world.app.webhook, endpoint, `${id}:3`)).toEqual({ ok: false, error: { kind: 'DeadLetterNotFound', eventId: `${id}:3` } });
    expect(await replayDeadLetters(world.app.webhook, endpoint, undefined)).toEqual({ ok: true, value: { replayed: 1, more: false } });
    await world.settle();
    expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:3`, `${id}:2`]);
    expect((await listDeadLetters(world.app.webhook, endpoint, 100, undefined)).items).toEqual([]);
  });

  test('after thirty days nothing of it is kept; what waits is', async () => {
    const { world, customer, id, endpoint } = await givenUp();
    expect(await rowsAt(world, endpoint, 'event')).toHaveLength(2);
    await world.advanceTo('2021-07-20T10:00:00Z');
    expect(await rowsAt(world, endpoint, 'event')).not.toEqual([]);
    world.receiver.answers = () => ({ kind: 'answered', status: 503 });
    await world.advanceTo('2021-07-25T10:00:00Z');
    await seats(world, customer, id, 13);
    await world.advanceTo('2021-07-26T10:00:00Z');
    expect((await rowsAt(world, endpoint, 'dead')).length).toBe(0);
    expect((await rowsAt(world, endpoint, 'event')).map(({ value }) => value['status'])).not.toContain('dead');
    expect(await rowsAt(world, endpoint, 'waiting')).not.toEqual([]);
  });

  test.each<string | typeof COMMIT>(['attempt|', 'event|', COMMIT])('taken up again while it is cleared away after thirty days, it is delivered (%#)', async (moment) => {
    const { world, id, endpoint } = await givenUp();
    world.sleepUntil('2021-07-26T10:00:00Z');
    const { store, hasActed } = interrupted(world.app.webhook.webhooks, moment, () => replayDeadLetters(world.newProcess().webhook, endpoint, `${id}:2`));
    await keepWebhookLog({ ...world.app.webhook, webhooks: store }, { at: world.now(), kind: 'webhookRetention', customerId: endpoint.id, subject: endpoint.partnerId });
    await world.settle();
    expect([hasActed(), world.receiver.received.map((each) => each.id).includes(`${id}:2`)]).toEqual([true, true]);
    await world.advanceTo('2021-07-26T12:00:00Z');
    expect(await rowsAt(world, endpoint, 'dead')).toEqual([]);
  });

  test('[REN-7] clearing away that failed and was done then does not come again as work that fails for long', async () => {
    const { world, endpoint: { id, partnerId } } = await givenUp();
    const failure = { attempts: 1, since: world.now(), reason: 'The store does not answer' };
    await world.app.deadlines.put([{ at: world.now(), kind: 'webhookRetention', customerId: id, subject: partnerId, data: { failure } }]);
    await world.settle();
    const ahead = (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|webhookRetention|'));
    expect(ahead.length).toBeGreaterThan(0);
    expect(JSON.stringify(ahead)).not.toContain('failure');
  });

  test('[DUE-2] one that cannot be read stays, is told of, and takes no other with it', async () => {
    const { world, id, endpoint } = await givenUp();
    const row = (await rowsAt(world, endpoint, 'event')).find(({ value }) => value['version'] === 2);
    if (row === undefined) throw new Error('Nothing was given up');
    const write = (value: object) => world.stores.Webhooks.commit(row.partition, [{ op: 'put', key: row.key, value }]);
    await write({ type: 'webhookEvent', broken: true });
    expect(await listDeadLetters(world.app.webhook, endpoint, 100, undefined)).toMatchObject({ items: [{ eventId: `${id}:3` }], unreadable: [{ key: row.key }] });
    await expect(replayDeadLetters(world.app.webhook, endpoint, `${id}:2`)).rejects.toThrow('cannot be read');
    expect(await replayDeadLetters(world.app.webhook, endpoint, undefined)).toEqual({ ok: true, value: { replayed: 1, more: true } });
    await world.settle();
    expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:3`]);
    await write(row.value);
    expect(await replayDeadLetters(world.app.webhook, endpoint, undefined)).toEqual({ ok: true, value: { replayed: 1, more: false } });
  });

  test('[DUE-2] it is replayed also where the row of its stream was taken away because it could not be read', async () => {
    const { world, customer, id, endpoint } = await givenUp();
    const [stream] = await rowsAt(world, endpoint, 'stream');
    await world.stores.Webhooks.commit(stream?.partition ?? '', [{ op: 'delete', key: stream?.key ?? '', etag: ANY_ETAG }]);
    expect(await replayDeadLetters(world.app.webhook, endpoint, undefined)).toEqual({ ok: true, value: { replayed: 2, more: false } });
    await world.settle();
    await seats(world, customer, id, 13);
    await world.settle();
    expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:2`, `${id}:3`, `${id}:4`]);
    expect(await rowsAt(world, endpoint, 'due')).toEqual([]);
  });

  test('test events of the contract go with the attempts that they were', async () => {
    const world = await World.at(at);
    const { webhook } = world.app;
    const registered = await register(webhook, world.as('havn').partner.tenantId, { url: 'https://hooks.example/pc', events: ['test-created'] }, { requestId: 'r', fingerprint: 'f' });
    if (!registered.ok) throw new Error(registered.error.kind);
    const sent = await sendValidationEvent(webhook, registered.value);
    expect([sent.ok, (await rowsAt(world, registered.value, 'validation')).length]).toEqual([true, 1]);
    await world.advanceTo('2021-07-23T10:00:00Z');
    expect([await rowsAt(world, registered.value, 'attempt'), await rowsAt(world, registered.value, 'validation')]).toEqual([[], []]);
  });

  test('[DUE-2] an attempt that cannot be read takes its event with it, as any', async () => {
    const { world, endpoint } = await givenUp();
    for (const { partition, key } of await rowsAt(world, endpoint, 'attempt')) await world.stores.Webhooks.commit(partition, [{ op: 'put', key, value: { type: 'webhookAttempt', broken: true } }]);
    await world.advanceTo('2021-07-26T10:00:00Z');
    const left = await Promise.all(['dead', 'event'].map((kind) => rowsAt(world, endpoint, kind)));
    expect(left.flat().filter(({ value }) => Number(value['version']) <= 3)).toEqual([]);
  });

  test('an endpoint that is removed leaves nothing', async () => {
    const { world, endpoint } = await givenUp();
    expect(await removeEndpoint(world.app.webhook, endpoint.partnerId, endpoint.id)).toMatchObject({ ok: true, value: { endpoint: { id: endpoint.id } } });
    await world.advanceTo('2021-06-22T11:00:00Z');
    for (const kind of ['event', 'attempt', 'dead', 'stream', 'waiting', 'due', 'state']) expect([kind, await rowsAt(world, endpoint, kind)]).toEqual([kind, []]);
  });

  test.each<{ name: string; moment: Deletion | undefined }>([
    { name: 'while its rows are listed', moment: undefined },
    { name: 'just before they are taken away', moment: { deletes: '' } },
  ])('[WHK-3] one that is made again after it was removed, $name, keeps what it takes up', async ({ moment }) => {
    const { world, customer, id, endpoint } = await givenUp();
    const { partnerId } = endpoint;
    await removeEndpoint(world.app.webhook, partnerId, endpoint.id);
    const other = world.newProcess();
    const act = async (): Promise<void> => {
      expect(await createEndpoint(other.webhook, partnerId, { url: endpoint.url, events: endpoint.events, customers: [], products: [] }, { requestId: endpoint.madeBy?.requestId ?? '', fingerprint: 'f' })).toMatchObject({ ok: true, value: { endpoint: { id: endpoint.id } } });
      await seats(world, customer, id, 13);
    };
    const { store, hasActed } = interrupted(world.stores.Webhooks, moment ?? '', act);
    const endpoints = new EndpointBook(world.stores.Webhooks, () => 0);
    await keepWebhookLog({ ...world.app.webhook, webhooks: store, endpoints }, { at: world.now(), kind: 'webhookRetention', customerId: endpoint.id, subject: partnerId });
    world.receiver.received.length = 0;
    await world.advanceTo(plusHours(world.now(), 2));
    expect([hasActed(), world.receiver.idsAt(endpoint.url)]).toEqual([true, [`${id}:4`]]);
  });
});

test.each([
  { by: 'the daily check', act: (world: World): Promise<unknown> => goOnChecking(world.app) },
  { by: 'a rebuild', act: (world: World): Promise<unknown> => rebuild(world.app, true) },
])('[DUE-1] a lost deadline of a delivery is written anew by $by', async ({ act }) => {
  const { world, customer, ids: [id = ''] } = await withSubscriptions();
  await listening(world, { events: ['subscription.*'] });
  await seats(world, customer, id, 11);
  for (const row of (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|webhook|'))) await world.stores.Deadlines.commit(row.partition, [{ op: 'delete', key: row.key, etag: ANY_ETAG }]);
  await world.settle();
  expect(world.receiver.received).toEqual([]);
  await act(world);
  expect(world.errors).toEqual([]);
  await world.advanceTo(plusMinutes(world.now(), 2));
  expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:2`]);
});

test('[DUE-2] a row that cannot be read holds up its own subject alone, and is raised', async () => {
  const { world, customer, ids: [one = '', two = ''] } = await withSubscriptions(2);
  const endpoint = await listening(world, { events: ['subscription.*'] });
  for (const id of [one, two]) await seats(world, customer, id, 11);
  const row = (await rowsAt(world, endpoint, 'event')).find(({ key }) => key.includes(one));
  if (row === undefined) throw new Error('Nothing was taken up');
  await world.stores.Webhooks.commit(row.partition, [{ op: 'put', key: row.key, value: { type: 'webhookEvent', broken: true } }]);
  await world.settle();
  expect(world.receiver.received.map((each) => each.id)).toEqual([`${two}:2`]);
  expect(JSON.stringify(await rowsOf(world.stores.Directory))).toContain('webhookEvent');
  await world.advanceTo(plusHours(world.now(), 2));
  expect(world.receiver.received).toHaveLength(1);
});

test.each(['stream', 'event', 'waiting'])('[DUE-2] a row of a %s that is mended lets out what waited behind it, once, and what comes after', async (kind) => {
  const { world, customer, ids: [id = ''] } = await withSubscriptions();
  const endpoint = await listening(world, { events: ['subscription.*'] });
  await seats(world, customer, id, 11);
  const [row] = await rowsAt(world, endpoint, kind);
  if (row === undefined) throw new Error('Nothing was taken up');
  const write = (value: object) => world.stores.Webhooks.commit(row.partition, [{ op: 'put', key: row.key, value }]);
  await write({ type: row.value['type'], broken: true });
  await world.settle();
  await world.advanceTo(plusHours(world.now(), 2));
  expect(world.receiver.received).toEqual([]);
  await write(row.value);
  await world.advanceTo(plusHours(world.now(), 2));
  expect(world.receiver.idsAt(endpoint.url)).toEqual([`${id}:2`]);
  expect(await rowsAt(world, endpoint, 'due')).toEqual([]);
  await seats(world, customer, id, 12);
  await world.settle();
  expect(world.receiver.idsAt(endpoint.url)).toEqual([`${id}:2`, `${id}:3`]);
});

test('[DUE-2] a place among what waits that cannot be read is raised, and what waits there goes at its time', async () => {
  const { world, customer, ids: [id = ''] } = await withSubscriptions();
  const endpoint = await listening(world, { events: ['subscription.*'] });
  world.receiver.answers = () => ({ kind: 'answered', status: 500 });
  await seats(world, customer, id, 11);
  await world.settle();
  const [row] = await rowsAt(world, endpoint, 'due');
  if (row === undefined) throw new Error('Nothing waits');
  await world.stores.Webhooks.commit(row.partition, [{ op: 'put', key: row.key, value: { type: 'webhookDue', broken: true } }]);
  world.receiver.answers = () => ({ kind: 'answered', status: 200 });
  await world.advanceTo(plusMinutes(world.now(), 2));
  expect([world.receiver.idsAt(endpoint.url), await rowsAt(world, endpoint, 'due')]).toEqual([[`${id}:2`, `${id}:2`], []]);
  expect(JSON.stringify(await rowsOf(world.stores.Directory))).toContain('webhookDue');
});

test('[WHK-4] an event that cannot be read keeps no endpoint closed that answers again', async () => {
  const { world, customer, ids } = await withSubscriptions(6);
  const endpoint = await listening(world, { events: ['subscription.*'] });
  world.receiver.answers = () => ({ kind: 'unanswered', reason: 'refused' });
  for (const id of ids) await seats(world, customer, id, 11);
  await world.settle();
  const [row] = await rowsAt(world, endpoint, 'event');
  if (row === undefined) throw new Error('Nothing was taken up');
  await world.stores.Webhooks.commit(row.partition, [{ op: 'put', key: row.key, value: { type: 'webhookEvent', broken: true } }]);
  world.receiver.answers = () => ({ kind: 'answered', status: 200 });
  world.receiver.received.length = 0;
  await world.advanceTo('2021-06-18T10:30:00Z');
  expect(world.receiver.idsAt(endpoint.url).toSorted()).toEqual(ids.filter((id) => !row.key.includes(id)).map((id) => `${id}:2`).toSorted());
  expect(await getEndpoint(world.app.webhook, endpoint.partnerId, endpoint.id)).toMatchObject({ value: { state: 'closed' } });
});

test.each(['stream', 'endpoint'])('[DUE-2] what happens while a row of the %s cannot be read is delivered once it is mended, though nothing more happens', async (kind) => {
  const { world, customer, ids: [id = ''] } = await withSubscriptions();
  const endpoint = await listening(world, { events: ['subscription.*'] });
  await seats(world, customer, id, 11);
  await world.settle();
  const [row] = kind === 'stream' ? await rowsAt(world, endpoint, kind) : (await rowsOf(world.stores.Webhooks)).filter(({ key }) => key === endpointKey(endpoint.id));
  if (row === undefined) throw new Error('There is none');
  const write = async (value: object) => {
    await world.stores.Webhooks.commit(row.partition, [{ op: 'put', key: row.key, value }]);
    // What a process remembers of who listens is a minute old at the most.
    world.restart();
  };
  await write({ type: row.value['type'], broken: true });
  for (const quantity of [12, 13]) await seats(world, customer, id, quantity);
  await world.advanceTo(plusHours(world.now(), 3));
  expect(world.receiver.idsAt(endpoint.url)).toEqual([`${id}:2`]);
  await write(row.value);
  await world.advanceTo(plusHours(world.now(), 2));
  expect(world.receiver.idsAt(endpoint.url)).toEqual([`${id}:2`, `${id}:3`, `${id}:4`]);
  expect((await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|webhook|'))).toEqual([]);
});

test.each([{ waits: true }, { waits: false }])('[DUE-2] a row of a stream that is taken away because it cannot be read takes nothing with it (something waits: $waits)', async ({ waits }) => {
  const { world, customer, ids: [id = ''] } = await withSubscriptions();
  const endpoint = await listening(world, { events: ['subscription.*'] });
  await seats(world, customer, id, 11);
  const rows = await Promise.all(['stream', 'waiting'].map((kind) => rowsAt(world, endpoint, kind)));
  const gone = rows.slice(0, waits ? 1 : 2).flat();
  await world.stores.Webhooks.commit(gone[0]?.partition ?? '', gone.map(({ key }) => ({ op: 'delete', key, etag: ANY_ETAG })));
  await world.settle();
  expect([world.receiver.idsAt(endpoint.url), await rowsAt(world, endpoint, 'due')]).toEqual([waits ? [`${id}:2`] : [], []]);
  // What an endpoint that was made lately was not told of is caught up: by then it is known as taken up, or it is taken up anew.
  await world.advanceTo(plusHours(world.now(), 2));
  expect(world.receiver.idsAt(endpoint.url)).toEqual([`${id}:2`]);
  await seats(world, customer, id, 12);
  await world.settle();
  expect(world.receiver.idsAt(endpoint.url)).toEqual([`${id}:2`, `${id}:3`]);
});
