import { isEntityInstanceId } from '../protocol';

/**
 * Keys of the instances table. A row's *place* says what it is among the rows of its instance.
 *
 * | row       | place                      | of an orchestration: partition, row key      | of an entity: partition, row key            |
 * |-----------|----------------------------|----------------------------------------------|---------------------------------------------|
 * | record    | `i`                        | `order-7`, `i:order-7`                       | `=entities`, `@stock@7=:i`                  |
 * | a turn    | `h:00000001:00000004`      | `order-7`, `h:00000001:00000004:order-7`     | none                                        |
 * | messages  | `m:01767225600000000-7f3a…` | `order-7`, `m:01767225600000000-7f3a…:order-7` | `=entities`, `@stock@7=:m:01767225600000000-7f3a…` |
 * | overflow  | `x:r:<guid>:0002` …        | `order-7`, `x:r:<guid>:0002:order-7`         | `=entities`, `@stock@7=:x:r:<guid>:0002`    |
 * | live list |                            | `=live`, `order-7`                           | `=live`, `@stock@7`                         |
 *
 * Entities share a partition, so that one transaction takes the turns of many; each is a range of row keys in it. Orchestrations have a partition each, and
 * row keys that end in the id, since Azurite looks rows up by row key first: one that many partitions share would make every access as slow as there are instances.
 */
const escapeCode = (character: string): string => `=${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** An id as a key: what Azure Tables forbids in keys, and the escape character itself, as `=` and four hex digits. */
// eslint-disable-next-line no-control-regex -- control characters are what must not get through
export const keyOf = (id: string): string => id.replace(/[=/\\#?%'\u0000-\u001f\u007f-\u009f]/g, escapeCode);

export const idOfKey = (key: string): string => key.replace(/=([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** A key has at most 512 characters, and row keys end in an id. */
const LONGEST_ID = 400;

/** Why nothing can be kept under an id, in a sentence; undefined for one that can be. */
export const idProblem = (id: string): string | undefined =>
  keyOf(id).length <= LONGEST_ID ? undefined : `Instance ids have at most ${LONGEST_ID} characters${id.length > LONGEST_ID ? '' : ', of which each of =/\\#?%\' and of control characters counts as five'}.`;

/** No id has these partitions: `=` is escaped in ids. */
export const LIVE_PARTITION = '=live';
export const ENTITY_PARTITION = '=entities';

/** Ends an entity's id in its row keys. No id holds it, so none of them begins with another. */
const END = '=:';
const AFTER_END = '=;';

export interface Keys {
  readonly partitionKey: string;
  readonly rowKey: string;
}

/** The keys of a row. @param place what it is among the rows of its instance. */
export const keysOf = (id: string, place: string): Keys =>
  isEntityInstanceId(id) ? { partitionKey: ENTITY_PARTITION, rowKey: `${keyOf(id)}${END}${place}` } : { partitionKey: keyOf(id), rowKey: `${place}:${keyOf(id)}` };

/** The place of a row. */
export const placeOf = (id: string, rowKey: string): string => (isEntityInstanceId(id) ? rowKey.slice(keyOf(id).length + END.length) : rowKey.slice(0, -keyOf(id).length - 1));

/** The id of the entity that a row of the entities' partition is of. */
export const entityOfRow = (rowKey: string): string => idOfKey(rowKey.slice(0, rowKey.indexOf(END)));

/** The row keys of an entity: from the first, in, to the second, not in. */
export const entityRange = (id: string): readonly [from: string, to: string] => [`${keyOf(id)}${END}`, `${keyOf(id)}${AFTER_END}`];

/** Where a page of entities begins that begins with this one. */
export const entitiesFrom = (id: string): string => entityRange(id)[0];

const padded = (number: number): string => String(number).padStart(8, '0');

export const RECORD = 'i';
export const MESSAGES = 'm:';
export const OVERFLOW = { from: 'x:', to: 'x;' };
export const recordKey = (id: string): string => keysOf(id, RECORD).rowKey;
export const turnPlace = (generation: number, turn: number): string => `${turnPrefix(generation)}${padded(turn)}`;
export const turnPrefix = (generation: number): string => `h:${padded(generation)}:`;
export const messagesPlace = (key: string): string => `${MESSAGES}${key}`;

export const overflowPrefix = {
  record: (token: string): string => `x:r:${token}`,
  turn: (generation: number, token: string): string => `x:h:${padded(generation)}:${token}`,
  messages: (key: string): string => `x:m:${key}`,
};
export const overflowPlace = (prefix: string, part: number): string => `${prefix}:${String(part).padStart(4, '0')}`;

/** A task hub's table: letters and digits, at most 63 of them. */
export const tableName = (taskHub: string): string => `${taskHub.replace(/[^A-Za-z0-9]/g, '').replace(/^[0-9]+/, '').slice(0, 50) || 'Durable'}Instances`;
