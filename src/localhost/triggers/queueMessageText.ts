import { type TypedData } from '../contracts';

export type MessageEncoding = 'base64' | 'none';

export const encodeMessage = (content: Uint8Array, encoding: MessageEncoding): string =>
  encoding === 'base64' ? Buffer.from(content).toString('base64') : Buffer.from(content).toString('utf8');

/** @returns the message's content, or undefined for text that should be base64 and is not. */
export function decodeMessage(text: string, encoding: MessageEncoding): Buffer | undefined {
  if (encoding === 'none') return Buffer.from(text, 'utf8');
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Text where it is text (the library parses what looks like JSON and passes on what does not), bytes otherwise. */
export function toTriggerData(content: Buffer): TypedData {
  const text = content.toString('utf8');
  return Buffer.from(text, 'utf8').equals(content) ? { string: text } : { bytes: content };
}

/** What a function put into a queue output, as message contents: each item of an array is a message of its own. */
export function messagesOf(value: unknown): readonly Buffer[] {
  if (value instanceof Uint8Array) return [Buffer.from(value)];
  if (Array.isArray(value)) return value.flatMap((item) => (Array.isArray(item) ? [Buffer.from(JSON.stringify(item))] : messagesOf(item)));
  return [Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))];
}
