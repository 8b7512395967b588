import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { typed } from '../support/typedLine';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'nextterm-backup-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describe('nextterm backup', () => {
  it.each([
    { args: [], says: 'Where are back-ups kept? Give --to, or set NEXTTERM_BACKUPS.' },
    { args: ['burn'], says: 'There is no action burn: list, verify or prune; without one a back-up is made.' },
    { args: ['list', 'x', '--to', 'file:///b'], says: 'list takes no id, and there is "x".' },
    { args: ['verify', '--full', '--to', 'file:///b'], says: '--full goes with making a back-up alone.' },
    { args: ['prune', '--to', 'file:///b'], says: 'Which are kept?' },
    { args: ['list', '--keep', '3', '--to', 'file:///b'], says: '--keep and --dry-run go with prune alone.' },
    { args: ['list', '--data', 'd', '--to', 'file:///b'], says: 'list looks at back-ups alone: --data and --storage say nothing.' },
    { args: ['--storage', 'a', '--data', 'd', '--to', 'file:///b'], says: '--data and --storage name two places: give one of them.' },
    { args: ['--to', 'https://a.blob.core.windows.net'], says: 'names no container' },
    { args: ['--to', 'nowhere'], says: 'Where back-ups are kept is file:///FOLDER' },
    { args: ['prune', '--keep', 'some', '--to', 'file:///b'], says: '--keep must be a span' },
  ])('$args: a sentence and the usage, exit code 2', async ({ args, says }) => {
    const { code, stdout, stderr } = await typed(['backup', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toContain(says);
    expect(stderr).toContain('Usage: nextterm backup');
  });

  it('a place that holds none says so', async () => {
    const to = pathToFileURL(join(folder, 'none')).href;
    expect(await typed(['backup', 'list', '--to', to])).toEqual({ code: 0, stdout: 'There are no back-ups.\n', stderr: '' });
    expect(await typed(['backup', 'verify', '--to', to])).toMatchObject({ code: 1, stderr: 'There are no back-ups.\n' });
    expect(await typed(['backup', 'verify', 'x', '--to', to])).toMatchObject({ code: 1, stderr: 'There is no back-up x; `nextterm backup list` names those there are.\n' });
    expect(await typed(['backup', 'prune', '--keep', '30d', '--to', to])).toMatchObject({ code: 0, stdout: '0 kept, 0 removed\n' });
  });
});
