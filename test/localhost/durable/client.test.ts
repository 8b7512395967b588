import type * as Df from 'durable-functions';
import { createDurableRuntime } from '../../../src/localhost/durable';
import { startTestApp, type TestApp } from '../support/testApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

/** What the app's HTTP function does with the client for one request; the test sets it. */
let use: (client: Df.DurableClient, library: typeof Df) => Promise<unknown>;

const begin = (): Promise<TestApp> =>
  startTestApp(
    ({ app }) => {
      const library = jest.requireActual<typeof Df>('durable-functions');
      library.app.orchestration('wait', function* ({ df }): Generator<Df.Task, unknown, never> {
        df.setCustomStatus('waiting');
        return [df.getInput(), yield df.waitForExternalEvent('go')];
      });
      library.app.entity('counter', ({ df }) => df.setState((df.getState(() => 0) as number) + (df.getInput<number>() ?? 0)));
      library.app.entity('relay', ({ df }) => df.signalEntity(new library.EntityId('nobody', 'x'), 'add'));
      app.http('use', {
        extraInputs: [library.input.durableClient()],
        handler: async (_request, context) => ({ jsonBody: { answer: await use(library.getClient(context), library) } }),
      });
    },
    { durable: createDurableRuntime },
  );

const using = async (app: TestApp, work: typeof use): Promise<unknown> => {
  use = work;
  const response = await app.fetch('/use');
  if (response.status !== 200) throw new Error(`${response.status} ${app.lines.join('\n')}`);
  await app.clock.idle();
  return ((await response.json()) as { answer?: unknown }).answer;
};

describe("the library's own client, over HTTP", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await begin();
  });
  afterAll(() => app.stop());

  it('starts, looks at, steers and purges instances', async () => {
    expect(await using(app, (client) => client.startNew('wait', { instanceId: 'i 1', input: { n: 1 } }))).toBe('i 1');
    expect(await using(app, (client) => client.getStatus('i 1'))).toMatchObject({ runtimeStatus: 'Running', input: { n: 1 }, customStatus: 'waiting', output: null });
    await using(app, (client) => client.suspend('i 1', 'for lunch'));
    expect(await using(app, (client) => client.getStatus('i 1'))).toMatchObject({ runtimeStatus: 'Suspended' });
    await using(app, (client) => client.resume('i 1', 'go on'));
    await using(app, (client) => client.raiseEvent('i 1', 'go', { m: 2 }));
    expect(await using(app, (client) => client.getStatus('i 1'))).toMatchObject({ runtimeStatus: 'Completed', output: [{ n: 1 }, { m: 2 }] });
    expect(await using(app, (client) => client.purgeInstanceHistory('i 1'))).toEqual({ instancesDeleted: 1 });
    expect(await using(app, (client) => client.getStatus('i 1').catch((error: Error) => error.message))).toContain('could not find any data');
  });

  it('hands over inputs and events of some megabytes', async () => {
    const large = 'x'.repeat(3 * 1_048_576);
    await using(app, (client) => client.startNew('wait', { instanceId: 'large', input: large }));
    await using(app, (client) => client.raiseEvent('large', 'go', large));
    const lengths = (status: unknown): number[] => (status as { output: string[] }).output.map(({ length }) => length);
    expect(await using(app, async (client) => lengths(await client.getStatus('large')))).toEqual([large.length, large.length]);
    await using(app, (client) => client.purgeInstanceHistory('large'));
  });

  it('lists and purges by filter', async () => {
    for (const id of ['a', 'b', 'c']) await using(app, (client) => client.startNew('wait', { instanceId: id }));
    await using(app, (client) => client.terminate('b', 'enough'));
    const ids = (statuses: unknown): string[] => (statuses as { instanceId: string }[]).map(({ instanceId }) => instanceId).sort();
    expect(ids(await using(app, (client) => client.getStatusAll()))).toEqual(['a', 'b', 'c']);
    expect(ids(await using(app, (client, library) => client.getStatusBy({ runtimeStatus: [library.OrchestrationRuntimeStatus.Terminated] })))).toEqual(['b']);
    expect(await using(app, (client) => client.purgeInstanceHistoryBy({ createdTimeFrom: new Date(0) }))).toEqual({ instancesDeleted: 3 });
    expect(await using(app, (client) => client.purgeInstanceHistoryBy({ createdTimeFrom: new Date(0) }))).toEqual({ instancesDeleted: 0 });
  });

  it('signals and reads entities', async () => {
    const id = (library: typeof Df): Df.EntityId => new library.EntityId('Counter', 'x');
    expect(await using(app, (client, library) => client.readEntityState(id(library)))).toEqual({ entityExists: false });
    await using(app, (client, library) => client.signalEntity(id(library), 'add', 5));
    expect(await using(app, (client, library) => client.readEntityState(id(library)))).toEqual({ entityExists: true, entityState: 5 });
  });

  it('a signal of an entity to one that does not exist is lost, and said', async () => {
    await using(app, (client, library) => client.signalEntity(new library.EntityId('relay', 'x'), 'go'));
    expect(app.lines.filter((line) => line.startsWith("error: 1 operations of entity '@nobody@x' are not carried out: The function 'nobody' doesn't exist"))).toHaveLength(1);
  });

  it('refuses what cannot be', async () => {
    const refusal = (work: (client: Df.DurableClient, library: typeof Df) => Promise<unknown>) => using(app, (client, library) => work(client, library).then(() => 'no error', (error: Error) => error.message));
    expect(await using(app, (client) => client.startNew('nothing', { instanceId: 'n' }))).toBe('n');
    expect(await using(app, (client) => client.getStatus('n'))).toMatchObject({ runtimeStatus: 'Failed' });
    await using(app, (client) => client.startNew('wait', { instanceId: 'a' }));
    expect(await refusal((client) => client.startNew('wait', { instanceId: 'a' }))).toContain('409');
    expect(await refusal((client) => client.raiseEvent('nobody', 'go', 1))).toContain("No instance with ID 'nobody' found");
    expect(await refusal((client) => client.rewind('a', 'why not'))).toContain('only orchestrations in the "Failed" state');
    expect(await refusal((client, library) => client.signalEntity(new library.EntityId('nothing', 'x'), 'add'))).toContain('400');
    expect(await refusal((client) => client.resume('a', 'why'))).toContain('Cannot resume the orchestration instance a because instance is in the Running state.');
  });
});
