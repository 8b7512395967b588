import { MemoryBackupFiles } from '../../../src/adapters/memory/memoryBackupFiles';
import { dataFolderOf, manifestName, manifestText, type BackupManifest } from '../../../src/app/backup/backupForm';
import { pruneBackups, PruneRefused } from '../../../src/app/backup/pruneBackups';
import { instant } from '../../../src/kernel/instant';

const now = instant('2026-11-30T01:00:00.000Z');

/** A back-up of a day of November. */
const day = (of: number): string => `2026-11-${String(of).padStart(2, '0')}T01-00-00-000Z`;

const placed = async (uses: Readonly<Record<number, readonly number[]>>): Promise<MemoryBackupFiles> => {
  const files = new MemoryBackupFiles();
  for (const [of, used] of Object.entries(uses)) {
    const id = day(Number(of));
    const at = instant(id.replace('T01-00-00-000Z', 'T01:00:00.000Z'));
    const manifest: BackupManifest = { format: 1, id, kind: used.length === 1 ? 'full' : 'increment', begunAt: at, endedAt: at, clockAt: at, by: 'x', app: '0', accounts: [], uses: used.map(day) };
    await files.put(manifestName(id), new TextEncoder().encode(manifestText(manifest)));
    await files.put(`${dataFolderOf(id)}main/Commerce-000001.jsonl.gz`, new Uint8Array([1]));
  }
  return files;
};

const left = (files: MemoryBackupFiles): readonly string[] => [...files.files.keys()].toSorted();

test('what a kept one needs stays, whatever is asked for', async () => {
  const files = await placed({ 1: [1], 2: [1, 2], 3: [3], 4: [3, 4], 5: [4, 5], 28: [3, 28] });
  const told = await pruneBackups(files, { last: 1 }, now, false);
  expect(told).toEqual({ kept: [day(28)], removed: [1, 2, 3, 4, 5].map(day), parts: [day(3)], leftOver: [] });
  expect(files.files.size).toBe(12);
  expect(await pruneBackups(files, { last: 1 }, now, true)).toEqual(told);
  expect(left(files)).toEqual([`data/${day(3)}/main/Commerce-000001.jsonl.gz`, `data/${day(28)}/main/Commerce-000001.jsonl.gz`, `manifests/${day(28)}.json`].toSorted());
});

test('by time, the one from which that time can be restored stays too; the last always does', async () => {
  const files = await placed({ 1: [1], 10: [10], 12: [12], 13: [13] });
  expect(await pruneBackups(files, { since: instant('2026-11-11T00:00:00.000Z') }, now, false)).toMatchObject({ kept: [day(10), day(12), day(13)], removed: [day(1)] });
  expect(await pruneBackups(files, { since: now }, now, false)).toMatchObject({ kept: [day(13)] });
});

test('what is younger than two days stays: another back-up may go on from it', async () => {
  const files = await placed({ 1: [1], 28: [28], 29: [29], 30: [30] });
  expect(await pruneBackups(files, { last: 1 }, now, false)).toMatchObject({ kept: [day(28), day(29), day(30)], removed: [day(1)] });
});

test('what was never finished goes once it is old, and what a pruned one left once nobody needs it', async () => {
  const files = await placed({ 1: [1], 2: [1, 2], 30: [30] });
  await files.put(`${dataFolderOf(day(20))}main/Usage-000001.jsonl.gz`, new Uint8Array([1]));
  await files.put(`${dataFolderOf('2026-11-30T00-30-00-000Z')}main/Usage-000001.jsonl.gz`, new Uint8Array([1]));
  expect(await pruneBackups(files, { last: 2 }, now, true)).toMatchObject({ kept: [day(2), day(30)], removed: [day(1)], parts: [day(1)], leftOver: [day(20)] });
  expect(await pruneBackups(files, { last: 1 }, now, true)).toMatchObject({ removed: [day(2)], leftOver: [day(1)] });
  expect(left(files)).toEqual(['data/2026-11-30T00-30-00-000Z/main/Usage-000001.jsonl.gz', `data/${day(30)}/main/Commerce-000001.jsonl.gz`, `manifests/${day(30)}.json`]);
});

test('killed anywhere, each manifest that is left is whole, and the next time finishes', async () => {
  const uses = { 1: [1], 2: [1, 2], 3: [3], 28: [3, 28] };
  for (let dies = 1; dies <= 6; dies += 1) {
    const files = await placed(uses);
    let removals = 0;
    const dying = new MemoryBackupFiles(files.files);
    dying.remove = async (name) => {
      removals += 1;
      if (removals === dies) throw new Error('killed');
      files.files.delete(name);
    };
    await pruneBackups(dying, { last: 1 }, now, true).catch(() => undefined);
    for (const name of left(files).filter((each) => each.startsWith('manifests/'))) {
      const { manifest } = JSON.parse(new TextDecoder().decode(files.files.get(name))) as { manifest: BackupManifest };
      for (const used of manifest.uses) expect(left(files)).toContain(`data/${used}/main/Commerce-000001.jsonl.gz`);
    }
    await pruneBackups(files, { last: 1 }, now, true);
    expect(left(files)).toHaveLength(3);
  }
});

test('a manifest that cannot be read ends it before anything is removed', async () => {
  const files = await placed({ 1: [1], 2: [2], 30: [30] });
  await files.put(manifestName(day(2)), new Uint8Array([1]));
  await expect(pruneBackups(files, { last: 1 }, now, true)).rejects.toThrow(PruneRefused);
  expect(files.files.size).toBe(6);
});
