import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { type FunctionInvoker, type InvocationResult, type MountedResponse, type RegisteredFunction } from '../../../src/localhost/contracts';
import { adminApi } from '../../../src/localhost/http/adminRoutes';
import { collectingLogger } from '../support/collectingLogger';

/** One function, which ends when the test says how. */
function scene(retryOptions?: RegisteredFunction['retryOptions']) {
  const logger = collectingLogger();
  const clock = new VirtualClock({ start: 0, logger });
  const ends: ((result: InvocationResult) => void)[] = [];
  const registered = { name: 'nightly', trigger: { type: 'timerTrigger' }, ...(retryOptions !== undefined && { retryOptions }) } as unknown as RegisteredFunction;
  const invoker = { functions: () => [registered], find: () => registered, invoke: () => new Promise<InvocationResult>((resolve) => ends.push(resolve)) } as unknown as FunctionInvoker;
  const admin = adminApi({ invoker, clock, logger, hostVersion: '4' });
  const route = admin.routes.find(({ method }) => method === 'POST');
  const post = async (): Promise<MountedResponse | undefined> => route?.handle({ method: 'POST', url: new URL('http://127.0.0.1/admin/functions/nightly'), params: { name: 'nightly' }, headers: {}, body: Buffer.from('{}') });
  return { admin, clock, ends, lines: logger.lines, post };
}
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const failed = { ok: false, error: new Error('no luck') } as unknown as InvocationResult;

test('a stop waits for what runs by hand, and takes nothing more', async () => {
  const { admin, ends, post } = scene();
  expect((await post())?.status).toBe(202);
  let stopped = false;
  const stop = admin.stop().then(() => {
    stopped = true;
  });
  await turns();
  expect([stopped, (await post())?.status, ends.length]).toEqual([false, 503, 1]);
  ends[0]?.({ ok: true } as unknown as InvocationResult);
  await stop;
  expect(stopped).toBe(true);
});

const GIVEN_UP = 'warning: Function "nightly", which was run by hand, was to be tried again when the host was stopped: that is given up.';
test.each(['before its first end', 'while it waits to be tried again'])('a run by hand that fails is given up with a word: stopped %s', async (when) => {
  const { admin, clock, ends, lines, post } = scene({ retryStrategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { seconds: 1 } });
  await post();
  await turns();
  const early = when === 'before its first end' ? admin.stop() : undefined;
  ends[0]?.(failed);
  await turns();
  await (early ?? admin.stop());
  expect(lines.filter((line) => line === GIVEN_UP)).toHaveLength(1);
  await clock.advanceTo(60_000);
  expect(ends).toHaveLength(1);
});
