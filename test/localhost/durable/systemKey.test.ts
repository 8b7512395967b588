import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { createDurableRuntime } from '../../../src/localhost/durable';
import { collectingLogger } from '../support/collectingLogger';

test('a client is bound with the key that the host asks for, and the library is served where it sends none', () => {
  const invoker = { functions: () => [], find: () => undefined, invoke: () => Promise.reject(new Error('not here')) };
  const logger = collectingLogger();
  const runtime = createDurableRuntime({ taskHub: 'Own', baseUrl: 'http://127.0.0.1:7071', invoker, clock: new VirtualClock({ start: 0, logger }), logger, storage: 'memory', systemKey: 'a key&' });
  const query = 'taskHub=Own&connection=Storage&code=a%20key%26';
  expect(JSON.parse(runtime.clientBinding())).toMatchObject({
    rpcBaseUrl: 'http://127.0.0.1:7071/durabletask/',
    requiredQueryStringParameters: 'code=a%20key%26',
    managementUrls: { statusQueryGetUri: `http://127.0.0.1:7071/runtime/webhooks/durabletask/instances/INSTANCEID?${query}` },
  });
  const named = runtime.routes.map(({ method, template }) => `${method} ${template}`);
  const webhooks = named.filter((name) => name.includes('runtime/webhooks/'));
  expect(webhooks.length).toBeGreaterThan(10);
  expect(named.filter((name) => !webhooks.includes(name))).toEqual(webhooks.map((name) => name.replace('runtime/webhooks/', '')));
});
