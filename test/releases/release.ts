import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { type InboxRow } from '../../src/localhost/durable/store/port';
import { MemoryStore } from '../../src/localhost/durable/store/memory';
import { type OrchestrationRecord } from '../../src/localhost/durable/instance';
import { type HistoryEvent } from '../../src/localhost/durable/protocol';
import { tableNames, type Stores } from '../../src/wiring/wiring';
import { memoryStores, rowsOf, type TableName } from '../support/worldStores';

const FOLDER = join(__dirname, '..', 'fixtures', 'releases');

/** An orchestration as it lies in the task hub. */
export interface Instance {
  readonly record: OrchestrationRecord;
  readonly history: readonly HistoryEvent[];
  readonly inbox: readonly InboxRow[];
}

/** What a year over it comes to, and where it begins. */
export interface Told {
  readonly madeAt: string;
  readonly from: string;
  readonly until: string;
  /** What lies in it, by table and kind. */
  readonly kinds: readonly string[];
  /** Sums of the charge lines by partner and currency, the year included. */
  readonly charged: Readonly<Record<string, string>>;
  /** Subscriptions by kind and status at the end. */
  readonly subscriptions: Readonly<Record<string, number>>;
  /** Invoices, and how many of them are credit notes, by partner. */
  readonly invoices: Readonly<Record<string, number>>;
}

/** A data folder as a release left it. */
export interface Release {
  readonly stores: Stores;
  readonly instances: readonly Instance[];
  readonly told: Told;
}

/** Names of the releases that are kept, the oldest first. */
export const releases = (): readonly string[] =>
  existsSync(FOLDER)
    ? readdirSync(FOLDER, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .toSorted()
    : [];

const linesOf = (release: string): readonly unknown[] =>
  brotliDecompressSync(readFileSync(join(FOLDER, release, 'data.jsonl.br')))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

/** The rows in stores of their own, and what lay in the task hub. */
export const readRelease = async (release: string): Promise<Release> => {
  const stores = memoryStores();
  const instances: Instance[] = [];
  for (const line of linesOf(release)) {
    if (!Array.isArray(line)) {
      instances.push(line as Instance);
      continue;
    }
    const [table, partition, key, value] = line as [TableName, string, string, object];
    const { ok } = await stores[table].commit(partition, [{ op: 'create', key, value }]);
    if (!ok) throw new Error(`${table} ${partition} ${key} is there twice`);
  }
  return { stores, instances, told: JSON.parse(readFileSync(join(FOLDER, release, 'told.json'), 'utf8')) as Told };
};

/** A task hub that holds these instances, as after a stop in their midst. */
export const hubOf = async (instances: readonly Instance[]): Promise<MemoryStore> => {
  const store = new MemoryStore();
  for (const { record, history, inbox } of instances) {
    const version = await store.create(record);
    await store.commit({ record, expected: version, events: history, consumed: [] });
    for (const row of inbox) await store.post(record.id, row);
    await store.markLive(record.id);
  }
  return store;
};

/** Writes a release down: one row a line, `[table, partition, key, value]` in that order, then the instances of the task hub, compressed. */
export const writeRelease = async (release: string, { stores, instances }: Pick<Release, 'stores' | 'instances'>, told: Told): Promise<void> => {
  const lines: string[] = [];
  for (const table of tableNames) for (const { partition, key, value } of await rowsOf(stores[table])) lines.push(JSON.stringify([table, partition, key, value]));
  for (const instance of instances) lines.push(JSON.stringify(instance));
  mkdirSync(join(FOLDER, release), { recursive: true });
  writeFileSync(join(FOLDER, release, 'data.jsonl.br'), brotliCompressSync(`${lines.join('\n')}\n`));
  writeFileSync(join(FOLDER, release, 'told.json'), `${JSON.stringify(told, undefined, 2)}\n`);
};
