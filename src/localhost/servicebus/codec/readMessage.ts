import { type Typed, types } from 'rhea';
import { BusError, Condition } from '../engine/busError';
import { Encoded } from '../engine/encoded';
import { type Content, type Incoming } from '../engine/message';
import { listFields, listSection, mapEntries, mapSection, type Section, SectionCode, sectionsOf } from './sections';

/** What only the broker writes into annotations; a sender's own are dropped. */
const BROKERS_OWN = /^x-opt-(sequence-number|enqueued-time|enqueue-sequence-number|locked-until|message-state|deadletter-source)$/;
const SCHEDULED = 'x-opt-scheduled-enqueue-time';
const GROUP_ID = 10;
/** Source: the SDK, which refuses longer ones itself. */
const LONGEST_ID = 128;

/** A message as it is kept, out of the bytes its sender wrote. @param newId for one that has no id: receivers rely on there being one. @throws BusError */
export function readMessage(bytes: Buffer, newId: () => string): Incoming {
  let sections: Section[];
  try {
    sections = [...sectionsOf(bytes)];
  } catch (error) {
    throw new BusError(Condition.decodeError, `The message is not encoded as AMQP 1.0 says: ${(error as Error).message}`);
  }
  const [durable, priority, ttl] = listFields(find(sections, SectionCode.header)?.value);
  const annotations = mapEntries(find(sections, SectionCode.messageAnnotations)?.value);
  const own = annotations.filter(([key]) => !BROKERS_OWN.test(key));
  const scheduledAt = annotations.find(([key]) => key === SCHEDULED)?.[1].value as Date | undefined;
  const ttlValue = ttl?.value as number | null | undefined;
  const { bare, messageId, sessionId } = withIds(bytes, sections, newId);
  return {
    content: {
      annotations: own.length > 0 ? Encoded.of(mapSection(SectionCode.messageAnnotations, own, true)) : undefined,
      bare,
      durable: durable?.value === true,
      priority: typeof priority?.value === 'number' ? priority.value : 4,
      ttl: typeof ttlValue === 'number' ? ttlValue : undefined,
      sessionId,
    },
    messageId,
    scheduledAt: scheduledAt !== undefined && scheduledAt !== null ? new Date(scheduledAt).getTime() : undefined,
  };
}

const find = (sections: readonly Section[], code: number): Section | undefined => sections.find((section) => section.code === code);

function withIds(bytes: Buffer, sections: readonly Section[], newId: () => string): Pick<Content, 'bare' | 'sessionId'> & Pick<Incoming, 'messageId'> {
  const properties = find(sections, SectionCode.properties);
  const fields = listFields(properties?.value);
  const bareStart = sections.find(({ code }) => code >= SectionCode.properties)?.start ?? bytes.length;
  const given = fields[0];
  const sessionId = textOf(fields[GROUP_ID]);
  for (const [name, id] of [['MessageId', textOf(given)], ['SessionId', sessionId]] as const) {
    if (id !== undefined && id.length > LONGEST_ID) throw new BusError(Condition.argument, `${name} has ${id.length} characters; at most ${LONGEST_ID} are allowed.`);
  }
  // A copy: what was received is a slice of a much longer buffer.
  if (textOf(given) !== undefined) return { bare: Encoded.of(Buffer.from(bytes.subarray(bareStart))), messageId: idKey(given as Typed), sessionId };
  const messageId = newId();
  const rest = bytes.subarray(properties?.end ?? bareStart);
  return { bare: Encoded.of(Buffer.concat([listSection(SectionCode.properties, [types.wrap_string(messageId), ...fields.slice(1)]), rest])), messageId, sessionId };
}

const textOf = (field: Typed | undefined): string | undefined => {
  const value = field?.value as string | number | Buffer | null | undefined;
  if (value === undefined || value === null) return undefined;
  return Buffer.isBuffer(value) ? value.toString('hex') : String(value);
};

/** Ids of other types than text are other ids, even if they read the same. */
const idKey = (field: Typed): string => (typeof field.value === 'string' ? field.value : `${field.type.name}:${textOf(field) ?? ''}`);

/** The message with these application properties set; an undefined value takes one away. The types of the others stay. */
export function withApplicationProperties(content: Content, properties: Readonly<Record<string, Typed | undefined>>): Content {
  const bare = content.bare.read();
  const sections = [...sectionsOf(bare)];
  const section = find(sections, SectionCode.applicationProperties);
  const kept = mapEntries(section?.value).filter(([key]) => !Object.hasOwn(properties, key));
  const set = Object.entries(properties).flatMap(([key, value]): [string, Typed][] => (value === undefined ? [] : [[key, value]]));
  const place = section?.start ?? find(sections, SectionCode.properties)?.end ?? 0;
  const encoded = mapSection(SectionCode.applicationProperties, [...kept, ...set], false);
  return { ...content, bare: Encoded.of(Buffer.concat([bare.subarray(0, place), encoded, bare.subarray(section?.end ?? place)])) };
}
