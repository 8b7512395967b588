import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { type BackupFiles, type Packing } from './backupFiles';
import { BackupDamaged, idOfManifest, manifestName, manifestNames, parseIndexLine, parseManifest, sha256, type BackupFile, type BackupManifest, type IndexEntry, type TableManifest } from './backupForm';
import { hashOf, type BackedUpRow } from './bucket';

export interface ReadPorts {
  readonly files: BackupFiles;
  readonly packing: Packing;
}

const decoder = new TextDecoder();

/** Undefined where there is none of that id. @throws BackupDamaged. */
export const readManifest = async ({ files }: Pick<ReadPorts, 'files'>, id: string): Promise<BackupManifest | undefined> => {
  const content = await files.get(manifestName(id));
  return content && parseManifest(manifestName(id), decoder.decode(content));
};

/** A back-up whose manifest cannot be used, and why, in words. */
export interface DamagedManifest {
  readonly id: string;
  readonly fault: string;
}

/** All whole back-ups in order of time; one whose manifest is damaged does not take the others with it. */
export const allManifests = async (ports: Pick<ReadPorts, 'files'>): Promise<{ readonly manifests: readonly BackupManifest[]; readonly damaged: readonly DamagedManifest[] }> => {
  const manifests: BackupManifest[] = [];
  const damaged: DamagedManifest[] = [];
  for await (const name of ports.files.names(manifestNames)) {
    if (!name.endsWith('.json')) continue;
    try {
      const manifest = await readManifest(ports, idOfManifest(name));
      if (manifest !== undefined) manifests.push(manifest);
    } catch (error) {
      if (!(error instanceof BackupDamaged)) throw error;
      damaged.push({ id: idOfManifest(name), fault: error.message });
    }
  }
  return { manifests: manifests.toSorted((a, b) => (a.id < b.id ? -1 : 1)), damaged };
};

/** @throws BackupDamaged where it is not there, or not as it was written. @param known what it is held against; only that it can be unpacked if absent. */
const linesOf = async ({ files, packing }: ReadPorts, name: string, known?: Pick<BackupFile, 'sha256'>): Promise<readonly string[]> => {
  const content = await files.get(name);
  if (content === undefined) throw new BackupDamaged(`${name} is missing`);
  if (known !== undefined && sha256(content) !== known.sha256) throw new BackupDamaged(`${name} is not as it was written`);
  try {
    return (await packing.unpack(content)).split('\n').slice(0, -1);
  } catch {
    throw new BackupDamaged(`${name} cannot be unpacked`);
  }
};

/** Which partitions are read. @param order of partitions, as the store has them. */
export interface PartitionChoice {
  readonly partition: string;
  readonly order: (a: string, b: string) => number;
}

/** The index of a table, in order of partitions and keys. @param only one partition: files in which it cannot be are not read. @throws BackupDamaged. */
export const indexOf = async function* (ports: ReadPorts, { index }: Pick<TableManifest, 'index'>, only?: PartitionChoice): AsyncGenerator<IndexEntry> {
  for (const file of index) {
    if (only !== undefined && (only.order(only.partition, file.first) < 0 || only.order(only.partition, file.last) > 0)) continue;
    for (const line of await linesOf(ports, file.name, file)) {
      const entry = parseIndexLine(file.name, line);
      if (only === undefined || entry.partition === only.partition) yield entry;
    }
  }
};

const headSchema = z.tuple([z.string(), z.number().int().nonnegative(), z.string()]);
const rowSchema = z.tuple([z.string(), z.record(z.string(), z.unknown())]);

interface OpenPart {
  readonly lines: readonly string[];
  /** The line at which each of its buckets begins. */
  readonly begins: readonly number[];
}

/** Parts that are held in memory at once. */
const PARTS_KEPT = 4;

/** Reads buckets out of parts; the last parts are kept, as buckets that follow each other mostly share one. */
export class BucketReader {
  private readonly kept = new LRUCache<string, OpenPart>({ max: PARTS_KEPT });

  /** @param known files of which is known what they hold. */
  constructor(
    private readonly ports: ReadPorts,
    private readonly known: ReadonlyMap<string, BackupFile> = new Map(),
  ) {}

  /** The rows of a bucket as they were. @throws BackupDamaged. */
  async read({ partition, rows, hash, part, at }: IndexEntry): Promise<readonly BackedUpRow[]> {
    const { lines, begins } = await this.open(part);
    const begin = begins[at];
    if (begin === undefined) throw new BackupDamaged(`${part} ends before its bucket ${at}`);
    const own = lines.slice(begin + 1, begin + 1 + rows).map((line) => this.row(part, line));
    if (hashOf(partition, own) !== hash) throw new BackupDamaged(`The bucket ${at} of ${part}, rows of ${partition}, is not what the index says`);
    return own;
  }

  private row(part: string, line: string): BackedUpRow {
    try {
      const [key, value] = rowSchema.parse(JSON.parse(line));
      return { key, text: JSON.stringify(value) };
    } catch {
      throw new BackupDamaged(`A line of ${part} is no row`);
    }
  }

  private async open(part: string): Promise<OpenPart> {
    const opened = this.kept.get(part) ?? this.opened(part, await linesOf(this.ports, part, this.known.get(part)));
    this.kept.set(part, opened);
    return opened;
  }

  private opened(part: string, lines: readonly string[]): OpenPart {
    const begins: number[] = [];
    try {
      for (let line = 0; line < lines.length; ) {
        const [, rows] = headSchema.parse(JSON.parse(lines[line] ?? ''));
        begins.push(line);
        line += 1 + rows;
      }
    } catch {
      throw new BackupDamaged(`${part} has a line that should begin a bucket and does not`);
    }
    return { lines, begins };
  }
}
