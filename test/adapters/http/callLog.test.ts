import { z } from 'zod';
import { invocationLog } from '../../../src/adapters/log/invocationLog';
import { inMidstOf } from '../../../src/app/command/workContext';
import { aboutWork } from '../../../src/app/logOfWork';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { failure, success } from '../../../src/kernel/result';
import { keptTelemetry } from '../../support/keptTelemetry';
import { CORRELATION_ID, createTestApp, REQUEST_ID, type Call } from './support/testApp';
import { PARTNER_TENANT } from './support/tokens';

const CUSTOMER = 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520';
const SUBSCRIPTION = '1beae40c-3c5a-82e4-8492-4b402b677d7b';
const path = '/v1/customers/{customerId}/subscriptions/{subscriptionId}';
const ids = { request: REQUEST_ID.toLowerCase(), correlation: CORRELATION_ID };
const about = { operation: 'patchThing', ...ids, tenant: PARTNER_TENANT, customer: CUSTOMER, subscription: SUBSCRIPTION };

type Ending = 'answers' | 'refuses' | 'fails';

/** An app as it is wired: the process's own log, which tells a cause once a minute, in an invocation of a host. */
const logging = async (ends: Ending, logsCalls = true, reason = 'failed') => {
  const app = await createTestApp({ log: invocationLog, logsCalls });
  app.route({
    name: 'patchThing',
    method: 'PATCH',
    path,
    permission: 'subscriptions.manage',
    query: z.object({ search: z.string().optional() }),
    body: z.looseObject({}).optional(),
    handle: async () => {
      aboutWork(invocationLog).info('Far below');
      if (ends === 'refuses') return failure({ kind: 'ResourceNotFound' });
      if (ends === 'fails') throw new StoreUnavailable(`GET https://account.table.core.windows.net/Commerce?sig=c2lnbmVk ${reason} for anna@zonnebloem.example, AccountKey=c2VjcmV0`);
      return success({ status: 200, body: { email: 'anna@zonnebloem.example' } });
    },
  });
  const call = (asked: Call = {}) =>
    inMidstOf({ invocation: app.invocation }, () => app.call('patchThing', { method: 'PATCH', path: `/v1/customers/${CUSTOMER}/subscriptions/${SUBSCRIPTION}`, params: { customerId: CUSTOMER, subscriptionId: SUBSCRIPTION.toUpperCase() }, ...asked }));
  return { app, call, lines: () => app.hostLogged.map(({ level, parts }) => [level, parts.join(' ')] as const) };
};

const factsIn = (text: string): unknown => JSON.parse(/\{[^}]*\}/.exec(text.replace('{customerId}', '<c>').replace('{subscriptionId}', '<s>'))?.[0] ?? 'null');
const route = '/v1/customers/<c>/subscriptions/<s>';

test.each<{ ends: Ending; status: number; code?: number }>([
  { ends: 'answers', status: 200 },
  { ends: 'refuses', status: 404, code: 1000 },
  { ends: 'fails', status: 503, code: 900192 },
])('one line for each call: one that $ends', async ({ ends, status, code }) => {
  const { call, lines } = await logging(ends);
  expect((await call()).status).toBe(status);
  const told = lines().filter(([, text]) => text.startsWith('Call '));
  expect(told.map(([level]) => level)).toEqual(['information']);
  expect(factsIn(told[0]?.[1] ?? '')).toEqual({ ...about, method: 'PATCH', route, status, ...(code !== undefined && { code }), ms: expect.any(Number) as number, operations: 0 });
});

test('where it is traced, every record names the trace', async () => {
  const { call, lines } = await logging('answers');
  const { invoked, spans } = keptTelemetry();
  await invoked('patchThing', call, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
  expect(lines().map(([, text]) => (factsIn(text) as { readonly trace?: string }).trace)).toEqual(['0af7651916cd43dd8448eb211c80319c', '0af7651916cd43dd8448eb211c80319c']);
  await spans();
});

test('no line where the setting says so', async () => {
  const { call, lines } = await logging('answers', false);
  await call();
  expect(lines().map(([, text]) => text.split(' {')[0])).toEqual(['Far below']);
});

test('whatever is said in the course of a call, however deep, is one record with its level and the ids of the call', async () => {
  const { call, lines } = await logging('fails', true, 'broke');
  await call();
  const [below, failed] = lines();
  expect([below?.[0], failed?.[0]]).toEqual(['information', 'error']);
  expect([factsIn(below?.[1] ?? ''), factsIn(failed?.[1] ?? '')]).toEqual([about, about]);
});

test('no token, secret, body, mail address or query of the call is in any record', async () => {
  const { app, call, lines } = await logging('fails', true, 'ended');
  const token = await app.token();
  await call({ token, path: `/v1/customers/${CUSTOMER}/subscriptions/${SUBSCRIPTION}?search=zonnebloem-secret`, body: { friendlyName: 'body-secret', email: 'bram@zonnebloem.example' } });
  const all = lines().map(([, text]) => text).join('\n');
  expect(all).toContain('A call failed');
  for (const secret of [token, token.slice(0, 20), 'zonnebloem-secret', 'body-secret', 'anna@', 'bram@', 'sig=c2', 'c2VjcmV0']) expect(all).not.toContain(secret);
});

test('an id that is none is left out: a path is whatever a caller wrote', async () => {
  const { call, lines } = await logging('refuses');
  await call({ params: { customerId: 'anna@zonnebloem.example', subscriptionId: 'x'.repeat(65) } });
  expect(lines().map(([, text]) => text).join('\n')).not.toMatch(/anna|xxx/);
});
