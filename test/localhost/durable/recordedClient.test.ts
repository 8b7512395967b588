import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Df from 'durable-functions';
import { createDurableRuntime } from '../../../src/localhost/durable';
import { exchange } from '../support/exchange';
import { startTestApp, type TestApp } from '../support/testApp';
import { recordedApp } from './recordedApp';
import { neutral } from './recordedSteps';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

/*
 * From the recordings client/binding, client/calls, client/waitForCompletion and keys/withoutKey of the genuine host (4.1037.0) with the Durable extension (3.19.0) and durable-functions 3.5.0.
 * Left out: an instance that ends while the client waits for it, since virtual time stands still meanwhile; of lists, what else the hub held. What does not end in time is waited for 30 ms, not 1.5 s.
 */
interface Asked {
  readonly ask: string;
  readonly what?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** Headers of the answer that are compared. */
  readonly answered: Readonly<Record<string, string>>;
  readonly answer?: unknown;
}
const { scenarios } = JSON.parse(readFileSync(join(__dirname, 'recorded', 'client.json'), 'utf8')) as { readonly scenarios: Readonly<Record<string, readonly Asked[]>> };

/** Calls a method of the client with the arguments that the body lists, as the app did that was recorded. */
const call = async (library: typeof Df, client: Df.DurableClient, request: Parameters<Df.DurableClient['createCheckStatusResponse']>[0], operation: string, args: readonly unknown[]): Promise<object> => {
  const plain = (result: unknown): object => ({ jsonBody: { result: result === undefined ? { undefined: true } : result } });
  const method = (...given: readonly unknown[]): unknown => (Reflect.get(client, operation) as (...all: readonly unknown[]) => unknown).apply(client, [...given]);
  const [first, second, ...more] = args;
  switch (operation) {
    case 'createCheckStatusResponse':
    case 'waitForCompletionOrCreateCheckStatusResponse':
      return (await method(request, ...args)) as object;
    case 'createCheckStatusResponseWithoutRequest':
      return client.createCheckStatusResponse(undefined, String(first));
    case 'readEntityState':
    case 'signalEntity':
      return plain(await method(new library.EntityId(String(first), String(second)), ...more));
    case 'getStatusBy':
    case 'purgeInstanceHistoryBy': {
      const filter = Object.entries(first as Readonly<Record<string, unknown>>).map(([name, value]) => [name, name.startsWith('createdTime') ? new Date(String(value)) : value]);
      return plain(await method(Object.fromEntries(filter)));
    }
    default:
      return plain(await method(...args));
  }
};

describe('the client of durable-functions 3.5.0, as on the genuine host 4.1037.0', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(
      ({ app: functions }) => {
        const library = jest.requireActual<typeof Df>('durable-functions');
        recordedApp(() => Promise.resolve())(library);
        const binding = library.input.durableClient();
        functions.http('client', {
          route: 'client/{op}',
          methods: ['GET', 'POST'],
          extraInputs: [binding],
          handler: async (request, context) => {
            const { op = '' } = request.params;
            if (op === 'binding') return { jsonBody: context.extraInputs.get(binding) };
            const args = JSON.parse(await request.text()) as readonly unknown[];
            try {
              return await call(library, library.getClient(context), request, op, args);
            } catch (error) {
              const { name, message } = error as Error;
              return { status: 500, jsonBody: { thrown: { name, message } } };
            }
          },
        });
      },
      { durable: createDurableRuntime, keys: { master: 'masterkey', system: 'systemkey' }, hostJson: { extensions: { http: { routePrefix: '' }, durableTask: { hubName: 'Host' } } } },
    );
  });
  afterAll(() => app.stop());

  const parsed = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };

  /** Of a list, the instances of the recording. */
  const known = (answer: unknown): unknown => {
    if (typeof answer !== 'object' || answer === null || !('result' in answer) || !Array.isArray(answer.result)) return answer;
    const instances = answer.result as readonly { readonly instanceId: string }[];
    return { result: instances.filter(({ instanceId }) => instanceId.startsWith('calls-')) };
  };

  it.each(Object.entries(scenarios))('%s', async (_, steps) => {
    const local: object[] = [];
    const genuine: object[] = [];
    for (const { ask, what, headers = {}, body, status, answered, answer } of steps) {
      const [method = '', path = ''] = ask.split(' ');
      const given = await exchange(app.port, method, path, { headers, ...(body !== undefined && { body }) });
      await app.clock.idle();
      const names = Object.keys(answered);
      const compared = Object.fromEntries(names.map((name) => [name, given.headers[name]?.join() ?? '']));
      const title = `${ask}${what === undefined ? '' : ` (${what})`}`;
      local.push({ title, status: given.status, answered: neutral(compared), ...(answer !== undefined && { answer: neutral(known(parsed(given.body.toString()))) }) });
      genuine.push({ title, status, answered: neutral(answered), ...(answer !== undefined && { answer: neutral(answer) }) });
    }
    expect(local).toEqual(genuine);
  });
});
