import { type AnsweredCall } from '../../src/localhost';
import { localSideOf } from '../../src/sandbox/landing';
import { LastRequests, MOST_REQUESTS, requestsRoute } from '../../src/sandbox/lastRequests';
import { domainsOf, type Organisation } from '../../src/sandbox/tokens/organisations';
import { NOW, tenants } from './support/localEntra';

const ID = '0b7c2d19-9a4e-4f4d-8b5f-66d1e0a3c7f2';
const call = (members: Partial<Omit<AnsweredCall, 'answer'>> = {}, status = 200, body: unknown = {}, headers: AnsweredCall['answer']['headers'] = [['MS-RequestId', ID]]): AnsweredCall => ({
  method: 'GET', path: '/v1/customers', milliseconds: 13.6, ...members, answer: { status, headers, body: Buffer.from(JSON.stringify(body)) },
});

let now = NOW * 1000;
const clock = { now: () => now };
const listOf = async (requests: LastRequests) => ((await requestsRoute(requests).handle({ method: 'GET', url: new URL('http://127.0.0.1/local/requests'), headers: {}, params: {}, body: Buffer.alloc(0) })).body as { items: readonly Record<string, unknown>[] }).items;

test('the last requests are told newest first, by the server’s clock, with nothing of headers and bodies but request id and code', async () => {
  const requests = new LastRequests(clock);
  requests.add(call());
  now += 60_000;
  requests.add(call({ method: 'PATCH', path: '/v1/customers/\u001b[2J' }, 400, { code: 800090, description: 'secret' }, [['authorization', 'secret']]));
  expect(await listOf(requests)).toEqual([
    { at: '2026-01-31T10:01:00.000Z', method: 'PATCH', path: String.raw`/v1/customers/\u001b[2J`, status: 400, code: 800090, milliseconds: 14 },
    { at: '2026-01-31T10:00:00.000Z', method: 'GET', path: '/v1/customers', status: 200, milliseconds: 14, requestId: ID },
  ]);
});

test('so many are kept and no more', async () => {
  const requests = new LastRequests(clock);
  for (let at = 0; at <= MOST_REQUESTS; at += 1) requests.add(call({ path: `/v1/${at}` }));
  const kept = await listOf(requests);
  expect([kept.length, kept[0]?.['path'], kept.at(-1)?.['path']]).toEqual([MOST_REQUESTS, `/v1/${MOST_REQUESTS}`, '/v1/1']);
});

test('pages, and what they look at, push nothing out; what changes something is told of wherever it goes', async () => {
  const requests = new LastRequests(clock);
  for (const path of ['/', '/favicon.ico', '/docs', '/docs/start.js', '/console/', '/console/a.js', '/local/requests', '/local/identities', '/local/clock', '/runtime/webhooks/durabletask/instances/x']) requests.add(call({ path }));
  requests.add(call({ method: 'POST', path: '/local/clock' }));
  requests.add(call({ path: '/documents' }));
  expect((await listOf(requests)).map(({ method, path }) => `${String(method)} ${String(path)}`)).toEqual(['GET /documents', 'POST /local/clock']);
});

test('the landing page is told of the first partners and how many more there are', async () => {
  const requests = new LastRequests(clock);
  requests.add(call());
  const still = { ...clock, virtual: true } as never;
  const few = await localSideOf(still, tenants, requests)();
  expect(few).toMatchObject({ clockMoves: true, morePartners: 0, requests: { length: 1 }, partners: [{ slug: 'nordlys', domain: 'nordlys.example', isReseller: false }, { slug: 'havn' }, { slug: 'reseller6120045', isReseller: true }] });
  const many = Array.from({ length: 21 }, (_, at): Organisation => ({ kind: 'partner', tenantId: `t${at}`, slug: `p${at}`, name: `P ${at}`, domains: domainsOf(`p${at}`) }));
  expect(await localSideOf(still, { ...tenants, partners: async () => many.slice(0, 20) }, requests)()).toMatchObject({ partners: { length: 20 }, morePartners: 0 });
  expect(await localSideOf(still, { ...tenants, partners: async () => many }, requests)()).toMatchObject({ partners: { length: 20 }, morePartners: 1 });
});
