import { app, HttpRequest, InvocationContext } from '@azure/functions';
import { followInvocations } from '../../../src/adapters/log/followInvocations';
import { type Telemetry, type TelemetryKind } from '../../../src/adapters/telemetry/telemetry';
import { traced } from '../../../src/app/tracing/inSpan';
import { keptTelemetry } from '../../support/keptTelemetry';

const HOST = '00-11111111111111111111111111111111-2222222222222222-00';
const CLIENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

afterEach(() => jest.restoreAllMocks());

/** What the host does around a function. @returns what the work within it knows of its trace. */
const invoked = async (telemetry: Telemetry | undefined | Promise<Telemetry>, type: string, input: unknown, work: () => unknown = traced): Promise<unknown> => {
  const hooks = jest.spyOn(app.hook, 'preInvocation').mockReturnValue({ dispose: () => undefined });
  jest.spyOn(process.stderr, 'on').mockReturnThis();
  followInvocations(() => telemetry);
  const context = new InvocationContext({ functionName: 'work', traceContext: { traceParent: HOST }, options: { trigger: { name: 'in', type, direction: 'in' } }, logHandler: () => undefined });
  const functionHandler: (...inputs: unknown[]) => unknown = work;
  const before = { functionHandler, invocationContext: context, inputs: [] };
  await hooks.mock.lastCall?.[0](before as never);
  return before.functionHandler(input, context);
};

const request = (headers: Record<string, string> = {}) => new HttpRequest({ method: 'GET', url: 'http://localhost/', headers });
const traceOf = (known: unknown): string | undefined => (known as { readonly traceparent?: string }).traceparent?.split('-')[1];

test.each<{ name: string; kind: TelemetryKind; type: string; input: unknown; trace: string | undefined }>([
  { name: 'a call goes on from its client’s trace', kind: 'otlp', type: 'httpTrigger', input: request({ traceparent: CLIENT }), trace: '0af7651916cd43dd8448eb211c80319c' },
  { name: 'on Azure from the host’s own request', kind: 'azure', type: 'httpTrigger', input: request({ traceparent: CLIENT }), trace: '11111111111111111111111111111111' },
  { name: 'a timer on Azure from the host’s as well', kind: 'azure', type: 'timerTrigger', input: {}, trace: '11111111111111111111111111111111' },
  { name: 'the turn of an orchestration is not traced', kind: 'otlp', type: 'orchestrationTrigger', input: {}, trace: undefined },
])('$name', async ({ kind, type, input, trace }) => {
  const { telemetry, spans } = keptTelemetry(kind);
  expect(traceOf(await invoked(telemetry, type, input))).toBe(trace);
  expect(await spans()).toHaveLength(trace === undefined ? 0 : 1);
});

test.each([
  { name: 'none', headers: {} },
  { name: 'nonsense', headers: { traceparent: 'eyJ.secret' } },
  { name: 'zeroes', headers: { traceparent: `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01` } },
])('a call whose client sends $name begins a trace of its own', async ({ headers }) => {
  const { telemetry, spans } = keptTelemetry();
  const trace = traceOf(await invoked(Promise.resolve(telemetry), 'httpTrigger', request(headers)));
  expect(trace).toMatch(/^[0-9a-f]{32}$/);
  expect((await spans()).map((span) => [span.name, span.spanContext().traceId, span.parentSpanContext])).toEqual([['work', trace, undefined]]);
});

test('where nothing is traced the function is called as it stands, and what it throws comes through', async () => {
  expect(await invoked(undefined, 'httpTrigger', request({ traceparent: CLIENT }))).toEqual({});
  const { telemetry, spans } = keptTelemetry();
  await expect(invoked(telemetry, 'timerTrigger', {}, () => Promise.reject(new Error('broke')))).rejects.toThrow('broke');
  expect((await spans()).map(({ status }) => status.message)).toEqual(['broke']);
});
