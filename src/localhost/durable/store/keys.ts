/**
 * Keys of the instances table. Row keys end in the instance id, since Azurite looks rows up by row key first: one that many partitions
 * share would make every access as slow as there are instances.
 *
 * | row       | partition      | row key                                                |
 * |-----------|----------------|--------------------------------------------------------|
 * | record    | `order-7`      | `i:order-7`                                            |
 * | a turn    | `order-7`      | `h:00000001:00000004:order-7` (generation, turn)       |
 * | messages  | `order-7`      | `m:01767225600000000:order-7` (order of arrival)       |
 * | overflow  | `order-7`      | `x:h:00000001:<guid>:0002:order-7` (of a turn; `x:r:` of the record, `x:m:` of messages) |
 * | live list | `=live`        | `order-7`                                              |
 */
const escapeCode = (character: string): string => `=${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** An id as a key: what Azure Tables forbids in keys, and the escape character itself, as `=` and four hex digits. */
// eslint-disable-next-line no-control-regex -- control characters are what must not get through
export const keyOf = (id: string): string => id.replace(/[=/\\#?%'\u0000-\u001f\u007f-\u009f]/g, escapeCode);

export const idOfKey = (key: string): string => key.replace(/=([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** No id has this partition: `=` is escaped in ids. */
export const LIVE_PARTITION = '=live';

const padded = (number: number): string => String(number).padStart(8, '0');

export const recordKey = (id: string): string => `i:${keyOf(id)}`;
export const turnKey = (id: string, generation: number, turn: number): string => `h:${padded(generation)}:${padded(turn)}:${keyOf(id)}`;
export const turnPrefix = (generation: number): string => `h:${padded(generation)}:`;
export const messageKey = (id: string, key: string): string => `m:${key}:${keyOf(id)}`;
/** The key of an inbox row, out of its row key. */
export const inboxKeyOf = (rowKey: string): string => rowKey.split(':')[1] ?? '';

export const overflowPrefix = {
  record: (token: string): string => `x:r:${token}`,
  turn: (generation: number, token: string): string => `x:h:${padded(generation)}:${token}`,
  messages: (key: string): string => `x:m:${key}`,
};
export const overflowKey = (prefix: string, part: number, id: string): string => `${prefix}:${String(part).padStart(4, '0')}:${keyOf(id)}`;

/** A task hub's table: letters and digits, at most 63 of them. */
export const tableName = (taskHub: string): string => `${taskHub.replace(/[^A-Za-z0-9]/g, '').replace(/^[0-9]+/, '').slice(0, 50) || 'Durable'}Instances`;
