/**
 * The storage port: rows in partitions, several rows of one partition in one transaction. It is what Table Storage offers and no more,
 * so that the memory adapter and the Table Storage adapter can pass the same contract suite.
 * Values are plain JSON objects; whoever reads parses them with the schema of what it expects.
 */
export interface PartitionStore {
  /** One point read. @throws KeyNotStorable, as every method, for a key that no row can have: before anything is sent. */
  read(partition: string, key: string): Promise<Row | undefined>;

  /** Rows of one partition in key order. One operation per page. */
  list(partition: string, range: KeyRange): Promise<RowPage>;

  /** Rows of all partitions with `fromPartition <= partition < toPartition`, in order of partition, then key. One operation per page. */
  listAcross(range: PartitionRange): Promise<RowPage>;

  /**
   * All of the writes or none. At most 100 writes, each key at most once.
   * @returns the new etags by key, or the first write whose condition did not hold: others made it so. Only where the adapter sent a commit again whose answer was lost, and others have written over all that it wrote, or it only took rows away, is it refused although it happened: those rows are gone then.
   * @throws StoreUnavailable when the store cannot be reached or stays overloaded: whether the writes happened is then unknown.
   */
  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome>;
}

export interface Row {
  readonly partition: string;
  readonly key: string;
  readonly value: Record<string, unknown>;
  /** Changes with every write of the row. Opaque. */
  readonly etag: string;
  /** This very object is handed out again as long as the row stays as it is, so that what is made of it may be kept. */
  readonly isKept?: true;
}

export type Write =
  /** Fails if the key exists. */
  | { readonly op: 'create'; readonly key: string; readonly value: object }
  /** Fails unless the row still carries this etag; with ANY_ETAG, unless the row is there. */
  | { readonly op: 'update'; readonly key: string; readonly value: object; readonly etag: string }
  /** Creates or overwrites, whatever is there. */
  | { readonly op: 'put'; readonly key: string; readonly value: object }
  /** Removes the row if it still carries this etag, and fails otherwise, also where it is gone; with ANY_ETAG removes it whatever it has become, and a row that is not there is no error. */
  | { readonly op: 'delete'; readonly key: string; readonly etag: string };

/** Writes of one transaction of a customer's: one of the hundred is left for the row that says where the customer is, where there are several storage accounts. */
export const MOST_WRITES_OF_A_CUSTOMER = 99;

/** Of an update that only asks that the row is there, so that two of them do not meet; of a delete of which it does not matter what the row has become. */
export const ANY_ETAG = '*';

/** Takes a row away as it was read: refused where it was written since, or is gone. */
export const deleteAsRead = ({ key, etag }: Pick<Row, 'key' | 'etag'>): Write => ({ op: 'delete', key, etag });

/** Whether a write may be refused, for what became of its row. */
export const isConditional = (write: Write): boolean => write.op === 'create' || write.op === 'update' || (write.op === 'delete' && write.etag !== ANY_ETAG);

export type CommitOutcome =
  | { readonly ok: true; readonly etags: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly conflict: { readonly key: string; readonly reason: 'exists' | 'changed' } };

export interface KeyRange {
  /** Keys that begin so; all keys if absent. */
  readonly prefix?: string;
  /** Only keys greater than this one (to go on after a row). */
  readonly after?: string;
  /** 1 to 1000; 1000 if absent. */
  readonly limit?: number;
  readonly continuation?: string;
}

export interface PartitionRange {
  readonly fromPartition: string;
  readonly toPartition: string;
  /** Of each partition only keys that begin so; all keys if absent. */
  readonly prefix?: string;
  readonly limit?: number;
  readonly continuation?: string;
}

export interface RowPage {
  /** As many as were asked for, or fewer: that there are no more is said by the continuation alone. None only where there are no more. */
  readonly rows: readonly Row[];
  /** Present when there may be more; opaque; hand it back unchanged. */
  readonly continuation?: string;
}

/** A key that no row can have: empty, or over 1 KiB. Whoever makes keys of what a caller sent checks it first; this is what is left of a check that is missing. */
export class KeyNotStorable extends RangeError {
  override readonly name = 'KeyNotStorable';
}

/** The store could not be reached, or refused for lack of capacity, after the adapter's own retries. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
