import { createVerify, X509Certificate } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { issuedEvent } from '../../../src/app/invoice/invoiceEvents';
import { acceptEvents } from '../../../src/app/webhook/accept';
import { outcomeOf } from '../../support/worldDesk';
import { httpOver, type Call, type Reply } from '../../support/httpWorld';
import { rowsOf } from '../../support/worldStores';
import { World } from '../../support/world';

const at = '2021-06-18T10:00:00.000Z';
const own = '/nextterm/v1/webhooks';
const registration = '/webhooks/v1/registration';
const asked = { url: 'https://hooks.example/one', events: ['subscription.*'] };

const withWorld = async () => {
  const world = await World.at('2021-06-18T09:59:00Z');
  const http = httpOver(world);
  const post = (path: string, body: unknown = {}, call: Call = {}): Promise<Reply> => http(path, { method: 'POST', body, ...call });
  const customer = world.customer('Zonnebloem');
  const [subscription = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001' }]);
  world.sleepUntil(at);
  const change = (quantity: number) => outcomeOf(world.as('havn').patch(customer, subscription, { quantity }));
  const made = async (body: object = asked, call: Call = {}) => (await post(own, body, call)).body as { id: string; secret: string };
  return { world, http, post, customer, subscription, change, made };
};

/** Receivers look at their own clock. */
beforeEach(() => jest.useFakeTimers({ now: new Date(at), doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask', 'setInterval', 'performance'] }));
afterEach(() => jest.useRealTimers());

describe('[WHK-1] endpoints of a partner', () => {
  test('are made with a secret that is shown once, listed, read, replaced and removed', async () => {
    const { http, post, made, world } = await withWorld();
    const created = await post(own, { ...asked, description: 'Billing' });
    const { id, secret } = created.body as { id: string; secret: string };
    expect([created.status, secret]).toEqual([201, expect.stringMatching(/^whsec_[\w+/]{43}=$/)]);
    const resource = { id, form: 'own', url: asked.url, description: 'Billing', events: ['subscription.*'], customers: [], products: [], status: 'active', circuit: { state: 'closed', failures: 0 }, secrets: [{}], createdDate: at };
    const { body: read } = await http(`${own}/${id}`);
    expect(read).toMatchObject(resource);
    expect(read).not.toHaveProperty('secret');
    await made({ ...asked, url: 'https://hooks.example/two' });
    expect((await http(own)).body).toMatchObject({ totalCount: 2 });
    const replaced = await http(`${own}/${id}`, { method: 'PUT', body: { url: 'https://hooks.example/three', events: ['*'] } });
    expect(replaced.body).toMatchObject({ url: 'https://hooks.example/three', events: ['*'] });
    expect(replaced.body).not.toHaveProperty('description');
    expect((await http(`${own}/${id}`, { method: 'PUT', body: asked, headers: { 'If-Match': '"stale"' } })).status).toBe(400);
    expect((await http(`${own}/${id}`, { method: 'DELETE', headers: { 'If-Match': '"stale"' } })).body).toMatchObject({ code: 2055 });
    const { headers: { ETag: etag = '' } } = await http(`${own}/${id}`);
    expect((await http(`${own}/${id}`, { method: 'DELETE', headers: { 'If-Match': etag } })).status).toBe(204);
    expect((await http(`${own}/${id}`)).status).toBe(404);
    // Nor does the log of who did what keep it.
    expect(JSON.stringify(await rowsOf(world.stores.Audit))).not.toContain('whsec_');
  });

  test("another partner's are not there", async () => {
    const { http, made } = await withWorld();
    const { id } = await made();
    for (const [path, method] of [['', 'GET'], ['', 'DELETE'], ['/rotate', 'POST'], ['/test', 'POST'], ['/deliveries', 'GET'], ['/deadletters', 'GET'], ['/deadletters/replay', 'POST']] as const) {
      expect([path, (await http(`${own}/${id}${path}`, { method, as: 'nordlys', ...(method === 'POST' && { body: {} }) })).status]).toEqual([path, 404]);
    }
  });

  test('are made once by one call, and twenty at the most', async () => {
    const { http, post, made } = await withWorld();
    const headers = { 'MS-RequestId': '0f8fad5b-d9cb-469f-a165-70867728950e' };
    const first = await post(own, asked, { headers });
    expect((await post(own, asked, { headers })).body).toEqual(first.body);
    expect((await post(own, { ...asked, events: ['*'] }, { headers })).body).toMatchObject({ code: 800002, description: expect.stringContaining('was used for another request') as string });
    for (let count = 1; count < 20; count += 1) await made();
    expect((await http(own)).body).toMatchObject({ totalCount: 20 });
    expect(await post(own, asked)).toMatchObject({ status: 400, body: { code: 800042, description: 'A partner has at most 20 webhooks: remove one first.' } });
    expect((await http(own)).body).toMatchObject({ totalCount: 20 });
  });

  test.each([
    [{ ...asked, url: 'http://hooks.example/' }, 'must be an https address'],
    [{ ...asked, url: 'https://a:b@hooks.example/' }, 'credentials'],
    [{ ...asked, events: [] }, 'events'],
    [{ ...asked, events: ['subscription.seats'] }, 'events[0]: must be a pattern'],
    [{ ...asked, events: ['*', 'subscription.SeatAdded'] }, 'events[1]: fits no type of event that there is.'],
    [{ ...asked, events: ['*.SeatAdded'] }, 'events[0]: fits no type'],
    [{ ...asked, events: ['subscriptions.*'] }, 'events[0]: fits no type'],
    [{ ...asked, events: ['order.SeatsAdded'] }, 'events[0]: fits no type'],
    [{ ...asked, customers: ['no guid'] }, 'GUID'],
    [{ events: ['*'] }, 'url'],
  ])('%j is refused, and nothing is kept', async (body, says) => {
    const { http, post } = await withWorld();
    expect(await post(own, body)).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining(says) as string } });
    expect((await http(own)).body).toMatchObject({ totalCount: 0 });
  });

  test('hear of the customers and products they ask for', async () => {
    const { world, http, made, change, customer } = await withWorld();
    await made({ ...asked, url: 'https://hooks.example/customer', customers: [customer] });
    await made({ ...asked, url: 'https://hooks.example/another', customers: [world.customer('Molenwiek')] });
    await made({ ...asked, url: 'https://hooks.example/product', products: ['NCM365ENTE03'] });
    await made({ ...asked, url: 'https://hooks.example/none', products: ['NCBUSSTAND01'] });
    expect((await http(own)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ customers: [customer], products: [] }), expect.objectContaining({ customers: [], products: ['NCM365ENTE03'] })]) as unknown });
    await change(11);
    await world.settle();
    expect(world.receiver.received.filter(({ id }) => id.endsWith(':2')).map(({ url }) => url).sort()).toEqual(['https://hooks.example/customer', 'https://hooks.example/product']);
  });
});

