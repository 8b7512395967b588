import { type TriggerExtension } from '../../../src/localhost/triggers/triggerListener';
import { exchange } from '../support/exchange';
import { startTestApp, type TestApp } from '../support/testApp';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

let app: TestApp | undefined;
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

/** A trigger that nothing fires: functions with it are invoked by the test. */
function quiet(sent: unknown[] = []): TriggerExtension {
  const rest = { start: () => Promise.resolve(), stop: () => Promise.resolve() };
  return { triggerType: 'quietTrigger', listen: () => rest, outputs: [{ type: 'box', send: async ({ name }, value) => void sent.push([name, value]) }] };
}
const trigger = { type: 'quietTrigger', name: 'input' };

describe('invocation', () => {
  it.each<[returned: unknown, decoded: unknown]>([
    [undefined, null],
    [null, null],
    ['5', '5'],
    [5, 5],
    [0.5, 0.5],
    [{ a: [1] }, { a: [1] }],
    [true, true],
    [Buffer.from([0, 255]), Buffer.from([0, 255])],
  ])('a returned %p is answered as %p', async (returned, decoded) => {
    app = await startTestApp(({ app: functions }) => functions.generic('f', { trigger, handler: () => returned }), { triggers: [quiet()] });
    expect(await app.invoker.invoke('F', { triggerData: null })).toEqual({ ok: true, returnValue: decoded, outputs: {} });
  });

  it('hands over data, metadata and the retry context, and logs for the function', async () => {
    const seen: unknown[] = [];
    app = await startTestApp(
      ({ app: functions }) =>
        functions.generic('f', {
          trigger,
          handler: (input, context) => {
            seen.push(input, context.triggerMetadata, context.retryContext, context.functionName);
            context.warn('careful:', { a: 1 });
          },
        }),
      { triggers: [quiet()] },
    );
    await app.invoker.invoke('f', { triggerData: { string: '{"a":1}' }, triggerMetadata: { InstanceId: { string: 'x' } }, retryContext: { retryCount: 1, maxRetryCount: 3 } });
    expect(seen).toEqual([{ a: 1 }, { instanceId: 'x' }, { retryCount: 1, maxRetryCount: 3 }, 'f']);
    expect(app.lines).toContain('warning: careful: { a: 1 }');
  });

  it.each<[thrown: unknown, message: string]>([
    [new TypeError('wrong'), 'wrong'],
    ['text', 'text'],
    [undefined, 'Unknown error'],
    [{ code: 7 }, '{"code":7}'],
  ])('a thrown %p is an answer with the message %p', async (thrown, message) => {
    const handler = (): never => {
      throw thrown;
    };
    app = await startTestApp(({ app: functions }) => functions.generic('f', { trigger, handler }), { triggers: [quiet()] });
    const result = await app.invoker.invoke('f', { triggerData: null });
    expect(result).toEqual({ ok: false, error: expect.objectContaining({ message }) as Error });
  });

  it('rejects for a function that does not exist', async () => {
    app = await startTestApp(() => undefined);
    await expect(app.invoker.invoke('nope', { triggerData: null })).rejects.toThrow('There is no function "nope".');
  });

  it('sends outputs, the return value among them, and leaves out what was not set', async () => {
    const sent: unknown[] = [];
    app = await startTestApp(
      ({ app: functions, output }) => {
        const box = output.generic({ type: 'box', name: 'extra' });
        const unset = output.generic({ type: 'box', name: 'unset' });
        functions.generic('f', {
          trigger,
          return: output.generic({ type: 'box' }),
          extraOutputs: [box, unset],
          handler: (_, context) => {
            context.extraOutputs.set(box, { a: 1 });
            return 'returned';
          },
        });
      },
      { triggers: [quiet(sent)] },
    );
    await app.invoker.invoke('f', { triggerData: null });
    expect(sent).toEqual([['$return', 'returned'], ['extra', { a: 1 }]]);
  });

  it.each<[string, (functions: typeof import('@azure/functions')) => void, string]>([
    ['an input', ({ app: functions, input }) => functions.generic('reads', { trigger, extraInputs: [input.generic({ type: 'sql', name: 'rows' })], handler: () => undefined }), 'Function "reads": binding "rows" is an input of type "sql", which this host does not offer. The setting AzureWebJobs.reads.Disabled=true leaves the function out.'],
    ['an output', ({ app: functions, output }) => functions.generic('writes', { trigger, return: output.generic({ type: 'sql' }), handler: () => 1 }), 'Function "writes": binding "$return" is an output of type "sql", which this host does not offer.'],
  ])('%s of a kind that nobody offers is refused at start', async (_, register, message) => {
    await expect(startTestApp(register, { triggers: [quiet()] })).rejects.toThrow(message);
  });
});

