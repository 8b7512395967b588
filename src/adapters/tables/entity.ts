import { type Row } from '../../kernel/partitionStore';
import { fromStoredKey } from './storedKey';

/** Longest string property, in UTF-16 units (64 KiB). Source: "Understanding the Table service data model", Property types. */
const LONGEST_PROPERTY = 32_768;
const READABLE_TYPE = /^[ -~]{1,200}$/;

/** A row as Table Storage keeps it: the value's JSON text cut into `d0`, `d1`, … and `type` for whoever browses the table. */
export interface StoredEntity {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly type: string;
  /** How many of the `d` columns count: a merge leaves those of a longer predecessor behind. */
  readonly n: number;
  /** Which commit wrote it last. */
  readonly w: string;
  readonly [column: string]: string | number;
}

/** What a commit writes into a row. */
export interface MarkedText {
  readonly storedKey: string;
  readonly type: string;
  /** The value's JSON, as {@link toText} makes it. */
  readonly text: string;
  /** Of the commit; empty where nobody asks for it. */
  readonly mark: string;
}

const cutText = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / LONGEST_PROPERTY) }, (_, index) => text.slice(index * LONGEST_PROPERTY, (index + 1) * LONGEST_PROPERTY));

/**
 * JSON in ASCII: everything else is written `\uXXXX`. Azurite decodes a request chunk by chunk and so destroys a longer character that lies across
 * two chunks, and it cannot read a transaction with U+2028; besides, text may then be cut anywhere.
 */
export const toText = (value: object): string => JSON.stringify(value).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The value's `type`, if it is a short ASCII text; empty otherwise, so that a merge overwrites an older one. */
export const typeOf = (value: object): string => ('type' in value && typeof value.type === 'string' && READABLE_TYPE.test(value.type) ? value.type : '');

export const toEntity = (partitionKey: string, { storedKey: rowKey, type, text, mark }: MarkedText): StoredEntity => {
  const pieces = cutText(text);
  return { partitionKey, rowKey, type, n: pieces.length, w: mark, ...Object.fromEntries(pieces.map((piece, index) => [`d${index}`, piece])) };
};

const textOf = (entity: Readonly<Record<string, unknown>>): string | undefined => {
  if (typeof entity.n !== 'number') return undefined;
  const pieces = Array.from({ length: entity.n }, (_, index) => entity[`d${index}`]);
  return pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : undefined;
};

/** Whether a row stands as that commit wrote it. What an app without marks wrote over it bears its mark still, and another text. */
export const isWrittenBy = ({ mark, text }: MarkedText, entity: Readonly<Record<string, unknown>>): boolean => entity.w === mark && textOf(entity) === text;

/** A value that no schema accepts, so that one damaged row fails alone, where it is parsed, and not the page it is on. */
const unreadable = (reason: string): Record<string, unknown> => ({ unreadable: reason });

const parseText = (text: string | undefined): Record<string, unknown> => {
  if (text === undefined) return unreadable('columns are missing');
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : unreadable('not an object');
  } catch {
    return unreadable('not JSON');
  }
};

/** A row whose columns were damaged has the value `{ unreadable: reason }`. */
export const fromEntity = (entity: Readonly<Record<string, unknown>>): Row => ({
  partition: fromStoredKey(String(entity.partitionKey)),
  key: fromStoredKey(String(entity.rowKey)),
  value: parseText(textOf(entity)),
  etag: String(entity.etag),
});
