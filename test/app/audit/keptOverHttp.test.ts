import { auditedOperations } from '../../../src/adapters/http/auditedOperations';
import { type Caller } from '../../../src/adapters/http/caller';
import { httpOver, type Call } from '../../support/httpWorld';
import { kinds } from '../../support/keptChanges';
import { World } from '../../support/world';

test('[AUD-1] of every command of the log it is said what its record keeps: every world over HTTP holds its successes to that', () => {
  const named = Object.values(kinds).flatMap((names) => names.split(/\s+/));
  expect(named.toSorted()).toEqual(Object.keys(auditedOperations).toSorted());
});

describe('[AUD-1] the record of a change has what stood before, as a read gives it, and what resulted', () => {
  let world: World;
  let http: ReturnType<typeof httpOver>;
  const operator = (): Caller => ({ tenantId: world.app.operatorTenantId, kind: 'operator', userId: 'operator', displayName: 'Operator', roles: ['operator'], appOnly: false });

  beforeEach(async () => {
    world = await World.at('2026-06-10T10:00:00Z');
    http = httpOver(world);
  });

  const last = async (call: Call = {}) => {
    const { items } = (await http('/v1/auditrecords', call)).body as { items: { operationType: string; resourceOldValue?: string; resourceNewValue?: string }[] };
    const { operationType, resourceOldValue, resourceNewValue } = items.at(-1) ?? { operationType: 'none' };
    const value = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));
    return { operationType, before: value(resourceOldValue), after: value(resourceNewValue) };
  };

  test.each(['organization', 'legalbusiness', 'billing', 'support'])('a partner’s profile: %s, at the first time as at the next', async (name) => {
    const path = `/v1/profiles/${name}`;
    for (const email of ['a@havn.example', 'b@havn.example']) {
      const { body: before } = await http(path);
      const { body: after, status } = await http(path, { method: 'PUT', body: { ...(before as object), ...(name === 'organization' || name === 'support' ? { email } : { primaryContact: { email } }) } });
      expect([status, await last()]).toMatchObject([200, { before, after }]);
    }
  });

  test('a webhook: replaced, its secret rotated, removed; never the secret', async () => {
    const { id } = (await http('/nextterm/v1/webhooks', { method: 'POST', body: { url: 'https://hooks.example/one', events: ['*'] } })).body as { id: string };
    const path = `/nextterm/v1/webhooks/${id}`;
    const { body: made } = await http(path);
    await http(path, { method: 'PUT', body: { url: 'https://hooks.example/two', events: ['*'] } });
    const { body: replaced } = await http(path);
    expect(await last()).toEqual({ operationType: 'update_webhook', before: made, after: replaced });
    await http(`${path}/rotate`, { method: 'POST' });
    const { body: rotated } = await http(path);
    expect(await last()).toEqual({ operationType: 'rotate_webhook_secret', before: replaced, after: rotated });
    expect((await http(path, { method: 'DELETE' })).status).toBe(204);
    expect(await last()).toEqual({ operationType: 'delete_webhook', before: rotated, after: undefined });
  });

  test('the contract’s registration', async () => {
    const path = '/webhooks/v1/registration';
    const { body: made } = await http(path, { method: 'POST', body: { WebhookUrl: 'https://hooks.example/pc', WebhookEvents: ['test-created'] } });
    const { body: after } = await http(path, { method: 'PUT', body: { WebhookUrl: 'https://hooks.example/other', WebhookEvents: ['test-created'] } });
    expect(await last()).toEqual({ operationType: 'update_webhook_registration', before: made, after });
  });

  test('who is written to', async () => {
    const path = '/nextterm/v1/notificationsettings';
    for (const senderName of ['Havn', 'Havn Cloud']) {
      const { body: before } = await http(path);
      const { body: after } = await http(path, { method: 'PUT', body: { senderName, replyTo: 'help@havn.example', partnerEmail: 'desk@havn.example', language: 'en', kinds: ['renewed'] } });
      expect(await last()).toEqual({ operationType: 'update_notification_settings', before, after });
    }
  });

  test('exchange rates: those that are set again', async () => {
    const rate = (from: string, value: string) => ({ from, to: 'EUR', month: '2026-06', rate: value });
    const set = (...rates: object[]) => http('/nextterm/v1/operations/exchangerates', { method: 'PUT', caller: operator(), body: { rates } });
    await set(rate('USD', '0.9'), rate('GBP', '1.1'));
    expect(await last({ caller: operator() })).toMatchObject({ before: { rates: [] }, after: { rates: [rate('USD', '0.9'), rate('GBP', '1.1')] } });
    await set(rate('USD', '0.8'), rate('SEK', '0.09'));
    expect(await last({ caller: operator() })).toMatchObject({ before: { rates: [rate('USD', '0.9')] }, after: { rates: [rate('USD', '0.8'), rate('SEK', '0.09')] } });
  });
});

test('[PAR-3] what was tried with another partner’s customer is in the log under the id that was sent, without its name; filters by name do not find it either', async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const http = httpOver(world);
  const [others, own] = [world.customer('Björkhagen'), world.customer('Zonnebloem')];
  for (const id of [others, own]) await http(`/v1/customers/${id}/orders`, { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId: 'NONE:0001:NONE', quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }] } });
  const records = async (query = '') => ((await http(`/v1/auditrecords${query}`)).body as { readonly items: readonly { readonly id: string; readonly customerId: string; readonly customerName?: string }[] }).items;
  const all = await records();
  expect(all.map(({ customerId, customerName }) => [customerId, customerName])).toEqual([[others, undefined], [own, 'Zonnebloem Installaties']]);
  expect((await http(`/v1/auditrecords/${all[0]?.id ?? ''}`)).text).not.toContain('Björkhagen');
  const named = (text: string) => records(`?filter=${encodeURIComponent(JSON.stringify({ Field: 'CompanyName', Value: text, Operator: 'substring' }))}`);
  expect([(await named('Björk')).length, (await named('Zonne')).length]).toEqual([0, 1]);
});
