import { KeyNotStorable, type Write } from '../../kernel/partitionStore';
import { toText, typeOf, type MarkedText } from './entity';
import { toStoredKey } from './storedKey';

/** A write that is within the limits of Table Storage, its value already text. */
export interface PreparedWrite extends MarkedText {
  readonly write: Write;
}

// Source: "Understanding the Table service data model" and "Performing entity group transactions" (Table service REST API).
const MOST_WRITES = 100;
const MOST_ENTITY_BYTES = 1_048_576;
const MOST_TRANSACTION_BYTES = 4 * 1_048_576;
/** 1 KiB in UTF-16. */
const LONGEST_KEY = 512;
/** Column names, `n`, `type`, timestamp and their headers, by the service's own formula rounded up. */
const ENTITY_OVERHEAD_BYTES = 2_048;
/** MIME and HTTP headers, URL with both keys percent-encoded, column names. */
const WRITE_OVERHEAD_BYTES = 4_096;

const withinKey = (kind: string, key: string): string => {
  const stored = toStoredKey(key);
  if (stored.length > LONGEST_KEY) throw new KeyNotStorable(`A ${kind} has at most ${LONGEST_KEY} characters once escaped: ${key.slice(0, 80)}`);
  return stored;
};

const checkedKey = (kind: string, key: string): string => {
  if (key === '') throw new KeyNotStorable(`A ${kind} is not empty`);
  return withinKey(kind, key);
};

const checkedText = (key: string, value: object): string => {
  const text = toText(value);
  if (!text.startsWith('{')) throw new RangeError(`The value of ${key} is not an object`);
  if (text.length * 2 + ENTITY_OVERHEAD_BYTES > MOST_ENTITY_BYTES) throw new RangeError(`The value of ${key} is larger than an entity may be: ${text.length} characters`);
  return text;
};

/** The key of a row as it is stored, for reads and writes alike. @throws KeyNotStorable for one that is empty or over 1 KiB. */
export const preparedRowKey = (key: string): string => checkedKey('row key', key);

const prepare = (write: Write, mark: string): PreparedWrite => {
  const storedKey = preparedRowKey(write.key);
  return write.op === 'delete' ? { write, storedKey, text: '', type: '', mark } : { write, storedKey, text: checkedText(write.key, write.value), type: typeOf(write.value), mark };
};

/** Bytes on the wire: the text is quoted once more inside the entity, which doubles its quotation marks and backslashes. */
const wireBytes = (text: string): number => JSON.stringify(text).length + WRITE_OVERHEAD_BYTES;

const fitsInOneTransaction = (writes: readonly PreparedWrite[]): boolean => {
  const roughly = writes.reduce((sum, { text }) => sum + text.length * 2 + WRITE_OVERHEAD_BYTES, 0);
  return roughly <= MOST_TRANSACTION_BYTES || writes.reduce((sum, { text }) => sum + wireBytes(text), 0) <= MOST_TRANSACTION_BYTES;
};

/** The key of a partition as it is stored, for reads and writes alike. @throws KeyNotStorable for one that is empty or over 1 KiB. */
export const preparePartition = (partition: string): string => checkedKey('partition key', partition);

/** Where keys begin or end: a bound of a range, which may be empty. @throws KeyNotStorable for one over 1 KiB. */
export const prepareBound = (bound: string): string => withinKey('bound of keys', bound);

/**
 * What every adapter checks before it sends or changes anything. @param mark that rows are to carry; empty if absent.
 * @throws RangeError for more than 100 writes, a key twice, an entity over 1 MiB, a transaction over 4 MiB, or a key that is empty or over 1 KiB (KeyNotStorable).
 */
export const prepareWrites = (writes: readonly Write[], mark = ''): readonly PreparedWrite[] => {
  if (writes.length > MOST_WRITES) throw new RangeError(`${writes.length} writes in one transaction: at most ${MOST_WRITES}`);
  const prepared = writes.map((write) => prepare(write, mark));
  const keys = new Set(prepared.map(({ storedKey }) => storedKey));
  if (keys.size < prepared.length) throw new RangeError('The same key twice in one transaction');
  if (!fitsInOneTransaction(prepared)) throw new RangeError('A transaction over 4 MiB');
  return prepared;
};

/** @throws RangeError outside 1 to 1000. */
export const pageSize = (limit = 1000): number => {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new RangeError(`A page has 1 to 1000 rows, not ${limit}`);
  return limit;
};