describe('[WHK-5] deliveries are signed', () => {
  test('as Standard Webhooks has it, with every secret in force', async () => {
    const { world, http, post, made, change } = await withWorld();
    const { id, secret } = await made();
    await change(11);
    await world.settle();
    const [first] = world.receiver.received;
    expect(new Webhook(secret).verify(first?.body ?? '', { ...first?.headers })).toEqual(first?.json);
    const { secret: next } = (await post(`${own}/${id}/rotate`)).body as { secret: string };
    expect(next).not.toBe(secret);
    expect((await http(`${own}/${id}`)).body).toMatchObject({ secrets: [{}, { validUntil: '2021-06-19T10:00:00.000Z' }] });
    await change(12);
    await world.settle();
    const second = world.receiver.received.at(-1);
    for (const each of [secret, next]) expect(new Webhook(each).verify(second?.body ?? '', { ...second?.headers })).toEqual(second?.json);
    world.sleepUntil('2021-06-19T10:00:00Z');
    jest.setSystemTime(new Date('2021-06-19T10:00:00Z'));
    await change(13);
    await world.settle();
    const third = world.receiver.received.find(({ id: eventId }) => eventId.endsWith(':4'));
    expect(new Webhook(next).verify(third?.body ?? '', { ...third?.headers })).toEqual(third?.json);
    expect(() => new Webhook(secret).verify(third?.body ?? '', { ...third?.headers })).toThrow('No matching signature');
  });

  test("of the contract's form with RSA, in the header that was asked for, by the key of the certificate", async () => {
    const { world, http, post, change, customer, subscription } = await withWorld();
    await post(registration, { WebhookUrl: 'https://hooks.example/pc', WebhookEvents: ['Subscription-Updated'] });
    await change(11);
    await world.settle();
    const [first] = world.receiver.received;
    expect(first?.json).toEqual({ EventName: 'subscription-updated', ResourceUri: `/v1/customers/${customer}/subscriptions/${subscription}`, ResourceName: 'subscription', AuditUri: null, ResourceChangeUtcDate: first?.json['ResourceChangeUtcDate'] });
    expect(first?.headers).toMatchObject({ 'X-MS-Certificate-Url': '/nextterm/v1/webhookcertificate', 'X-MS-Signature-Algorithm': 'rsa-sha256' });
    const key = new X509Certificate((await http('/nextterm/v1/webhookcertificate')).text).publicKey;
    const verifies = (signature: string, body: string): boolean => createVerify('RSA-SHA256').update(body).verify(key, signature, 'base64');
    expect(verifies(/^Signature (.+)$/.exec(first?.headers['Authorization'] ?? '')?.[1] ?? '', first?.body ?? '')).toBe(true);
    await http(registration, { method: 'PUT', body: { WebhookUrl: 'https://hooks.example/pc', WebhookEvents: ['subscription-updated'], SignatureTokenToMsSignatureHeader: true } });
    await change(12);
    await world.settle();
    const second = world.receiver.received.at(-1);
    expect([verifies(second?.headers['x-ms-signature'] ?? '', second?.body ?? ''), second?.headers['Authorization']]).toEqual([true, undefined]);
  });
});

