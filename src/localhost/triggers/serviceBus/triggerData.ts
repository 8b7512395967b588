import { type ServiceBusReceivedMessage } from '@azure/service-bus';
import { type TypedData } from '../../contracts';
import { toTriggerData } from '../queueMessageText';

/** The body of a message: text where it is text, bytes otherwise. Values of AMQP go as JSON. */
export function bodyData({ body }: ServiceBusReceivedMessage): TypedData {
  const content = body as unknown;
  if (Buffer.isBuffer(content)) return toTriggerData(content);
  return typeof content === 'string' ? { string: content } : { string: JSON.stringify(content ?? null) };
}

/** The bodies of a batch: all of them text, or all of them bytes. */
export function batchData(messages: readonly ServiceBusReceivedMessage[]): TypedData {
  const bodies = messages.map(bodyData);
  if (bodies.every(({ string }) => string !== undefined)) return { collectionString: { string: bodies.map(({ string = '' }) => string) } };
  return { collectionBytes: { bytes: bodies.map(({ string, bytes }) => bytes ?? Buffer.from(string ?? '')) } };
}

/** What the host tells of a message. Source: binding data of the Service Bus extension 5.x; its delivery count begins at 1. */
const facts = (message: ServiceBusReceivedMessage): Record<string, unknown> => ({
  MessageId: message.messageId,
  SequenceNumber: message.sequenceNumber?.toNumber(),
  DeliveryCount: (message.deliveryCount ?? 0) + 1,
  EnqueuedTimeUtc: message.enqueuedTimeUtc,
  EnqueuedTime: message.enqueuedTimeUtc,
  ExpiresAtUtc: message.expiresAtUtc,
  ExpiresAt: message.expiresAtUtc,
  LockToken: message.lockToken,
  ContentType: message.contentType,
  CorrelationId: message.correlationId,
  Subject: message.subject,
  To: message.to,
  ReplyTo: message.replyTo,
  ReplyToSessionId: message.replyToSessionId,
  SessionId: message.sessionId,
  PartitionKey: message.partitionKey,
  DeadLetterSource: message.deadLetterSource,
  ApplicationProperties: message.applicationProperties ?? {},
});

export const messageMetadata = (message: ServiceBusReceivedMessage): Record<string, TypedData> =>
  Object.fromEntries(Object.entries(facts(message)).flatMap(([key, value]): [string, TypedData][] => (value === undefined || value === null ? [] : [[key, toData(value)]])));

/** The same for a batch: an array under each name, in the order of the messages. */
export function batchMetadata(messages: readonly ServiceBusReceivedMessage[]): Record<string, TypedData> {
  const all = messages.map(facts);
  return Object.fromEntries(Object.keys(all[0] ?? {}).map((key): [string, TypedData] => [`${key}Array`, toData(all.map((each) => each[key] ?? null))]));
}

const toData = (value: unknown): TypedData => (Number.isInteger(value) ? { int: value as number } : { json: JSON.stringify(value) });
