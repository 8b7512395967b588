import type * as library from 'durable-functions';
import { durableApp, HOUR, type DurableApp } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

const app = (): Promise<DurableApp> =>
  durableApp(({ app: durable }) => {
    durable.orchestration('Quick', function* ({ df }): Generator<library.Task, unknown, never> {
      return yield df.callActivity('Hello', df.getInput());
    });
    durable.orchestration('Slow', function* ({ df }) {
      yield df.waitForExternalEvent('go');
    });
    durable.orchestration('Bad', function* () {
      yield* [];
      throw new Error('bad');
    });
    durable.activity('Hello', { handler: (name: string) => `Hello ${name}` });
  });

const page = async (run: DurableApp, query: string): Promise<string[]> => ((await run.call('GET', `instances${query}`)).body as { instanceId: string }[]).map(({ instanceId }) => instanceId).sort();

describe('the management API', () => {
  it('answers a start with the addresses of the instance', async () => {
    const run = await app();
    const answer = await run.call('POST', 'orchestrators/Quick/a%20b', '"Ada"');
    const at = 'http://127.0.0.1:7071/runtime/webhooks/durabletask/instances/a%20b';
    expect(answer).toEqual({
      status: 202,
      headers: { location: `${at}?taskHub=TestHub&connection=Storage`, 'retry-after': '10' },
      body: {
        id: 'a b',
        statusQueryGetUri: `${at}?taskHub=TestHub&connection=Storage`,
        sendEventPostUri: `${at}/raiseEvent/{eventName}?taskHub=TestHub&connection=Storage`,
        terminatePostUri: `${at}/terminate?reason={text}&taskHub=TestHub&connection=Storage`,
        purgeHistoryDeleteUri: `${at}?taskHub=TestHub&connection=Storage`,
        restartPostUri: `${at}/restart?taskHub=TestHub&connection=Storage`,
        suspendPostUri: `${at}/suspend?reason={text}&taskHub=TestHub&connection=Storage`,
        resumePostUri: `${at}/resume?reason={text}&taskHub=TestHub&connection=Storage`,
      },
    });
    await run.clock.idle();
    expect((await run.status('a b')).output).toBe('Hello Ada');
  });

  it.each([
    ['a body that is no JSON', 'orchestrators/Quick', 'x', 400],
    ['a body that breaks off', 'orchestrators/Quick', '{', 500],
    ['an id of white space', 'orchestrators/Quick/%20', '1', 400],
    ['an id of an entity', 'orchestrators/Quick/@a@b', '1', 400],
    ['an id that is too long', `orchestrators/Quick/${'x'.repeat(401)}`, '1', 400],
  ])('refuses to start %s', async (_, path, body, status) => {
    expect((await (await app()).call('POST', path, body)).status).toBe(status);
  });

  it.each(['Nothing', 'Hello'])('starts %s, which is no orchestrator, and the instance fails', async (name) => {
    const run = await app();
    await run.start(name, 'i');
    expect(await run.status('i')).toMatchObject({
      runtimeStatus: 'Failed',
      output: `Orchestrator function '${name}' failed: The function '${name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are the known orchestrator functions: 'Quick', 'Slow', 'Bad'.`,
    });
  });

  it('has one hub and one storage account', async () => {
    const run = await app();
    await run.start('Slow', 's');
    expect((await run.call('GET', 'instances/s?taskHub=testhub&connection=Storage')).status).toBe(202);
    expect((await run.call('GET', 'instances/s?taskHub=Another')).status).toBe(404);
    expect((await run.call('GET', 'instances/s?connection=Another')).status).toBe(500);
  });

  it('makes up an id when none is given', async () => {
    const run = await app();
    const { body } = await run.call('POST', 'orchestrators/Quick', '"Ada"');
    await run.clock.idle();
    expect((await run.status((body as { id: string }).id)).output).toBe('Hello Ada');
  });

  it('waits for the end when asked to', async () => {
    const run = await app();
    const quick = await run.call('POST', 'orchestrators/Quick/a?timeout=30&pollingInterval=0.01', '"Ada"');
    expect([quick.status, String(quick.body as Buffer)]).toEqual([200, '"Hello Ada"']);
    expect((await run.call('POST', 'orchestrators/Bad/b?timeout=30&pollingInterval=0.01')).status).toBe(200);
    expect((await run.call('POST', 'orchestrators/Slow/c?timeout=0&pollingInterval=0')).status).toBe(202);
  });

  it('tells by its status whether an instance has ended', async () => {
    const run = await app();
    await run.start('Slow', 's', { n: 1 });
    await run.start('Bad', 'b');
    const slow = await run.call('GET', 'instances/s');
    expect([slow.status, slow.headers]).toEqual([202, { location: 'http://127.0.0.1:7071/runtime/webhooks/durabletask/instances/s', 'retry-after': '5' }]);
    expect((await run.call('GET', 'instances/nobody')).status).toBe(404);
    expect((await run.call('GET', 'instances/b')).status).toBe(200);
    expect((await run.call('GET', 'instances/b?returnInternalServerErrorOnFailure=true')).status).toBe(500);
    expect(await run.status('s', '?showInput=false')).toMatchObject({ input: null, output: null });
  });

  it('shows the history in the published form', async () => {
    const run = await app();
    await run.start('Quick', 'q', 'Ada');
    const at = '2026-01-31T10:00:00.000Z';
    const scheduled = '2026-01-31T10:00:00.000+00:00';
    expect((await run.status('q', '?showHistory=true&showHistoryOutput=true&showInput=false')).historyEvents).toEqual([
      { EventType: 'ExecutionStarted', FunctionName: 'Quick', Correlation: null, ParentTraceContext: null, ScheduledStartTime: null, Generation: 0, GenerateNewTrace: false, Timestamp: at },
      { EventType: 'TaskCompleted', FunctionName: 'Hello', Result: 'Hello Ada', ScheduledTime: scheduled, Timestamp: at },
      { EventType: 'ExecutionCompleted', OrchestrationStatus: 'Completed', Result: 'Hello Ada', FailureDetails: null, Timestamp: at },
    ]);
    expect((await run.status('q', '?showHistory=true')).historyEvents?.[1]).not.toHaveProperty('Result');
  });

  it('checks events before it takes them', async () => {
    const run = await app();
    await run.start('Slow', 's');
    expect((await run.call('POST', 'instances/s/raiseEvent/go', '{')).status).toBe(400);
    expect((await run.call('POST', 'instances/s/raiseEvent/go', '')).status).toBe(400);
    expect((await run.call('POST', 'instances/s/raiseEvent/go', '1', { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await run.call('POST', 'instances/nobody/raiseEvent/go', '1')).status).toBe(404);
    expect((await run.status('s')).runtimeStatus).toBe('Running');
  });

  it('lists by status, time and prefix, page by page', async () => {
    const run = await app();
    await run.start('Slow', 'a-1');
    await run.start('Quick', 'a-2', 'x');
    await run.advance(HOUR);
    await run.start('Slow', 'b-1');
    expect(await page(run, '')).toEqual(['a-1', 'a-2', 'b-1']);
    expect(await page(run, '/?runtimeStatus=Completed,Failed')).toEqual(['a-2']);
    expect(await page(run, '?createdTimeFrom=2026-01-31T10:30:00Z')).toEqual(['b-1']);
    expect(await page(run, '?createdTimeTo=2026-01-31T10:30:00Z&runtimeStatus=Running')).toEqual(['a-1']);
    expect(await page(run, '?instanceIdPrefix=a-')).toEqual(['a-1', 'a-2']);
    const first = await run.call('GET', 'instances?top=2');
    const token = first.headers?.['x-ms-continuation-token'] ?? '';
    const second = await run.call('GET', 'instances?top=2', undefined, { 'x-ms-continuation-token': token });
    expect([(first.body as object[]).length, (second.body as object[]).length, second.headers]).toEqual([2, 1, undefined]);
  });

  it('purges by a filter without an end what runs too, and says so', async () => {
    const run = await app();
    await run.start('Slow', 's');
    await run.start('Quick', 'q', 'x');
    expect(await run.call('DELETE', 'instances?createdTimeFrom=2026-01-01&runtimeStatus=Running')).toEqual({ status: 200, body: { instancesDeleted: 2 } });
    expect(run.lines.filter((line) => line.includes('deleted 1 instances and entities that had not ended, as on Azure'))).toHaveLength(1);
    expect(await page(run, '')).toEqual([]);
    await run.advance(HOUR);
    expect((await run.call('POST', 'instances/s/raiseEvent/go', '1')).status).toBe(404);
  });

  it('purges what has ended, one by one or by filter', async () => {
    const run = await app();
    await run.start('Quick', 'q1', 'x');
    await run.start('Quick', 'q2', 'x');
    await run.start('Bad', 'b');
    await run.start('Slow', 's');
    expect((await run.call('DELETE', 'instances/s')).status).toBe(412);
    expect((await run.call('DELETE', 'instances/nobody')).status).toBe(404);
    expect(await run.call('DELETE', 'instances/q1')).toEqual({ status: 200, body: { instancesDeleted: 1 } });
    expect((await run.call('GET', 'instances/q1')).status).toBe(404);
    expect((await run.call('DELETE', 'instances')).status).toBe(400);
    expect(await run.call('DELETE', 'instances?createdTimeFrom=2026-01-01&runtimeStatus=Completed')).toEqual({ status: 200, body: { instancesDeleted: 1 } });
    expect((await run.call('DELETE', 'instances?createdTimeFrom=2027-01-01')).status).toBe(404);
    expect(await page(run, '')).toEqual(['b', 's']);
  });

  it('binds clients without a key', async () => {
    const binding = JSON.parse((await app()).runtime.clientBinding('Other')) as Record<string, unknown>;
    const base = 'http://127.0.0.1:7071/runtime/webhooks/durabletask';
    expect(binding).toMatchObject({ taskHubName: 'Other', baseUrl: base, rpcBaseUrl: `${base}/`, requiredQueryStringParameters: '' });
    expect(binding['managementUrls']).toMatchObject({ id: 'INSTANCEID', statusQueryGetUri: `${base}/instances/INSTANCEID?taskHub=Other&connection=Storage` });
  });
});