describe('a function that outlives functionTimeout', () => {
  afterEach(() => jest.useRealTimers());

  /** A host on an app with a function by HTTP and one that sends something; each waits until it is let go. */
  const hanging = async (sent: unknown[], functionTimeout = '00:05:00') => {
    let began: () => void = () => undefined;
    const begins: { next: Promise<void> } = { next: new Promise((resolve) => (began = resolve)) };
    const waiting: { readonly end: () => void; readonly fail: (why: Error) => void }[] = [];
    const handler = (): Promise<string> => {
      began();
      begins.next = new Promise((resolve) => (began = resolve));
      return new Promise((end, fail) => waiting.push({ end: () => end('late'), fail }));
    };
    app = await startTestApp(
      ({ app: functions, output }) => {
        functions.http('asked', { handler: async () => ({ body: await handler() }) });
        functions.generic('sends', { trigger, return: output.generic({ type: 'box' }), handler });
      },
      { triggers: [quiet(sent)], hostJson: { functionTimeout } },
    );
    jest.useFakeTimers({ doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] });
    return { app, waiting, begun: () => begins.next };
  };

  it('has failed, as on Azure: an empty 500 over HTTP, an error for others; nothing is made of what it still does', async () => {
    const sent: unknown[] = [];
    const { app: host, waiting, begun } = await hanging(sent);
    const first = begun();
    const asked = exchange(host.port, 'GET', '/asked');
    await first;
    const second = begun();
    const invoked = host.invoker.invoke('sends', { triggerData: null });
    await second;
    jest.advanceTimersByTime(299_999);
    expect(await Promise.race([asked, invoked, new Promise((resolve) => setImmediate(() => resolve('nothing yet')))])).toBe('nothing yet');
    jest.advanceTimersByTime(1);
    const { status, body } = await asked;
    expect([status, body.toString()]).toEqual([500, '']);
    expect(await invoked).toMatchObject({ ok: false, error: { name: 'FunctionTimeoutException', message: 'Timeout value of 00:05:00 was exceeded by function: Functions.sends' } });
    waiting[0]?.fail(new Error('too late'));
    waiting[1]?.end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual([]);
    expect(host.lines.filter((line) => line.includes('Azure ends the worker then'))).toHaveLength(2);
    expect(host.lines.filter((line) => line.includes('Its call had failed by functionTimeout before: Function "asked" failed'))).toEqual([expect.stringContaining('too late')]);
  });

  it('is named once, however often it does', async () => {
    const { app: host, begun } = await hanging([]);
    for (let call = 0; call < 3; call += 1) {
      const next = begun();
      const invoked = host.invoker.invoke('sends', { triggerData: null });
      await next;
      jest.advanceTimersByTime(300_000);
      expect(await invoked).toMatchObject({ ok: false });
    }
    expect(host.lines.filter((line) => line.includes('Function "sends" runs for longer than functionTimeout'))).toHaveLength(1);
  });

  it('-1 lets it run as long as it likes', async () => {
    const { app: host, waiting, begun } = await hanging([], '-1');
    const next = begun();
    const invoked = host.invoker.invoke('sends', { triggerData: null });
    await next;
    jest.advanceTimersByTime(40 * 86_400_000);
    waiting[0]?.end();
    expect(await invoked).toMatchObject({ ok: true, returnValue: 'late' });
  });
});

describe('hooks', () => {
  it('run around the app and each invocation, may replace inputs, handler, result and error, and share their data', async () => {
    const ran: string[] = [];
    app = await startTestApp(
      ({ app: functions }) => {
        functions.hook.appStart((context) => void ran.push(`start ${Object.keys(context.hookData).length}`));
        functions.hook.appTerminate(() => void ran.push('terminate'));
        functions.hook.preInvocation((context) => {
          context.hookData['seen'] = context.inputs[0];
          context.inputs = ['replaced'];
          const original = context.functionHandler;
          context.functionHandler = (...args: unknown[]): unknown => [original(...(args as [never, never])), 'wrapped'];
        });
        functions.hook.postInvocation((context) => {
          ran.push(`after ${String(context.hookData['seen'])}: ${JSON.stringify(context.result)} ${String(context.error)}`);
          if (context.error) {
            context.error = null;
            context.result = 'rescued';
          }
        });
        functions.generic('f', { trigger, handler: (input) => `got ${String(input)}` });
        functions.generic('fails', { trigger, handler: () => { throw new Error('no'); } });
      },
      { triggers: [quiet()] },
    );
    expect(await app.invoker.invoke('f', { triggerData: { string: 'sent' } })).toMatchObject({ ok: true, returnValue: ['got replaced', 'wrapped'] });
    expect(await app.invoker.invoke('fails', { triggerData: { string: 'sent' } })).toMatchObject({ ok: true, returnValue: 'rescued' });
    await app.stop();
    expect(ran).toEqual(['start 0', 'after sent: ["got replaced","wrapped"] null', 'after sent: null Error: no', 'terminate']);
  });

  it('a failing pre-invocation hook keeps the function from running', async () => {
    const ran: string[] = [];
    app = await startTestApp(
      ({ app: functions }) => {
        functions.hook.preInvocation(() => Promise.reject(new Error('not today')));
        functions.generic('f', { trigger, handler: () => void ran.push('ran') });
      },
      { triggers: [quiet()] },
    );
    expect(await app.invoker.invoke('f', { triggerData: null })).toMatchObject({ ok: false, error: { message: 'not today' } });
    expect(ran).toEqual([]);
  });

  it('log hooks see and change lines before they are written', async () => {
    app = await startTestApp(
      ({ app: functions }) => {
        functions.hook.log((context) => {
          if (context.category === 'user') {
            context.message = `[${context.invocationContext?.functionName}] ${context.message}`;
            context.level = 'error';
          }
        });
        functions.generic('f', { trigger, handler: (_, context) => context.log('hello') });
      },
      { triggers: [quiet()] },
    );
    await app.invoker.invoke('f', { triggerData: null });
    expect(app.lines).toEqual(['error: [f] hello']);
  });
});
