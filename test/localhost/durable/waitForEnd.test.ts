import type * as df from 'durable-functions';
import { durableApp, HOUR, START } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

type Steps = Generator<df.Task, unknown, never>;

it('who starts an instance and waits for its end holds no virtual clock that the instance waits for', async () => {
  const run = await durableApp(({ app }) => {
    app.orchestration('o', function* ({ df: context }): Steps {
      yield context.createTimer(new Date(START + HOUR));
      return 'rang';
    });
  });
  const route = run.runtime.routes.find(({ template }) => template.includes('/orchestrators/'));
  const handle = async () => route?.handle({ method: 'POST', url: new URL('http://127.0.0.1:7071/runtime/webhooks/durabletask/orchestrators/o/i?timeout=600&pollingInterval=0.01'), params: { functionName: 'o', instanceId: 'i' }, headers: { 'content-type': 'application/json', 'content-length': '4' }, body: Buffer.from('null') });
  // As the host does.
  const answer = route?.outsideClock === true ? handle() : run.clock.busy(handle);
  await run.advance(HOUR);
  const { status, body } = (await answer) ?? {};
  expect([status, String(body as Buffer)]).toEqual([200, '"rang"']);
});
