import { z } from 'zod';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { failure, success } from '../../../src/kernel/result';
import { CORRELATION_ID, createTestApp, NOW, REQUEST_ID } from './support/testApp';

jest.mock('../../../src/adapters/http/auditedOperations', () => ({ auditedOperations: { change: { resourceType: 'thing', operationType: 'update_thing' }, make: { resourceType: 'customer', operationType: 'add_customer' } }, readsThatArePosted: new Set(), auditedReads: {} }));

let app: Awaited<ReturnType<typeof createTestApp>>;
let done: number;
const CUSTOMER = '7d2e41b9-6a0f-4c3d-9e85-1b7f20d3c6a4';

beforeEach(async () => {
  app = await createTestApp();
  done = 0;
  const write = { method: 'POST', permission: 'customers.manage' } as const;
  app.route({
    ...write,
    name: 'change',
    path: '/v1/customers/{customerId}/things/{thingId}',
    params: { thingId: z.string() },
    body: z.object({ size: z.number(), note: z.string().optional() }),
    handle: async ({ body: { size } }) => {
      done += 1;
      if (size === 13) throw new StoreUnavailable('ECONNREFUSED');
      return size < 0 ? failure({ kind: 'InputInvalid', problems: ['size: must not be negative'] }) : success({ status: 200, body: { size } });
    },
  });
  app.route({ ...write, name: 'make', path: '/v1/customers', handle: async () => success({ status: 201, body: JSON.stringify({ id: CUSTOMER }) }) });
  app.route({ ...write, name: 'look', path: '/v1/looks', handle: async () => success({ status: 200, body: {} }) });
});

const change = (body: unknown, more: { path?: string; token?: string } = {}) => app.call('change', { method: 'POST', path: `/v1/customers/${CUSTOMER}/things/T1`, params: { customerId: CUSTOMER.toUpperCase(), thingId: 'T1' }, body, ...more });

describe('[AUD-1] a command leaves a record', () => {
  it('begun before it is carried out, ended with its answer: who, when, what, request and correlation id, outcome', async () => {
    await change({ size: 4, unknown: true });
    const [first, second] = app.audited;
    expect(first).toEqual({
      id: expect.stringMatching(new RegExp(`^${NOW}_\\d{9}-[0-9a-f-]{36}$`)) as string,
      tenantId: expect.any(String) as string,
      at: NOW,
      byTenantId: first?.tenantId,
      userId: expect.any(String) as string,
      userName: expect.any(String) as string,
      appOnly: false,
      resourceType: 'thing',
      operationType: 'update_thing',
      customerId: CUSTOMER,
      subjects: { thingId: 'T1' },
      asked: '{"size":4}',
      requestId: REQUEST_ID.toLowerCase(),
      correlationId: CORRELATION_ID,
      status: 'progress',
    });
    expect(second).toEqual({ ...first, resulted: '{"size":4}', status: 'succeeded', httpStatus: 200 });
    expect(app.audited).toHaveLength(2);
  });

  it('a refusal by the rule, with its code', async () => {
    await change({ size: -1 });
    expect(app.audited.map(({ status, code, httpStatus }) => [status, code, httpStatus])).toEqual([['progress', undefined, undefined], ['failed', 800002, 400]]);
  });

  it('a body that is refused before', async () => {
    await change({ size: 'large' });
    expect(app.audited.map(({ status, code }) => [status, code])).toEqual([['failed', 800002]]);
    expect(done).toBe(0);
  });

  it('a role that does not suffice', async () => {
    await change({ size: 1 }, { token: await app.token({ claims: { roles: ['helpdesk_agent'] } }) });
    expect(app.audited.map(({ status, httpStatus }) => [status, httpStatus])).toEqual([['failed', 403]]);
    expect(done).toBe(0);
  });

  it('of what it made, the id: of a customer as the customer', async () => {
    await app.call('make', { method: 'POST', path: '/v1/customers' });
    expect(app.audited.at(-1)).toMatchObject({ status: 'succeeded', httpStatus: 201, customerId: CUSTOMER });
  });

  it('none for a preview, for what only reads, and for who is nobody', async () => {
    await change({ size: 1 }, { path: `/v1/customers/${CUSTOMER}/things/T1?Preview=TRUE` });
    await app.call('look', { method: 'POST', path: '/v1/looks' });
    await app.call('change', { method: 'POST', path: `/v1/customers/${CUSTOMER}/things/T1`, params: { customerId: CUSTOMER, thingId: 'T1' }, body: { size: 1 }, token: null });
    expect(app.audited).toEqual([]);
  });

  it('a body is kept whole, however large', async () => {
    const note = 'x'.repeat(100_000);
    await change({ size: 1, note });
    expect(app.audited.map(({ asked }) => asked)).toEqual([JSON.stringify({ size: 1, note }), JSON.stringify({ size: 1, note })]);
  });

  it('one whose work failed stays begun: nobody knows whether it was stored', async () => {
    expect((await change({ size: 13 })).status).toBe(503);
    expect(app.audited.map(({ status }) => status)).toEqual(['progress']);
  });
});

describe('[AUD-1] where the log cannot be written', () => {
  const failingAt = (nth: number): void => {
    let writes = 0;
    app.trail.write = async (record) => {
      writes += 1;
      if (writes === nth) throw new StoreUnavailable('ECONNREFUSED');
      app.audited.push(record);
    };
  };

  it('before: nothing is carried out, and the caller is told to repeat', async () => {
    failingAt(1);
    expect(await change({ size: 4 })).toMatchObject({ status: 503, body: { code: 900192 } });
    expect(done).toBe(0);
  });

  it('a refusal before anything was begun: it is not answered without its record, and the caller is told to repeat', async () => {
    failingAt(1);
    expect(await change({ size: 'large' })).toMatchObject({ status: 503, body: { code: 900192 } });
    expect(await change({ size: 'large' })).toMatchObject({ status: 400, body: { code: 800002 } });
    expect(app.audited.map(({ status }) => status)).toEqual(['failed']);
  });

  it('after: the answer stands, the record stays begun, and the app\'s log says so', async () => {
    failingAt(2);
    expect(await change({ size: 4 })).toMatchObject({ status: 200, body: { size: 4 } });
    expect(app.audited.map(({ status }) => status)).toEqual(['progress']);
    expect(app.logged.map(({ message }) => message)).toEqual([expect.stringContaining('The end of update_thing is not in the audit log')]);
  });
});
