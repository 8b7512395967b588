import { createHash } from 'node:crypto';
import { type Row } from '../../kernel/partitionStore';

/** What a row is in a back-up: its value as the JSON text that is stored. */
export interface BackedUpRow {
  readonly key: string;
  readonly text: string;
}

/** Some rows of one partition that follow each other. Where it ends depends on its keys alone, so a row that changes, comes or goes changes the bucket it is in and no other. */
export interface Bucket {
  readonly partition: string;
  readonly rows: readonly BackedUpRow[];
  /** Of partition, keys and values: what has the same is the same. */
  readonly hash: string;
}

/** A key ends a bucket in one of so many cases. */
const ROWS_ON_AVERAGE = 128;
/** A bucket ends here whatever its keys. */
const MOST_ROWS = 1000;
/** Characters of JSON. */
const MOST_TEXT = 2_000_000;

/** FNV-1a, 32 bits: the same for a key wherever and whenever it is asked. */
const fingerprint = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
};

export const hashOf = (partition: string, rows: readonly BackedUpRow[]): string => {
  const hash = createHash('sha256').update(JSON.stringify(partition));
  for (const { key, text } of rows) hash.update(`\n${JSON.stringify(key)} ${text}`);
  return hash.digest('base64url');
};

const bucketOf = (partition: string, rows: readonly BackedUpRow[]): Bucket => ({ partition, rows, hash: hashOf(partition, rows) });

export const backedUpRow = ({ key, value }: Row): BackedUpRow => ({ key, text: JSON.stringify(value) });

/** As it was, for whoever reads rows; nothing can be written by its etag. */
export const asRow = (partition: string, { key, text }: BackedUpRow): Row => ({ partition, key, value: JSON.parse(text) as Record<string, unknown>, etag: '' });

/** Cuts the rows of one partition into buckets, in order of their keys. */
export class BucketCutter {
  private rows: BackedUpRow[] = [];
  private text = 0;

  constructor(private readonly partition: string) {}

  /** @returns the bucket that ends with this row, if one does. */
  take(row: Row): Bucket | undefined {
    const own = backedUpRow(row);
    this.rows.push(own);
    this.text += own.text.length;
    const ends = fingerprint(own.key) % ROWS_ON_AVERAGE === 0 || this.rows.length >= MOST_ROWS || this.text >= MOST_TEXT;
    return ends ? this.end() : undefined;
  }

  /** @returns what is left, if anything is. */
  end(): Bucket | undefined {
    if (this.rows.length === 0) return undefined;
    const bucket = bucketOf(this.partition, this.rows);
    [this.rows, this.text] = [[], 0];
    return bucket;
  }
}

export const bucketsOf = (partition: string, rows: readonly Row[]): readonly Bucket[] => {
  const cutter = new BucketCutter(partition);
  return [...rows.map((row) => cutter.take(row)), cutter.end()].filter((bucket) => bucket !== undefined);
};
