import { type BackupFiles } from '../../src/app/backup/backupFiles';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | undefined): string | undefined => content && new TextDecoder().decode(content);

const namesOf = async (files: BackupFiles, prefix: string): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const name of files.names(prefix)) names.push(name);
  return names;
};

/** What every place of back-ups does. @param open an empty one, each time. */
export const backupFilesContract = (name: string, open: () => Promise<BackupFiles>): void => {
  describe(`back-ups kept in ${name}`, () => {
    test('one that holds nothing answers so', async () => {
      const files = await open();
      expect([await namesOf(files, ''), await files.get('manifests/a.json')]).toEqual([[], undefined]);
      await expect(files.remove('manifests/a.json')).resolves.toBeUndefined();
    });

    test('files are written, overwritten, listed by how they begin and removed', async () => {
      const files = await open();
      for (const each of ['data/b/main/T-000001.jsonl.gz', 'manifests/b.json', 'data/a/main/T-000001.jsonl.gz']) await files.put(each, bytes(each));
      await files.put('manifests/b.json', bytes('again'));
      expect(text(await files.get('manifests/b.json'))).toBe('again');
      expect(await namesOf(files, 'data/')).toEqual(['data/a/main/T-000001.jsonl.gz', 'data/b/main/T-000001.jsonl.gz']);
      await files.remove('data/a/main/T-000001.jsonl.gz');
      expect([await files.get('data/a/main/T-000001.jsonl.gz'), await namesOf(files, '')]).toEqual([undefined, ['data/b/main/T-000001.jsonl.gz', 'manifests/b.json']]);
    });
  });
};
