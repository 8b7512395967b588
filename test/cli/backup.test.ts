import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { folderBackupFiles } from '../../src/adapters/backups/folderBackupFiles';
import { World } from '../support/world';
import { WorldBackups } from '../support/worldBackups';
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

describe('nextterm restore', () => {
  it.each([
    { args: [], says: 'rehearse, all or customer?' },
    { args: ['some'], says: 'There is no action some' },
    { args: ['all'], says: 'Where are back-ups kept? Give --from, or set NEXTTERM_BACKUPS.' },
    { args: ['rehearse', '--data', 'x', '--from', 'file:///b'], says: 'A rehearsal is in memory' },
    { args: ['rehearse', '--dry-run', '--from', 'file:///b'], says: 'A rehearsal changes nothing anyway' },
    { args: ['customer', '--from', 'file:///b'], says: 'Which customer? Give its id, a GUID.' },
    { args: ['customer', 'x', '--from', 'file:///b'], says: 'Which customer?' },
    { args: ['all', 'x', '--from', 'file:///b'], says: 'all takes no id' },
    { args: ['all', '--backup', 'a', '--at', '2026-01-01', '--from', 'file:///b'], says: '--backup and --at name a back-up each' },
    { args: ['all', '--at', 'noon', '--from', 'file:///b'], says: '--at must be an instant' },
  ])('$args: a sentence and the usage, exit code 2', async ({ args, says }) => {
    const { code, stdout, stderr } = await typed(['restore', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toContain(says);
    expect(stderr).toContain('Usage: nextterm restore');
  });

  it('without a back-up there is nothing to restore', async () => {
    const from = pathToFileURL(join(folder, 'none')).href;
    expect(await typed(['restore', 'rehearse', '--from', from])).toMatchObject({ code: 1, stderr: 'There are no back-ups.\n' });
    expect(await typed(['restore', 'rehearse', '--at', '2026-01-01T00:00:00Z', '--from', from])).toMatchObject({ code: 1, stderr: 'No back-up was finished by 2026-01-01T00:00:00.000Z.\n' });
  });

  it('a back-up is rehearsed, and told as JSON', async () => {
    const world = await World.at('2026-01-10T10:00:00Z');
    await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSSTAND01:0001', quantity: 10 }]);
    const root = join(folder, 'some');
    const backups = new WorldBackups(() => world.now());
    const { id } = await backups.take(world.stores);
    for (const [name, content] of backups.files.files) await folderBackupFiles(root).put(name, content);
    const { code, stdout } = await typed(['restore', 'rehearse', '--json', '--from', pathToFileURL(root).href]);
    expect({ code, told: JSON.parse(stdout) as unknown }).toMatchObject({ code: 0, told: { id, left: 0, customers: 8, findings: [] } });
    const told = await typed(['restore', 'all', '--dry-run', '--from', pathToFileURL(root).href]);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain(`Would restore ${id}`);

    // One that is damaged is not passed over for an older one.
    world.sleepUntil('2026-01-11T10:00:00Z');
    const later = await backups.take(world.stores);
    const [name, content] = [`manifests/${later.id}.json`, backups.files.files.get(`manifests/${later.id}.json`) ?? new Uint8Array()];
    await folderBackupFiles(root).put(name, content.subarray(0, 50));
    const from = pathToFileURL(root).href;
    const fault = `${name} is not JSON. The last one before it is ${id}: name that to use it.\n`;
    for (const args of [['backup', 'verify', '--to', from], ['restore', 'rehearse', '--from', from], ['restore', 'rehearse', '--at', '2026-01-12', '--from', from]]) expect(await typed(args)).toEqual({ code: 1, stdout: '', stderr: fault });
    expect(await typed(['backup', 'verify', later.id, '--to', from])).toEqual({ code: 1, stdout: '', stderr: `${name} is not JSON.\n` });
    for (const args of [['restore', 'all', '--dry-run', '--backup', id, '--from', from], ['restore', 'all', '--dry-run', '--at', '2026-01-11', '--from', from]]) expect((await typed(args)).stdout).toContain(`Would restore ${id}`);
  });
});
