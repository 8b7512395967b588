import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '../../src/localhost/clock/virtualClock';
import { type DurableOptions, type DurableRuntime } from '../../src/localhost/contracts';
import { startHost } from '../../src/localhost/host';
import { createDurableRuntime } from '../../src/localhost/durable';
import { readHostJson } from '../../src/localhost/hostJson';
import { sayIdleKeys } from '../../src/localhost/hostJsonKeys';
import { collectingLogger } from './support/collectingLogger';
import { START, startTestApp, type TestApp } from './support/testApp';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('./support/currentCore')>('./support/currentCore').currentCore, { virtual: true });

let app: TestApp | undefined;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'localhost-host-'));
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe('host.json', () => {
  it('has the defaults of the Azure host', () => {
    writeFileSync(join(folder, 'host.json'), '{"version":"2.0","logging":{"x":1}}');
    expect(readHostJson(folder).extensions).toMatchObject({
      http: { routePrefix: 'api' },
      queues: { batchSize: 16, maxDequeueCount: 5, visibilityTimeout: 0, messageEncoding: 'base64' },
    });
  });

  it.each([
    ['no JSON', 'cannot be read as JSON'],
    ['{}', 'is not valid:\n✖ Invalid input: expected "2.0"\n  → at version'],
    ['{"version":"2.0","extensions":{"queues":{"batchSize":33}}}', '→ at extensions.queues.batchSize'],
    ['{"version":"2.0","extensions":{"queues":{"visibilityTimeout":"soon"}}}', '"soon" is not a time span like 00:00:30.'],
    // What the genuine host would not start with, or leave unread.
    ['{"version":"2.0","functionTimeout":"long"}', '"long" is not a time span like 00:00:30.'],
    ['{"version":"2.0","functionTimeout":"00:00:00.500"}', '00:00:00.500 is less than a second.\n  → at functionTimeout'],
    ['{"version":"2.0","extensions":{"durableTask":{"storageProvider":{"controlQueueVisibilityTimeout":"00:00:59"}}}}', '00:00:59 is not between 1 and 60 minutes.\n  → at extensions.durableTask.storageProvider.controlQueueVisibilityTimeout'],
    ['{"version":"2.0","extensions":{"durableTask":{"storageProvider":{"workItemQueueVisibilityTimeout":"01:00:01"}}}}', '01:00:01 is not between 1 and 60 minutes.'],
    ['{"version":"2.0","extensions":{"durableTask":{"storageProvider":{"partitionCount":17}}}}', '→ at extensions.durableTask.storageProvider.partitionCount'],
    ['{"version":"2.0","extensions":{"durableTask":{"hubName":"next-term"}}}', 'A hub has 3 to 45 letters and digits, a letter first.'],
    ['{"version":"2.0","extensions":{"durableTask":{"versionMatchStrategy":"Newer"}}}', '→ at extensions.durableTask.versionMatchStrategy'],
    ['{"version":"2.0","extensions":{"durableTask":{"maxConcurrentActivityFunctions":0}}}', '→ at extensions.durableTask.maxConcurrentActivityFunctions'],
    ['{"version":"2.0","extensions":{"http":{"maxConcurrentRequests":"400"}}}', '→ at extensions.http.maxConcurrentRequests'],
    ['{"version":"2.0","extensions":{"http":{"maxOutstandingRequests":0}}}', 'It is a number of requests from 1 on, or -1 for no limit.\n  → at extensions.http.maxOutstandingRequests'],
    ['{"version":"2.0","extensions":{"http":{"hsts":{"maxAge":"10"}}}}', '→ at extensions.http.hsts.isEnabled'],
    ['{"version":"2.0","extensions":{"http":{"hsts":{"isEnabled":true,"maxAge":"a year"}}}}', '"a year" is neither a number of days nor a time span like 30.00:00:00.'],
    ['{"version":"2.0","extensions":{"http":{"customHeaders":{"X Y":"z"}}}}', '→ at extensions.http.customHeaders["X Y"]'],
    ['{"version":"2.0","extensions":{"http":{"customHeaders":{"X-Y":"a\\nb"}}}}', '→ at extensions.http.customHeaders["X-Y"]'],
    ['{"version":"2.0","extensions":{"http":{"customHeaders":{"Content-Length":"0"}}}}', 'The host sets this header itself.'],
    ['{"version":"2.0","extensionBundle":{"id":"x","version":"4"}}', 'It is not a range of versions like [4.26.0, 5.0.0).'],
    ['{"version":"2.0","logging":{"logLevel":{"default":"Verbose"}}}', '→ at logging.logLevel.default'],
    ['{"version":"2.0","logging":{"applicationInsights":{"samplingSettings":{"excludedTypes":"Requests"}}}}', 'It is not a list of kinds of telemetry like Request;Exception.'],
  ])('%j is refused', (content, message) => {
    writeFileSync(join(folder, 'host.json'), content);
    expect(() => readHostJson(folder)).toThrow(message);
  });

  it('says once which keys have no effect here, and which nobody knows', () => {
    writeFileSync(join(folder, 'host.json'), JSON.stringify({
      version: '2.0',
      functionTimeout: '00:05:00',
      logging: { logLevel: { default: 'Information' } },
      extensions: { http: { routePrefix: '', dynamicThrottlesEnabled: true, routePrefx: 'x' }, durableTask: { hubName: 'Hub', storageProvider: { partitionCount: 1 }, hubname2: 1 }, queues: { batchSize: 1, newBatchSize: 1 }, cosmosDB: {}, serviceBus: { prefetchCount: 3 }, serviceBuss: {} },
      extension: {},
    }));
    const said: string[] = [];
    sayIdleKeys(readHostJson(folder).withoutEffect, (level, sentence) => void said.push(`${level}: ${sentence}`));
    expect(said).toEqual([
      'information: host.json: without effect on this host: logging, extensions.http.dynamicThrottlesEnabled, extensions.durableTask.storageProvider, extensions.queues.newBatchSize, extensions.cosmosDB.',
      "warning: host.json: known neither to this host nor to Azure's: extensions.http.routePrefx, extensions.durableTask.hubname2, extensions.serviceBuss, extension.",
    ]);
  });

  // By the sources of the host: its file and the environment are sections of one configuration, whose keys have no case and whose values are texts.
  it('is overruled by settings, in any case of letters, with numbers, truths and lists', () => {
    writeFileSync(join(folder, 'host.json'), JSON.stringify({ version: '2.0', extensions: { http: { RoutePrefix: 'v1', maxConcurrentRequests: 5, hsts: { isEnabled: false, excludedHosts: ['a', 'b'] } }, durableTask: { hubName: 'One' } } }));
    const { extensions, overruledBy, withoutEffect } = readHostJson(folder, {
      AzureFunctionsJobHost__extensions__http__maxConcurrentRequests: '7',
      azurefunctionsjobhost__EXTENSIONS__HTTP__maxoutstandingrequests: '9',
      AzureFunctionsJobHost__extensions__http__customHeaders__X_Own: '1',
      'AzureFunctionsJobHost:extensions:http:hsts:isEnabled': 'True',
      AzureFunctionsJobHost__extensions__http__hsts__excludedHosts__1: 'c',
      AzureFunctionsJobHost__extensions__durableTask__hubName: 'Two',
      AzureFunctionsJobHost__extensions__durableTask__defaultVersion: '1',
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged',
      AzureFunctionsJobHost__extensions__queues__batchSize: '1',
      AzureFunctionsJobHostless__version: '3.0',
      Other: 'x',
    });
    expect(extensions.http).toMatchObject({ routePrefix: 'v1', maxConcurrentRequests: 7, maxOutstandingRequests: 9, customHeaders: { X_Own: '1' }, hsts: { isEnabled: true, excludedHosts: ['a', 'c'] } });
    expect([extensions.durableTask.hubName, extensions.durableTask.defaultVersion, extensions.queues.batchSize, overruledBy.length]).toEqual(['Two', '1', 1, 9]);
    expect(withoutEffect).toEqual({ idle: ['extensions.durableTask.storageProvider'], unknown: [] });
  });

  it.each([
    ['AzureFunctionsJobHost__extensions__http__maxConcurrentRequests', 'many', /host\.json, with what AzureFunctionsJobHost__extensions__http__maxConcurrentRequests says over it, is not valid:\n.*\n {2}→ at extensions\.http\.maxConcurrentRequests/],
    ['AzureFunctionsJobHost__extensions__http__maxConcurrentRequests', '0', 'It is a number of requests from 1 on, or -1 for no limit.'],
    ['AzureFunctionsJobHost__extensions__http', 'x', 'The setting AzureFunctionsJobHost__extensions__http has a text where host.json has an object'],
    ['AzureFunctionsJobHost__extensions__http__hsts__isEnabled', 'yes', '→ at extensions.http.hsts.isEnabled'],
  ])('a setting %s that is %j is refused and named', (name, value, message) => {
    writeFileSync(join(folder, 'host.json'), '{"version":"2.0","extensions":{"http":{}}}');
    expect(() => readHostJson(folder, { [name]: value })).toThrow(message);
  });

  it('a text in the file stays one, whatever settings overrule', () => {
    writeFileSync(join(folder, 'host.json'), '{"version":"2.0","extensions":{"http":{"maxConcurrentRequests":"400"}}}');
    expect(() => readHostJson(folder, { AzureFunctionsJobHost__extensions__http__maxOutstandingRequests: '5' })).toThrow('→ at extensions.http.maxConcurrentRequests');
  });

  it('is missed when it is not there', () => {
    expect(() => readHostJson(folder)).toThrow(`${join(folder, 'host.json')} cannot be read as JSON`);
  });
});

