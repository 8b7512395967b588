import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Row } from '../../kernel/partitionStore';
import { tableNames } from '../../wiring/wiring';
import { PROJECT_ROOT } from '../projectRoot';

/** All rows of a world, by table. */
export type RowsByTable = ReadonlyMap<string, readonly Row[]>;

/** Worlds that benches keep between runs; may be deleted at any time. */
const FOLDER = join(PROJECT_ROOT, '.bench');
/** What the rows of a world come of. */
const SOURCES = ['dist/src/kernel', 'dist/src/domain', 'dist/src/app', 'dist/src/adapters', 'dist/src/wiring', 'dist/src/sandbox', 'sample'];

const filesIn = (folder: string): readonly string[] => readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).toSorted();

/** Another one with every change of what rows come of. */
const versionOfRows = (): string => {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((folder) => filesIn(join(PROJECT_ROOT, folder)))) hash.update(relative(PROJECT_ROOT, file)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
};

function* linesOf(rows: RowsByTable): Generator<string> {
  for (const [table, own] of rows) for (const row of own) yield `${JSON.stringify({ table, row })}\n`;
}

const write = async (file: string, rows: RowsByTable): Promise<void> => {
  await pipeline(Readable.from(linesOf(rows)), createGzip({ level: 1 }), createWriteStream(`${file}.new`));
  renameSync(`${file}.new`, file);
};

const read = async (file: string): Promise<RowsByTable> => {
  const rows = new Map<string, Row[]>(tableNames.map((table) => [table, []]));
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })) {
    const { table, row } = JSON.parse(line) as { readonly table: string; readonly row: Row };
    rows.get(table)?.push(row);
  }
  return rows;
};

/** The rows of a world: as they were kept by a run before, if whatever they come of is the same; else made, and kept. @param make tells its progress itself. */
export const keptRows = async (name: string, make: () => Promise<RowsByTable>): Promise<RowsByTable> => {
  const file = join(FOLDER, `${name}-${versionOfRows()}.ndjson.gz`);
  if (existsSync(file)) return read(file);
  const rows = await make();
  mkdirSync(FOLDER, { recursive: true });
  for (const other of readdirSync(FOLDER).filter((each) => each.startsWith(`${name}-`))) rmSync(join(FOLDER, other));
  await write(file, rows);
  return rows;
};
