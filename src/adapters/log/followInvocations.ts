import { app, type InvocationContext } from '@azure/functions';
import { inMidstOf } from '../../app/command/workContext';
import { type Span } from '../../app/tracing/span';
import { throughout } from '../../app/tracing/inSpan';
import { type Telemetry } from '../telemetry/telemetry';
import { flushRepeats } from './invocationLog';

type Handler = (input: unknown, context: InvocationContext) => unknown;

/** Each turn of these is an invocation, which replays what was: their activities are the work. */
const REPLAYED: ReadonlySet<string> = new Set(['orchestrationTrigger', 'entityTrigger']);

const headersOf = (input: unknown): { get?: (name: string) => string | null } => (typeof input === 'object' && input !== null && 'headers' in input && typeof input.headers === 'object' ? (input.headers ?? {}) : {});

/** Undefined for what is not traced. A call goes on from what its client sent; on Azure from the host's own request, which stands in Application Insights. */
const rootSpan = (telemetry: Telemetry, input: unknown, { functionName, options, traceContext }: InvocationContext): Span | undefined => {
  const { type } = options.trigger;
  if (REPLAYED.has(type)) return undefined;
  const isCall = type === 'httpTrigger';
  const sent = isCall ? (headersOf(input).get?.('traceparent') ?? undefined) : undefined;
  return telemetry.begin(functionName, { isCall, from: telemetry.kind === 'azure' ? (traceContext?.traceParent ?? sent) : sent, facts: { 'faas.trigger': type.replace(/Trigger$/, '') } });
};

/** Lets log and traces know the context of every function's invocation. Called once, when the functions are registered. @param telemetryOf undefined: nothing is traced. */
export const followInvocations = (telemetryOf: () => Telemetry | undefined | Promise<Telemetry | undefined> = () => undefined): void => {
  // Without a listener its error, a reader that has gone, would end the process; and there is nobody left to tell.
  process.stderr.on('error', () => undefined);
  app.hook.preInvocation((before) => {
    const functionHandler = before.functionHandler as Handler;
    const follow = (telemetry: Telemetry | undefined): void => {
      before.functionHandler = (input: unknown, context) =>
        inMidstOf({ invocation: context, about: { operation: context.functionName } }, () => {
          flushRepeats();
          const span = telemetry && rootSpan(telemetry, input, context);
          return span === undefined ? functionHandler(input, context) : throughout(span, () => functionHandler(input, context));
        });
    };
    const telemetry = telemetryOf();
    return telemetry instanceof Promise ? telemetry.then(follow) : follow(telemetry);
  });
};
