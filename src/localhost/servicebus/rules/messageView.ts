import { type Typed } from 'rhea';
import { listFields, mapEntries, SectionCode, sectionsOf } from '../codec/sections';
import { type Content } from '../engine/message';

/** A value as rules compare it. bigint: a whole number that a double cannot hold. */
export type Value = string | number | bigint | boolean | Date | null;

/** A message as rules see it. */
export interface MessageView {
  /** By the names of .NET, in lower case: `messageid`, `label`, … */
  readonly system: ReadonlyMap<string, Value>;
  readonly properties: ReadonlyMap<string, Value>;
}

/** The fields of the properties section, in order. Source: AMQP 1.0, 3.2.4; names as Service Bus has them. */
export const SYSTEM_FIELDS = ['messageid', 'userid', 'to', 'label', 'replyto', 'correlationid', 'contenttype', 'contentencoding', 'absoluteexpirytime', 'creationtime', 'sessionid', 'groupsequence', 'replytosessionid'] as const;

export function viewOf(content: Content): MessageView {
  const system = new Map<string, Value>();
  const properties = new Map<string, Value>();
  for (const { code, value } of sectionsOf(content.bare.read())) {
    if (code === SectionCode.properties) for (const [index, field] of listFields(value).entries()) system.set(SYSTEM_FIELDS[index] ?? '', plain(field));
    if (code === SectionCode.applicationProperties) for (const [key, property] of mapEntries(value)) properties.set(key, plain(property));
  }
  return { system, properties };
}

export function plain(typed: Typed | undefined): Value {
  const value: unknown = typed?.value;
  if (value === undefined || value === null) return null;
  if (Buffer.isBuffer(value)) return value.length === 8 ? value.readBigInt64BE() : value.toString('hex');
  if (typeof value === 'string' || typeof value === 'boolean' || value instanceof Date) return value;
  return Number(value);
}
