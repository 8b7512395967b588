import { type TypedData } from '../contracts';
import { indentedJson, itemsOf } from './indentedJson';

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

/**
 * What a function put into a queue output, as message contents: each item of a list is a message of its own, and objects are sent as indented JSON. As recorded from the Azure host,
 * text that is JSON is taken for what it says: an object is indented, a list is several messages. Its host is .NET, so a truth is sent as `True` or `False`.
 */
export function messagesOf(value: unknown): readonly Buffer[] {
  if (value instanceof Uint8Array) return [Buffer.from(value)];
  const json = typeof value === 'string' ? jsonIn(value) : undefined;
  if (json !== undefined) return json.startsWith('[') ? itemsOf(json).map((item) => Buffer.from(jsonItemText(item))) : [Buffer.from(indentedJson(json))];
  if (Array.isArray(value)) return value.map((item: unknown) => (item instanceof Uint8Array ? Buffer.from(item) : Buffer.from(jsonItemText(JSON.stringify(item) ?? 'null'))));
  return [Buffer.from(typeof value === 'string' ? value : jsonItemText(JSON.stringify(value)))];
}

/** Text that is a JSON object or list, trimmed; undefined for any other. */
function jsonIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^(\{[^]*\}|\[[^]*\])$/.test(trimmed)) return undefined;
  try {
    JSON.parse(trimmed);
    return trimmed;
  } catch {
    // Sent as the text that it is.
    return undefined;
  }
}

/** One item of a list, by its JSON: text without quotes, `null` as nothing. */
function jsonItemText(json: string): string {
  if (/^[{[]/.test(json)) return indentedJson(json);
  if (json.startsWith('"')) return JSON.parse(json) as string;
  return { null: '', true: 'True', false: 'False' }[json] ?? json;
}
