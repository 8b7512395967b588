import { type Typed, types } from 'rhea';
import { type Content, type Message } from '../engine/message';
import { listSection, mapEntries, mapSection, SectionCode, sectionsOf } from './sections';

const MAX_UINT = 4294967295;
const STATES: Readonly<Partial<Record<Message['state'], number>>> = { deferred: 1, scheduled: 2 };

/** A message as a receiver gets it: the sender's bytes, with the header and annotations of this delivery before them. @param lockedUntil ms */
export function writeMessage(message: Message, lockedUntil?: number): Buffer {
  const { content } = message;
  return Buffer.concat([header(message), annotations(message, lockedUntil), content.bare.read()]);
}

function header({ content, deliveryCount, enqueuedAt, expiresAt }: Message): Buffer {
  const ttl = expiresAt === Infinity ? content.ttl : expiresAt - enqueuedAt;
  return listSection(SectionCode.header, [
    types.wrap_boolean(content.durable),
    types.wrap_ubyte(content.priority),
    ttl === undefined || ttl > MAX_UINT ? undefined : types.wrap_uint(ttl),
    undefined,
    types.wrap_uint(deliveryCount),
  ]);
}

function annotations({ seq, enqueuedSeq, enqueuedAt, state, content }: Message, lockedUntil: number | undefined): Buffer {
  const own: [string, Typed][] = [
    ['x-opt-sequence-number', long(seq)],
    ['x-opt-enqueued-time', types.wrap_timestamp(enqueuedAt)],
    ['x-opt-enqueue-sequence-number', long(enqueuedSeq ?? 0)],
    ['x-opt-message-state', types.wrap_int(STATES[state] ?? 0)],
  ];
  if (lockedUntil !== undefined) own.push(['x-opt-locked-until', types.wrap_timestamp(lockedUntil)]);
  return mapSection(SectionCode.messageAnnotations, [...senders(content), ...own], true);
}

function senders({ annotations: encoded }: Content): [string, Typed][] {
  if (!encoded) return [];
  const [section] = sectionsOf(encoded.read());
  return mapEntries(section?.value);
}

const long = (value: number): Typed => types.wrap_long(value);
