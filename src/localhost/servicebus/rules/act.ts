import { type Typed, types } from 'rhea';
import { withApplicationProperties } from '../codec/readMessage';
import { listFields, listSection, SectionCode, sectionsOf } from '../codec/sections';
import { BusError, Condition } from '../engine/busError';
import { Encoded } from '../engine/encoded';
import { type Content } from '../engine/message';
import { SYSTEM_FIELDS, type Value, viewOf } from './messageView';
import { evaluate } from './sqlEvaluate';
import { type Statement } from './sqlExpression';

/** What an action may set of the system's. Source: "Subscription rule SQL action syntax". */
const SETTABLE = ['to', 'label', 'replyto', 'correlationid', 'contenttype', 'sessionid', 'replytosessionid', 'messageid'];

/** @throws BusError for a property of the system that an action cannot change */
export function checkAction(statements: readonly Statement[]): void {
  for (const { property } of statements) {
    if (property.scope === 'sys' && !SETTABLE.includes(property.name.toLowerCase())) throw new BusError(Condition.argument, `A rule action cannot change sys.${property.name}.`);
  }
}

/** The message as an action changes it, statement by statement. */
export const act = (statements: readonly Statement[], content: Content): Content => statements.reduce(actOnce, content);

function actOnce(content: Content, statement: Statement): Content {
  const { property } = statement;
  const value = statement.kind === 'set' ? evaluate(statement.value, viewOf(content)) : null;
  if (property.scope === 'sys') return withSystemProperty(content, property.name.toLowerCase(), value);
  const known = [...viewOf(content).properties.keys()].find((key) => key.toLowerCase() === property.name.toLowerCase());
  return withApplicationProperties(content, { [known ?? property.name]: value === null ? undefined : wrapped(value) });
}

function withSystemProperty(content: Content, name: string, value: Value): Content {
  const index = SYSTEM_FIELDS.findIndex((field) => field === name);
  const given = content.bare.read();
  const section = [...sectionsOf(given)].find(({ code }) => code === SectionCode.properties);
  const fields = listFields(section?.value);
  while (fields.length <= index) fields.push(undefined);
  fields[index] = value === null ? undefined : typed(name, value);
  const bare = Encoded.of(Buffer.concat([listSection(SectionCode.properties, fields), given.subarray(section?.end ?? 0)]));
  const sessionId = name === 'sessionid' ? (value === null ? undefined : text(value)) : content.sessionId;
  return { ...content, bare, sessionId };
}

const typed = (name: string, value: Value): Typed => (name === 'contenttype' ? types.wrap_symbol(text(value)) : types.wrap_string(text(value)));

/** A long that a double cannot hold goes by its eight bytes. */
function wrapped(value: NonNullable<Value>): Typed {
  if (typeof value !== 'bigint') return types.wrap(value);
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt.asIntN(64, value));
  return types.wrap_long(bytes);
}

const text = (value: Value): string => (value instanceof Date ? value.toISOString() : String(value));