describe("[WHK-1] the contract's registration", () => {
  test('is made once, read and replaced', async () => {
    const { http, post } = await withWorld();
    expect((await http(`${registration}/events`)).body).toEqual(expect.arrayContaining(['test-created', 'subscription-updated', 'invoice-ready', 'usagerecords-thresholdExceeded']));
    expect((await http(registration)).status).toBe(404);
    expect((await http(registration, { method: 'PUT', body: { WebhookUrl: asked.url, WebhookEvents: ['test-created'] } })).status).toBe(404);
    const body = { WebhookUrl: asked.url, WebhookEvents: ['subscription-updated', 'test-created'] };
    const made = await post(registration, body);
    expect(made).toMatchObject({ status: 200, body: { SubscriberId: expect.any(String) as string, ...body } });
    expect((await http(registration)).body).toEqual(made.body);
    expect((await post(registration, body)).status).toBe(409);
    expect((await http(registration, { method: 'PUT', body: { ...body, WebhookEvents: ['invoice-ready'] } })).body).toMatchObject({ WebhookEvents: ['invoice-ready'] });
    expect(await post(registration, { ...body, WebhookEvents: ['subscription-renewed'] })).toMatchObject({ status: 400, body: { code: 800002 } });
  });

  test('sends test events that it names, two a minute, and tells for seven days what came of each', async () => {
    const { world, http, post } = await withWorld();
    const events = `${registration}/validationEvents`;
    expect((await post(events)).status).toBe(404);
    await post(registration, { WebhookUrl: asked.url, WebhookEvents: ['invoice-ready'] });
    expect(await post(events)).toMatchObject({ status: 400, body: { code: 800042 } });
    await http(registration, { method: 'PUT', body: { WebhookUrl: asked.url, WebhookEvents: ['test-created'] } });
    world.receiver.answers = () => ({ kind: 'answered', status: 418 });
    const { correlationId } = (await post(events)).body as { correlationId: string };
    expect(world.receiver.received.at(-1)?.json).toMatchObject({ EventName: 'test-created' });
    expect((await http(`${events}/${correlationId}`)).body).toEqual({
      correlationId,
      partnerId: world.as('havn').partner.tenantId,
      status: 'completed',
      callbackUrl: asked.url,
      results: [{ responseCode: '418', responseMessage: 'said 418', systemError: false, dateTimeUtc: at }],
    });
    expect((await post(events)).status).toBe(200);
    world.sleepUntil('2021-06-18T10:00:59.999Z');
    expect(await post(events)).toMatchObject({ status: 429, headers: { 'Retry-After': '1' } });
    world.sleepUntil('2021-06-18T10:01:00Z');
    expect((await post(events)).status).toBe(200);
    world.sleepUntil('2021-06-25T10:00:00Z');
    expect((await http(`${events}/${correlationId}`)).status).toBe(200);
    world.sleepUntil('2021-06-25T10:00:00.001Z');
    expect((await http(`${events}/${correlationId}`)).status).toBe(404);
  });

  test('[BIL-2] hears of an invoice', async () => {
    const { world, post } = await withWorld();
    await post(registration, { WebhookUrl: asked.url, WebhookEvents: ['invoice-ready'] });
    const invoice = issuedEvent({ id: 'G000000001', partnerId: world.as('havn').partner.tenantId, month: calendarDate('2021-05-01'), invoiceDate: world.now(), dueDate: calendarDate('2021-07-08'), documentType: 'invoice', currency: 'EUR', total: '119.61', lines: 3 });
    await acceptEvents(world.app.webhook, [invoice]);
    await acceptEvents(world.app.webhook, [invoice]);
    await world.settle();
    expect(world.receiver.received.map(({ json }) => json)).toMatchObject([{ EventName: 'invoice-ready', ResourceUri: '/v1/invoices/G000000001' }]);
  });
});

