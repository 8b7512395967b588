import { outcomeOf } from '../../support/worldDesk';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { at, licence, mailed, mailingWorld } from './notified';

const settings = '/nextterm/v1/notificationsettings';
const list = '/nextterm/v1/notifications';
const asked = { senderName: 'Havn Cloud', replyTo: 'help@havn.example', partnerEmail: 'desk@havn.example', kinds: ['suspended', 'reactivated'] };

interface Listed {
  readonly totalCount: number;
  readonly items: readonly { readonly id: string; readonly kind: string; readonly status: string }[];
  readonly links?: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

/** Its one subscription was suspended, and is active again. */
const told = async () => {
  const world = await mailingWorld();
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [licence]);
  await outcomeOf(world.as('havn').patch(customer, id, { status: 'suspended' }));
  await world.settle();
  world.sleepUntil('2021-06-18T10:01:00Z');
  await outcomeOf(world.as('havn').patch(customer, id, { status: 'active' }));
  await world.settle();
  const listed = async (query = '', call: Call = {}): Promise<Listed> => (await http(`${list}${query}`, call)).body as Listed;
  return { world, http, listed };
};

describe('[NTF-1] settings', () => {
  test('are nobody’s until they are said; then they say which kinds are on since when', async () => {
    const world = await World.at(at, undefined, undefined, mailed);
    const http = httpOver(world);
    const none = await http(settings);
    expect([none.status, none.body]).toEqual([200, expect.objectContaining({ isSent: true, kinds: [] })]);
    expect(none.body).not.toHaveProperty('senderName');
    const put = await http(settings, { method: 'PUT', body: asked });
    expect([put.status, put.body]).toEqual([200, expect.objectContaining({ ...asked, language: 'en' })]);
    const { known } = put.body as { known: readonly { kind: string; onSince?: string }[] };
    expect(known.filter(({ onSince }) => onSince !== undefined)).toMatchObject([{ kind: 'suspended', onSince: at }, { kind: 'reactivated', onSince: at }]);
    expect((await http(settings)).body).toEqual(put.body);
    expect((await http(settings, { as: 'nordlys' })).body).toMatchObject({ kinds: [] });
    const { body: all } = await http(settings, { method: 'PUT', body: { ...asked, kinds: undefined } });
    expect((all as { kinds: readonly string[] }).kinds).toHaveLength(known.length);
  });

  test.each([
    { name: 'a kind that there is not', body: { ...asked, kinds: ['notice'] } },
    { name: 'no address', body: { ...asked, replyTo: 'help' } },
    { name: 'two addresses in one', body: { ...asked, partnerEmail: 'a@b.example, c@d.example' } },
    { name: 'a name with a line break', body: { ...asked, senderName: 'Havn\r\nBcc: all@example.com' } },
    { name: 'a language that there is not', body: { ...asked, language: 'xx' } },
  ])('with $name are refused, and nothing is kept', async ({ body }) => {
    const http = httpOver(await World.at(at, undefined, undefined, mailed));
    expect((await http(settings, { method: 'PUT', body })).status).toBe(400);
    expect((await http(settings)).body).toMatchObject({ kinds: [] });
  });

  test('changed by somebody else are not overwritten', async () => {
    const http = httpOver(await World.at(at, undefined, undefined, mailed));
    const { attributes } = (await http(settings, { method: 'PUT', body: asked })).body as { attributes: { etag: string } };
    expect((await http(settings, { method: 'PUT', body: { ...asked, senderName: 'Somebody else' }, headers: { 'If-Match': attributes.etag } })).status).toBe(200);
    expect((await http(settings, { method: 'PUT', body: asked, headers: { 'If-Match': attributes.etag } })).status).toBe(400);
  });
});

describe('[NTF-5] notifications', () => {
  test('are listed in order, page by page, by state and from an instant on', async () => {
    const { http, listed } = await told();
    const all = await listed();
    expect(all.items.map(({ kind, status }) => [kind, status])).toEqual([['suspended', 'sent'], ['reactivated', 'sent']]);
    const first = await listed('?size=1');
    expect(first.items).toEqual(all.items.slice(0, 1));
    const { uri = '', headers = [] } = first.links?.next ?? {};
    const second = await http(uri.startsWith('/nextterm') ? uri : `/${uri}`, { headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])) });
    expect((second.body as Listed).items).toEqual(all.items.slice(1));
    expect((await listed('?since=2021-06-18T10:01:00Z')).items.map(({ kind }) => kind)).toEqual(['reactivated']);
    expect((await listed('?status=parked')).items).toEqual([]);
    expect((await http(`${list}?status=lost`)).status).toBe(400);
  });

  test('are shown as they were sent, and sent again under another Message-ID', async () => {
    const { world, http, listed } = await told();
    const [message] = (await listed()).items;
    const path = `${list}/${message?.id}`;
    const shown = await http(path);
    const [mail] = world.mailbox.mails;
    expect(shown.body).toMatchObject({ subject: mail?.subject, text: mail?.text, html: mail?.html, from: 'havn Cloud', messageId: mail?.messageId, to: mail?.to });
    const headers = { 'MS-RequestId': '0f8fad5b-d9cb-469f-a165-70867728950e' };
    for (let call = 0; call < 2; call += 1) expect(await http(`${path}/send`, { method: 'POST', headers })).toMatchObject({ status: 202, body: { status: 'waiting', repeats: 1 } });
    await world.advanceTo('2021-06-18T10:02:00Z');
    expect(world.mailbox.mails.map(({ subject }) => subject)).toEqual([mail?.subject, world.mailbox.mails[1]?.subject, mail?.subject]);
    expect(world.mailbox.mails[2]?.messageId).toBe(`<${message?.id}.1@nextterm.example>`);
    expect((await http(path)).body).toMatchObject({ status: 'sent', repeats: 1 });
  });

  test('[PAR-3] of another partner, and of nobody, are not there; the operator sees the installation’s', async () => {
    const { http, listed } = await told();
    const [message] = (await listed()).items;
    for (const [path, method] of [['', 'GET'], ['/send', 'POST']] as const) {
      for (const id of [message?.id, 'unknown']) expect([path, id, (await http(`${list}/${id}${path}`, { method, as: id === 'unknown' ? 'havn' : 'nordlys' })).status]).toEqual([path, id, 404]);
    }
    expect((await listed('', { as: 'nordlys' })).items).toEqual([]);
    const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator' as const, userId: 'o', displayName: 'o', roles: ['operator' as const], appOnly: false };
    expect((await listed('', { caller: operator })).items).toEqual([]);
    expect((await http(settings, { caller: operator })).status).toBe(403);
  });

  test('are not sent again where the installation sends no mail', async () => {
    const { world, listed } = await told();
    const [message] = (await listed()).items;
    const http = httpOver(await World.at(at, world.stores));
    expect(await http(`${list}/${message?.id}/send`, { method: 'POST' })).toMatchObject({ status: 400, body: { code: 800042 } });
    expect((await http(settings)).body).toMatchObject({ isSent: false });
  });
});
