import { type Typed, types } from 'rhea';
import { BusError, Condition } from '../engine/busError';
import { type CorrelationFilter, type PlainValue, type RuleDefinition } from '../engine/rule';

/** Descriptors of rules. Source: "AMQP 1.0 in Azure Service Bus: request-response-based operations", rule operations. */
const CODE = { rule: 0x0000013700000004, true: 0x000001370000007, false: 0x000001370000008, sql: 0x000001370000006, correlation: 0x000001370000009, emptyAction: 0x0000013700000005, sqlAction: 0x0000013700000006 };

type Form = Readonly<Record<string, unknown>>;
const TEXTS = [
  ['correlationId', 'correlation-id'],
  ['messageId', 'message-id'],
  ['to', 'to'],
  ['replyTo', 'reply-to'],
  ['subject', 'label'],
  ['sessionId', 'session-id'],
  ['replyToSessionId', 'reply-to-session-id'],
  ['contentType', 'content-type'],
] as const;

/** A rule as a client adds it. @throws BusError for one that has no filter that the broker knows, or compares with what it cannot keep */
export function readRule(name: string, description: Form): RuleDefinition {
  const action = expressionOf(description['sql-rule-action']);
  const sql = expressionOf(description['sql-filter']);
  const correlation = description['correlation-filter'] as Form | null | undefined;
  if (sql === undefined && !correlation) throw new BusError(Condition.argument, `The rule '${name}' has neither a SQL filter nor a correlation filter.`);
  const filter = sql !== undefined ? ({ kind: 'sql', expression: sql } as const) : ({ kind: 'correlation', match: correlationFilter(correlation ?? {}) } as const);
  return { name, filter, ...(action !== undefined && { action }) };
}

const expressionOf = (form: unknown): string | undefined => {
  const expression = (form as Form | null | undefined)?.['expression'];
  return typeof expression === 'string' ? expression : undefined;
};

function correlationFilter(form: Form): CorrelationFilter {
  const texts = TEXTS.flatMap(([key, name]): [string, string][] => (typeof form[name] === 'string' ? [[key, form[name]]] : []));
  const properties = form['properties'] as Readonly<Record<string, PlainValue>> | null | undefined;
  for (const [name, value] of Object.entries<unknown>(properties ?? {})) {
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      throw new BusError(Condition.argument, `The correlation filter compares '${name}' with what the broker cannot keep: a text, a number up to 2^53, a boolean or a date is needed.`);
    }
  }
  return { ...Object.fromEntries(texts), ...(properties && Object.keys(properties).length > 0 && { properties }) };
}

/** A rule as a client lists it. */
export const describeRule = ({ name, filter, action }: RuleDefinition): Typed =>
  described(CODE.rule, [filterForm(filter), action === undefined ? described(CODE.emptyAction, []) : described(CODE.sqlAction, [action, types.wrap_int(20)]), name]);

function filterForm(filter: RuleDefinition['filter']): Typed {
  switch (filter.kind) {
    case 'true':
      return described(CODE.true, []);
    case 'false':
      return described(CODE.false, []);
    case 'sql':
      return described(CODE.sql, [filter.expression, types.wrap_int(20)]);
    case 'correlation':
      return described(CODE.correlation, [...TEXTS.map(([key]) => filter.match[key] ?? null), filter.match.properties ?? null]);
  }
}

const described = (code: number, fields: readonly unknown[]): Typed => types.wrap_described([...fields], code);
