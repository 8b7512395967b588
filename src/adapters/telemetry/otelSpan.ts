import { type Attributes, type Context, isSpanContextValid, ROOT_CONTEXT, type Span as OtelSpan, type SpanContext, SpanKind, SpanStatusCode, trace, TraceFlags, type Tracer } from '@opentelemetry/api';
import { type LogFacts } from '../../app/log';
import { type Span, type SpanAsked } from '../../app/tracing/span';
import { withoutSecrets } from '../log/withoutSecrets';

/** Where spans are made, and as what each kind of ours counts there. */
export interface SpanMaker {
  readonly tracer: Tracer;
  readonly kinds: Readonly<Record<NonNullable<SpanAsked['kind']>, SpanKind>>;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Undefined for what is no traceparent of the version that is published. */
export const parentOf = (traceparent: string | undefined): SpanContext | undefined => {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(parent) ? parent : undefined;
};

/** Names with a dot are OpenTelemetry's own; the others are ours. */
const attributesOf = (facts: LogFacts): Attributes => Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name.includes('.') ? name : `nextterm.${name}`, value]])));

/** From which status on a piece of work failed: a call that was refused did its own. */
const failsFrom = (kind: SpanKind): number => (kind === SpanKind.CLIENT ? 400 : 500);

/** A span of OpenTelemetry as the app sees it. What is thrown is told by its name and without secrets; no stack. */
export const otelSpan = (maker: SpanMaker, name: string, kind: SpanKind, { from, facts = {} }: SpanAsked, around: Context = ROOT_CONTEXT): Span => {
  const parent = parentOf(from);
  const outer = trace.getSpanContext(around);
  const links = parent !== undefined && outer !== undefined && outer.traceId !== parent.traceId ? [{ context: outer }] : [];
  const span: OtelSpan = maker.tracer.startSpan(name, { kind, attributes: attributesOf(facts), links }, parent === undefined ? around : trace.setSpanContext(ROOT_CONTEXT, parent));
  const { traceId, spanId, traceFlags } = span.spanContext();
  const inside = trace.setSpan(ROOT_CONTEXT, span);
  const fail = (type: string, message?: string): void => {
    span.setAttribute('error.type', type);
    span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message }) });
  };
  return {
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    begin: (own, asked) => otelSpan(maker, own, asked.kind === undefined ? SpanKind.INTERNAL : maker.kinds[asked.kind], asked, inside),
    named: (better) => void span.updateName(better),
    set: (more) => {
      span.setAttributes(attributesOf(more));
      const { 'http.response.status_code': status, 'error.type': type } = more;
      if (typeof status === 'number' && status >= failsFrom(kind)) fail(String(status));
      else if (type !== undefined) fail(String(type));
    },
    end: (error) => {
      if (error instanceof Error) fail(error.name, withoutSecrets(error.message));
      else if (error !== undefined) fail('unknown');
      span.end();
    },
  };
};
