import { type ExportFiles } from '../../src/app/export/exportFiles';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const one = '3f2a5c1e-1111-4111-8111-111111111111';
const other = '3f2a5c1e-2222-4222-8222-222222222222';

/** What any keeper of exported files does. @param read what whoever has the link gets: undefined where it opens nothing. */
export const exportFilesContract = (name: string, open: () => Promise<{ readonly files: ExportFiles; readonly read: (exportId: string, name: string) => Promise<string | undefined> }>): void => {
  describe(`files of exports: ${name}`, () => {
    test('[BIL-4] a file is read as it was written, over one of the same name, and only in its own folder', async () => {
      const { files, read } = await open();
      await files.put(one, 'a.gz', bytes('first'));
      await files.put(one, 'a.gz', bytes('second'));
      await files.put(one, 'b.gz', bytes('\u0000ÿ'));
      await files.put(other, 'a.gz', bytes('of another'));
      expect([await read(one, 'a.gz'), await read(one, 'b.gz'), await read(one, 'c.gz')]).toEqual(['second', '\u0000ÿ', undefined]);
      expect(await read(other, 'a.gz')).toBe('of another');
      await files.remove(one);
      await files.remove(other);
    });

    test('[BIL-4] a folder goes with all its files, again too, and no other with it', async () => {
      const { files, read } = await open();
      const [gone, kept] = ['3f2a5c1e-3333-4333-8333-333333333333', '3f2a5c1e-4444-4444-8444-444444444444'];
      await files.put(gone, 'a.gz', bytes('x'));
      await files.put(kept, 'a.gz', bytes('y'));
      await files.remove(gone);
      await files.remove(gone);
      expect([await read(gone, 'a.gz'), await read(kept, 'a.gz')]).toEqual([undefined, 'y']);
    });
  });
};
