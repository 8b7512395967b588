import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';

/** Of manifests, index and parts. One that is not known is refused. */
export const BACKUP_FORMAT = 1;

const count = z.number().int().nonnegative();

const fileSchema = z.object({ name: z.string(), bytes: count, sha256: z.string() });
export type BackupFile = z.infer<typeof fileSchema>;

/** Some lines of a table's index, with the first and the last partition in it. */
const indexFileSchema = fileSchema.extend({ first: z.string(), last: z.string() });
export type IndexFile = z.infer<typeof indexFileSchema>;

const tableSchema = z.object({
  table: z.string(),
  partitions: count,
  rows: count,
  /** Rows that lie in parts of this back-up; the others lie in those of earlier ones. */
  newRows: count,
  /** Requests to storage. */
  operations: count,
  index: z.array(indexFileSchema),
  parts: z.array(fileSchema),
  /** Partitions that changed each time they were looked at, or were being restored: their rows are not all of one moment. */
  unsettled: z.array(z.string()),
});
export type TableManifest = z.infer<typeof tableSchema>;

export const manifestSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  id: z.string(),
  kind: z.enum(['full', 'increment']),
  /** Whose parts it goes on from. */
  base: z.string().optional(),
  /** Each customer is whole as of a moment between the two, by the clock of the machine that made it. */
  begunAt: instantSchema,
  endedAt: instantSchema,
  /** Instant that the installation went by when it began: of a local one with a virtual clock another than `begunAt`. */
  clockAt: instantSchema,
  /** Who made it, on which machine. */
  by: z.string(),
  /** Version of the app whose command made it. */
  app: z.string(),
  accounts: z.array(z.object({ account: z.string(), tables: z.array(tableSchema) })),
  /** Back-ups in whose parts rows of this one lie, its own included. */
  uses: z.array(z.string()),
});
/** What a back-up is. Written last: without one there is no back-up. */
export type BackupManifest = z.infer<typeof manifestSchema>;

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const sealedSchema = z.object({ manifest: z.unknown(), sha256: z.string() });

export const manifestText = (manifest: BackupManifest): string => JSON.stringify({ manifest, sha256: sha256(JSON.stringify(manifest)) });

/** Back-ups cannot be used: what is wrong with them, in words. */
export class BackupDamaged extends Error {
  override readonly name = 'BackupDamaged';
}

/** @throws BackupDamaged. */
export const parseManifest = (name: string, text: string): BackupManifest => {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    throw new BackupDamaged(`${name} is not JSON`);
  }
  const sealed = sealedSchema.safeParse(stored);
  if (!sealed.success || sha256(JSON.stringify(sealed.data.manifest)) !== sealed.data.sha256) throw new BackupDamaged(`${name} is not as it was written`);
  const { format } = z.object({ format: z.unknown() }).parse(sealed.data.manifest);
  if (format !== BACKUP_FORMAT) throw new BackupDamaged(`${name} has the format ${JSON.stringify(format)}, and this version reads ${BACKUP_FORMAT}`);
  const parsed = manifestSchema.safeParse(sealed.data.manifest);
  if (!parsed.success) throw new BackupDamaged(`${name} is no manifest: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** Where a bucket is: the file, and which of the buckets in it. */
export interface BucketPlace {
  readonly part: string;
  readonly at: number;
}

/** One line of an index. */
export interface IndexEntry extends BucketPlace {
  readonly partition: string;
  readonly rows: number;
  readonly hash: string;
}

const entrySchema = z.tuple([z.string(), count, z.string(), z.string(), count]);

export const indexLine = ({ partition, rows, hash, part, at }: IndexEntry): string => JSON.stringify([partition, rows, hash, part, at]);

/** @throws BackupDamaged. */
export const parseIndexLine = (name: string, line: string): IndexEntry => {
  try {
    const [partition, rows, hash, part, at] = entrySchema.parse(JSON.parse(line));
    return { partition, rows, hash, part, at };
  } catch {
    throw new BackupDamaged(`A line of ${name} is none of an index`);
  }
};

const MANIFESTS = 'manifests/';
const DATA = 'data/';

/** `manifests/2026-11-29T23-00-00-000Z-3f2a5c.json` */
export const manifestName = (id: string): string => `${MANIFESTS}${id}.json`;
export const manifestNames = MANIFESTS;
export const idOfManifest = (name: string): string => name.slice(MANIFESTS.length, -'.json'.length);
/** `data/2026-11-29T23-00-00-000Z-3f2a5c/` */
export const dataFolderOf = (id: string): string => `${DATA}${id}/`;
export const dataNames = DATA;
export const idOfData = (name: string): string => name.slice(DATA.length).split('/', 1)[0] ?? '';
/** `data/2026-11-29T23-00-00-000Z-3f2a5c/main/Commerce-000001.jsonl.gz` */
export const partName = (id: string, account: string, table: string, what: 'rows' | 'index', number: number): string => `${dataFolderOf(id)}${account}/${table}${what === 'index' ? '-index' : ''}-${String(number).padStart(6, '0')}.jsonl.gz`;

/** `2026-11-29T23:00:00.000Z` → `2026-11-29T23-00-00-000Z`: in order of time, and a name anywhere. */
export const timeInId = (instant: string): string => instant.replace(/[:.]/g, '-');

/** `2026-11-29T23-00-00-000Z-3f2a5c`: two that begin at once have each their own. */
export const newBackupId = (begunAt: string): string => `${timeInId(begunAt)}-${randomBytes(3).toString('hex')}`;
