import { ANY_ETAG, type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';
import { pageSize, prepareBound, preparedRowKey, preparePartition, prepareWrites, type PreparedWrite } from '../tables/preparedWrite';
import { endOfPrefix } from '../tables/storedKey';
import { SortedTexts } from './sortedTexts';

interface StoredRow {
  readonly partition: string;
  readonly key: string;
  readonly text: string;
  readonly etag: string;
  /** What all readings of it are given, once it was read. */
  value?: Record<string, unknown>;
}

interface Partition {
  readonly keys: SortedTexts;
  readonly rows: Map<string, StoredRow>;
}

interface Position {
  readonly partition: string;
  readonly key: string;
}

/** Stored keys, `lower <= key < upper`. */
interface Bounds {
  readonly lower: string;
  readonly upper?: string;
}

/** Keys, bounds and limits are those of Table Storage, and values are kept as JSON text as there: what works here works there. */
export class MemoryPartitionStore implements PartitionStore {
  private readonly partitions = new Map<string, Partition>();
  private readonly partitionKeys = new SortedTexts();
  private writesSoFar = 0;

  /** @param share what makes of a row's text the one value that all readings of the row are given, and that must not change; a new one at each reading if absent, as other stores do. */
  constructor(private readonly share?: (text: string) => Record<string, unknown>) {}

  /** Another store that holds the same rows with the same etags; what is written to one does not show in the other. */
  copy(): MemoryPartitionStore {
    const copy = new MemoryPartitionStore(this.share);
    copy.writesSoFar = this.writesSoFar;
    for (const [key, { keys, rows }] of this.partitions) {
      copy.partitions.set(key, { keys: keys.copy(), rows: new Map(rows) });
      copy.partitionKeys.add(key);
    }
    return copy;
  }

  async read(partition: string, key: string): Promise<Row | undefined> {
    const [partitionKey, rowKey] = [preparePartition(partition), preparedRowKey(key)];
    const row = this.partitions.get(partitionKey)?.rows.get(rowKey);
    return row && this.toRow(row);
  }

  async list(partition: string, { prefix, after, limit, continuation }: KeyRange): Promise<RowPage> {
    const stored = preparePartition(partition);
    const bounds = boundsOf(prefix);
    // A key that ends in U+0000 is the next text after it; no stored key contains one.
    const key = after === undefined ? '' : `${prepareBound(after)}\0`;
    const from = continuation === undefined ? { partition: stored, key } : fromContinuation(continuation);
    return this.page(from, pageSize(limit), bounds, (partition) => partition === stored);
  }

  async listAcross({ fromPartition, toPartition, prefix, limit, continuation }: PartitionRange): Promise<RowPage> {
    const [start, end] = [{ partition: prepareBound(fromPartition), key: '' }, prepareBound(toPartition)];
    const at = continuation === undefined ? start : fromContinuation(continuation);
    // Whoever alters a continuation is not led out of the range.
    const from = at.partition < start.partition ? start : at;
    return this.page(from, pageSize(limit), boundsOf(prefix), (partition) => partition < end);
  }

  async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    const storedPartition = preparePartition(partition);
    const prepared = prepareWrites(writes);
    const rows = this.partitions.get(storedPartition)?.rows;
    for (const { write, storedKey } of prepared) {
      const present = rows?.get(storedKey);
      if (write.op === 'create' && present !== undefined) return { ok: false, conflict: { key: write.key, reason: 'exists' } };
      if (write.op === 'update' && present === undefined) return { ok: false, conflict: { key: write.key, reason: 'changed' } };
      if ((write.op === 'update' || write.op === 'delete') && write.etag !== ANY_ETAG && present?.etag !== write.etag) return { ok: false, conflict: { key: write.key, reason: 'changed' } };
    }
    const etags = new Map<string, string>();
    for (const each of prepared) {
      if (each.write.op === 'delete') this.remove(storedPartition, each.storedKey);
      else etags.set(each.write.key, this.write(partition, storedPartition, each));
    }
    return { ok: true, etags };
  }

  private write(partition: string, storedPartition: string, { write, storedKey, text }: PreparedWrite): string {
    const { keys, rows } = this.partitionFor(storedPartition);
    this.writesSoFar += 1;
    const etag = `W/"${this.writesSoFar}"`;
    if (!rows.has(storedKey)) keys.add(storedKey);
    rows.set(storedKey, { partition, key: write.key, text, etag });
    return etag;
  }

  private partitionFor(storedPartition: string): Partition {
    const known = this.partitions.get(storedPartition);
    if (known !== undefined) return known;
    const fresh = { keys: new SortedTexts(), rows: new Map<string, StoredRow>() };
    this.partitions.set(storedPartition, fresh);
    this.partitionKeys.add(storedPartition);
    return fresh;
  }

  private remove(storedPartition: string, storedKey: string): void {
    const partition = this.partitions.get(storedPartition);
    if (partition === undefined || !partition.rows.delete(storedKey)) return;
    partition.keys.remove(storedKey);
    if (partition.rows.size > 0) return;
    this.partitions.delete(storedPartition);
    this.partitionKeys.remove(storedPartition);
  }

  private page(from: Position, limit: number, { lower, upper }: Bounds, within: (partition: string) => boolean): RowPage {
    const found: Row[] = [];
    for (let p = this.partitionKeys.firstFrom(from.partition); p < this.partitionKeys.length; p += 1) {
      const partition = this.partitionKeys.at(p);
      if (!within(partition)) break;
      const { keys, rows } = this.partitionFor(partition);
      for (let k = keys.firstFrom(partition === from.partition && from.key > lower ? from.key : lower); k < keys.length; k += 1) {
        const key = keys.at(k);
        if (upper !== undefined && key >= upper) break;
        const row = rows.get(key);
        if (row === undefined) continue;
        if (found.length === limit) return { rows: found, continuation: toContinuation({ partition, key }) };
        found.push(this.toRow(row));
      }
    }
    return { rows: found };
  }

  private toRow(row: StoredRow): Row {
    const { partition, key, text, etag } = row;
    return { partition, key, value: this.share === undefined ? (JSON.parse(text) as Record<string, unknown>) : (row.value ??= this.share(text)), etag };
  }
}

const boundsOf = (prefix = ''): Bounds => {
  const lower = prepareBound(prefix);
  return lower === '' ? { lower } : { lower, upper: endOfPrefix(lower) };
};

const toContinuation = ({ partition, key }: Position): string => JSON.stringify([partition, key]);

const fromContinuation = (continuation: string): Position => {
  const [partition, key] = JSON.parse(continuation) as [string, string];
  return { partition, key };
};