describe('[WHK-7] what became of deliveries', () => {
  test('is listed page by page, and what was given up is replayed', async () => {
    const { world, http, post, made, change, subscription } = await withWorld();
    const { id } = await made();
    world.receiver.answers = () => ({ kind: 'unanswered', reason: 'connection refused' });
    await change(11);
    await change(12);
    await world.advanceTo('2021-06-22T10:00:00Z');
    const log = await http(`${own}/${id}/deliveries?size=2`);
    expect(log.body).toMatchObject({ items: [{ eventId: `${subscription}:2`, attempt: 1, outcome: 'retry', answer: 'connection refused' }, { attempt: 2 }] });
    const { next } = (log.body as { links: { next: { uri: string; headers: { key: string; value: string }[] } } }).links;
    const token = next.headers.find(({ key }) => key === 'MS-ContinuationToken')?.value ?? '';
    expect((await http(`/nextterm/v1${next.uri.replace('/nextterm/v1', '')}`, { headers: { 'MS-ContinuationToken': token } })).body).toMatchObject({ items: [{ attempt: 3 }, { attempt: 4 }] });
    expect((await http(`${own}/${id}/deliveries?since=2021-06-21T00:00:00Z`)).body).not.toMatchObject({ items: [{ attempt: 1 }] });
    expect((await http(`${own}/${id}/deadletters`)).body).toMatchObject({ items: [{ eventId: `${subscription}:2`, reason: 'connection refused' }, { eventId: `${subscription}:3` }] });
    expect((await http(`${own}/${id}`)).body).toMatchObject({ circuit: { state: expect.any(String) as string } });
    world.receiver.answers = () => ({ kind: 'answered', status: 200 });
    const before = await world.dump();
    expect(await post(`${own}/${id}/deadletters/replay`, { eventId: `${subscription}:9` })).toMatchObject({ status: 404 });
    expect(await world.dump()).toEqual(before);
    expect((await post(`${own}/${id}/deadletters/replay`)).body).toEqual({ replayed: 2, more: false });
    world.receiver.received.length = 0;
    await world.advanceTo('2021-06-22T11:00:00Z');
    expect(world.receiver.received.map(({ id: eventId }) => eventId)).toEqual([`${subscription}:2`, `${subscription}:3`]);
    expect((await http(`${own}/${id}/deadletters`)).body).toMatchObject({ items: [] });
  });

  test('a test event is sent at once and told', async () => {
    const { world, post, made } = await withWorld();
    const { id, secret } = await made({ ...asked, events: ['order.*'] });
    const tested = await post(`${own}/${id}/test`);
    expect(tested.body).toMatchObject({ outcome: 'test', httpStatus: 200, eventTypes: ['test.TestSent'], durationMs: 12 });
    const [received] = world.receiver.received;
    expect(new Webhook(secret).verify(received?.body ?? '', { ...received?.headers })).toMatchObject({ type: 'nextterm.test.v1', facts: 'TestSent', data: { facts: [{ type: 'TestSent' }] } });
  });
});
