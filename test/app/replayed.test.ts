import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';

const requestId = '0f8fad5b-d9cb-469f-a165-70867728950e';

const bought = async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  const [id = ''] = await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCM365ENTE03:0001' }]);
  const path = `/v1/customers/${world.customer('Zonnebloem')}/subscriptions/${id}`;
  const http = httpOver(world);
  return { world, http, path, patch: (body: object, call: Call = {}) => http(path, { method: 'PATCH', body, ...call }) };
};

test('[SUB-2] a repeated answer is marked as one: the same body, and nothing done', async () => {
  const { world, patch } = await bought();
  const first = await patch({ quantity: 12 }, { headers: { 'MS-RequestId': requestId } });
  const rows = await world.commerceRows();
  const again = await patch({ quantity: 12 }, { headers: { 'MS-RequestId': requestId } });
  expect([first.status, first.headers['NextTerm-Replayed'], again.headers['NextTerm-Replayed']]).toEqual([200, undefined, 'true']);
  expect([again.status, again.text, again.headers['ETag']]).toEqual([200, first.text, first.headers['ETag']]);
  expect(await world.commerceRows()).toEqual(rows);
});

test('[SUB-2] the same change under another request id is none, nor is a refusal', async () => {
  const { patch } = await bought();
  await patch({ quantity: 12 }, { headers: { 'MS-RequestId': requestId } });
  expect((await patch({ quantity: 12 })).headers['NextTerm-Replayed']).toBeUndefined();
  const refused = await patch({ quantity: 13 }, { headers: { 'MS-RequestId': requestId } });
  expect([refused.status, refused.headers['NextTerm-Replayed']]).toEqual([400, undefined]);
});

test('[SUB-3] an event says whose it is, and a window of whose', async () => {
  const { world, http, path } = await bought();
  await world.advanceTo('2021-06-26T00:00:00Z');
  const { items } = (await http(`/nextterm${path}/events`)).body as { items: { type: string; version: number; subject: { kind: string; id: string } }[] };
  const id = path.split('/').at(-1) ?? '';
  const told = items.map(({ type, version, subject }) => [type, version, subject.kind, subject.id.split('|')[0]]);
  expect(told.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))).toEqual([
    ['SubscriptionPurchased', 1, 'subscription', id],
    ['WindowClosed', 2, 'window', id],
    ['WindowClosing', 1, 'window', id],
  ]);
});
