import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderBackupFiles } from '../../../src/adapters/backups/folderBackupFiles';
import { MemoryBackupFiles } from '../../../src/adapters/memory/memoryBackupFiles';
import { backupFilesContract } from '../../support/backupFilesContract';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'nextterm-backups-'))));
afterAll(() => rmSync(folder, { recursive: true }));

let opened = 0;
backupFilesContract('memory', async () => new MemoryBackupFiles());
backupFilesContract('a folder', async () => folderBackupFiles(join(folder, String((opened += 1)))));

test('what a killed process left half written in a folder is no file; a folder goes with its last file', async () => {
  const root = join(folder, 'killed');
  const files = folderBackupFiles(root);
  await files.put('data/a/x.gz', new Uint8Array([1]));
  writeFileSync(join(root, 'data/a/y.gz.draft-1'), 'half');
  const names: string[] = [];
  for await (const name of files.names('')) names.push(name);
  expect(names).toEqual(['data/a/x.gz']);
  rmSync(join(root, 'data/a/y.gz.draft-1'));
  await files.remove('data/a/x.gz');
  expect(readdirSync(root)).toEqual([]);
});