describe('an app that cannot start', () => {
  const options = () => {
    const logger = collectingLogger();
    writeFileSync(join(folder, 'host.json'), '{"version":"2.0"}');
    return { root: folder, clock: new VirtualClock({ start: START, logger }), storage: 'memory' as const, port: 0, logger };
  };

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['no package.json', {}, 'package.json must exist and name the app\'s entry files under "main".'],
    ['no file for "main"', { 'package.json': '{"main":"dist/**/*.js"}' }, 'No file matches "main": "dist/**/*.js"'],
    ['a file that throws', { 'package.json': '{"main":"{a,b}.js"}', 'a.js': '', 'b.js': 'throw new Error("broken file")' }, 'The app does not start: b.js failed to load.\nError: broken file'],
  ])('%s', async (_, files, message) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    await expect(startHost(options())).rejects.toThrow(message);
    // The core that was injected is gone again, so the next attempt fails for the same reason and no other.
    await expect(startHost(options())).rejects.toThrow(message);
  });

  it.each<[string, (functions: typeof import('@azure/functions')) => void, string | RegExp]>([
    ['two functions of one name', ({ app: a }) => ['f', 'F'].forEach((name) => a.timer(name, { schedule: '* * * * * *', handler: () => undefined })), 'A function with the name "F" is registered already.'],
    ['a route that is none', ({ app: a }) => a.http('f', { route: '{x', handler: () => ({}) }), 'Function "f": Route "{x": a "{" has no "}".'],
    ['Durable without its part', ({ app: a }) => a.generic('act', { trigger: { type: 'activityTrigger', name: 'x' }, handler: () => undefined }), 'Function "act" uses Durable Functions'],
    ['a queue without storage', ({ app: a }) => a.storageQueue('q', { queueName: 'abc', connection: 'Nowhere', handler: () => undefined }), 'needs the app setting "Nowhere"'],
    ['a trigger that nobody offers', ({ app: a }) => a.cosmosDB('changes', { connection: 'x', databaseName: 'd', containerName: 'c', handler: () => undefined }), /^Function "changes": binding ".+" is a trigger of type "cosmosDBTrigger", which this host does not offer. The setting AzureWebJobs.changes.Disabled=true leaves the function out.$/],
    ['a blob trigger by Event Grid', ({ app: a }) => a.storageBlob('b', { path: 'in/{name}', connection: '', source: 'EventGrid', handler: () => undefined }), /^Function "b": binding ".+" has the source "EventGrid", which this host does not offer: it looks through the container.$/],
    ['a blob path without a container', ({ app: a, input }) => a.timer('t', { schedule: '0 0 0 1 1 *', extraInputs: [input.storageBlob({ path: 'name', connection: '' })], handler: () => undefined }), /^Function "t": Binding ".+" needs a path of a container and a blob, like "samples\/{name}".$/],
    ['a table without storage', ({ app: a, output }) => a.timer('t', { schedule: '0 0 0 1 1 *', return: output.table({ tableName: 'x', connection: 'Nowhere' }), handler: () => undefined }), 'Function "t": Binding "$return" needs the app setting "Nowhere" with the connection string of a storage account.'],
    ['a start hook that fails', ({ app: a }) => a.hook.appStart(() => Promise.reject(new Error('hook failed'))), 'hook failed'],
  ])('%s', async (_, register, message) => {
    await expect(
      startTestApp((functions) => {
        functions.app.http('present', { route: 'present', handler: () => ({}) });
        register(functions);
      }),
    ).rejects.toThrow(message);
  });

  it('keys without one for the Durable client that the app has', async () => {
    const register = ({ app: functions }: typeof import('@azure/functions')): void => functions.generic('act', { trigger: { type: 'activityTrigger', name: 'x' }, handler: () => undefined });
    await expect(startTestApp(register, { durable: createDurableRuntime, keys: { master: 'm' } })).rejects.toThrow('Function "act" uses Durable Functions, and the keys that this host asks for have none by the name "system"');
  });

  it('a limit for bodies that is no number', async () => {
    await expect(startTestApp(() => undefined, { settings: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1MB' } })).rejects.toThrow('is a number of bytes, not "1MB"');
    delete process.env['FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'];
  });
});

describe('a running app', () => {
  it('answers where a setting says, and the log names the setting', async () => {
    const name = 'AzureFunctionsJobHost__extensions__http__routePrefix';
    try {
      app = await startTestApp(({ app: functions }) => functions.http('ping', { handler: () => ({ body: 'pong' }) }), { settings: { [name]: 'over' } });
      expect([(await app.fetch('/over/ping')).status, (await app.fetch('/ping')).status, app.lines]).toEqual([200, 404, [`information: host.json is overruled by ${name}.`]]);
    } finally {
      delete process.env[name];
    }
  });

  it('finds its settings and address, and cannot register functions any more', async () => {
    let late: unknown;
    app = await startTestApp(
      ({ app: functions }) => {
        functions.http('late', {
          handler: () => {
            try {
              functions.timer('another', { schedule: '* * * * * *', handler: () => undefined });
            } catch (error) {
              late = error;
            }
            return { jsonBody: [process.env['LOCALHOST_TEST'], process.env['WEBSITE_HOSTNAME']] };
          },
        });
      },
      { settings: { LOCALHOST_TEST: 'set' } },
    );
    expect(await (await app.fetch('/late')).json()).toEqual(['set', `127.0.0.1:${app.port}`]);
    expect(String(late)).toContain('can only be registered during app startup');
  });

  it('leaves out what a setting disables, and says which setting does nothing', async () => {
    const settings = { 'AzureWebJobs.Gone.Disabled': 'True', 'azurewebjobs.tick.disabled': '1', 'AzureWebJobs.present.Disabled': 'false', 'AzureWebJobs.nobody.Disabled': 'true', 'AzureWebJobs.here.Disabled': 'yes' };
    const ticks: unknown[] = [];
    try {
      app = await startTestApp(
        ({ app: functions }) => {
          for (const name of ['gone', 'present', 'here']) functions.http(name, { handler: () => ({ body: name }) });
          functions.timer('tick', { schedule: '0 * * * * *', runOnStartup: true, handler: () => void ticks.push(1) });
        },
        { settings },
      );
      await app.clock.advanceTo(START + 120_000);
      expect([(await app.fetch('/gone')).status, (await app.fetch('/present')).status, (await app.fetch('/here')).status]).toEqual([404, 200, 200]);
      expect((await app.fetch('/admin/functions/tick', { method: 'POST' })).status).toBe(404);
      expect(ticks).toEqual([]);
      expect(app.lines).toEqual([
        'warning: The setting AzureWebJobs.nobody.Disabled has no effect: there is no function "nobody".',
        'warning: The setting AzureWebJobs.here.Disabled has no effect: "yes" is neither true nor false.',
        'information: Function "gone" is disabled by a setting: it answers nothing and is called by nobody.',
        'information: Function "tick" is disabled by a setting: it answers nothing and is called by nobody.',
      ]);
    } finally {
      for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
    }
  });

  it('gives Durable what it is built from, starts it, mounts it, and stops it last', async () => {
    const order: string[] = [];
    let given: DurableOptions | undefined;
    const durable = (options: DurableOptions): DurableRuntime => {
      given = options;
      return {
        start: async () => void order.push('durable started'),
        stop: async () => void order.push('durable stopped'),
        clientBinding: (hub) => JSON.stringify({ hub: hub ?? 'default' }),
        routes: [{ method: 'GET', template: 'runtime/webhooks/durabletask/instances/{id}', handle: async ({ params }) => ({ status: 200, body: params }) }],
      };
    };
    const register = ({ app: functions, input }: typeof import('@azure/functions')): void => {
      const client = input.generic({ type: 'durableClient', name: 'client', taskHub: 'Mine' });
      functions.hook.appTerminate(() => void order.push('app terminated'));
      functions.http('start', { extraInputs: [client], handler: (_, context) => ({ jsonBody: context.extraInputs.get(client) }) });
    };
    app = await startTestApp(register, { durable, hostJson: { extensions: { http: { routePrefix: 'v1' }, durableTask: { hubName: 'Hub' } } } });
    expect(given).toMatchObject({ taskHub: 'Hub', baseUrl: app.url, storage: 'memory' });
    expect(await (await app.fetch('/v1/start')).json()).toEqual({ hub: 'Mine' });
    expect(await (await app.fetch('/runtime/webhooks/durabletask/instances/7')).json()).toEqual({ id: '7' });
    await app.stop();
    await app.stop();
    expect(order).toEqual(['durable started', 'durable stopped', 'app terminated']);
  });

  it('does not build Durable for an app that has no use for it', async () => {
    app = await startTestApp(() => undefined, { durable: () => { throw new Error('built'); } });
    expect((await app.fetch('/admin/host/status')).status).toBe(200);
  });
});
