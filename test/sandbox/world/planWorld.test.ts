import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OwnWorld, type PreparedWorld, type StartOptions } from '../../../src/sandbox/contracts';
import { planWorld } from '../../../src/sandbox/world/planWorld';
import { writeWorldRecord } from '../../../src/sandbox/world/worldRecord';
import { writeMarker } from '../../../src/sandbox/marker';
import { temporaryFolder, writeTree } from '../../support/temporaryFolder';

const root = temporaryFolder();
let folders = 0;

const NOW = Date.UTC(2026, 10, 29);
const START = Date.UTC(2026, 0, 1);

const own: OwnWorld = { file: 'acme.yaml', digest: 'one', start: START, prepare: async (now) => ({ now }) as unknown as PreparedWorld };

/** A data folder; `holds` what it was begun with, to the end or not. */
const folderOf = (holds?: { readonly world?: { readonly file: string; readonly digest: string }; readonly filled: boolean; readonly clock?: string }): string => {
  const folder = join(root, String((folders += 1)));
  mkdirSync(folder);
  if (holds === undefined) return folder;
  writeMarker(join(folder, 'nextterm.json'), { filled: holds.filled });
  writeTree(folder, { 'storage/book.json': '{}', ...(holds.clock !== undefined && { 'clock.json': JSON.stringify({ virtual: true, now: holds.clock }) }) });
  if (holds.world !== undefined) writeWorldRecord(folder, holds.world);
  return folder;
};

const planned = async (options: Partial<StartOptions>, world: OwnWorld | undefined = own): Promise<unknown> => {
  try {
    return await planWorld({ port: 0, fresh: false, sample: true, bus: false, ...options }, world, () => NOW);
  } catch (error) {
    return (error as Error).message;
  }
};

const same = { file: 'acme.yaml', digest: 'one' };

describe('a world of the user, and the data folder', () => {
  test('is judged where its clock will begin: by --clock, by itself, by the clock of a load that was interrupted, by real time', async () => {
    expect(await planned({ dataFolder: folderOf() })).toEqual({ now: START });
    expect(await planned({ dataFolder: folderOf(), clock: START + 1 })).toEqual({ now: START + 1 });
    expect(await planned({})).toEqual({ now: START });
    const { start: _start, ...timeless } = own;
    expect(await planned({}, timeless)).toEqual({ now: NOW });
    expect(await planned({ dataFolder: folderOf({ world: same, filled: false, clock: '2026-02-03T00:00:00.000Z' }) })).toEqual({ now: Date.UTC(2026, 1, 3) });
  });

  test('is not loaded again into the folder that holds it, and goes on without being named', async () => {
    const folder = folderOf({ world: same, filled: true });
    expect(await planned({ dataFolder: folder })).toBeUndefined();
    expect(await planWorld({ port: 0, dataFolder: folder, fresh: false, sample: true, bus: false }, undefined, () => NOW)).toBeUndefined();
  });

  test.each([
    { holds: { filled: true }, what: 'the sample world' },
    { holds: { filled: false }, what: 'the sample world' },
    { holds: { world: { file: 'other.yaml', digest: 'two' }, filled: true }, what: 'the world of other.yaml' },
    { holds: { world: { file: 'acme.yaml', digest: 'two' }, filled: true }, what: 'acme.yaml as it was when it was loaded' },
  ])('is refused by a folder that holds $what, with the way out, and loaded with --fresh', async ({ holds, what }) => {
    const folder = folderOf(holds);
    expect(await planned({ dataFolder: folder })).toBe(`The data folder ${folder} holds ${what}, not acme.yaml as it is now. Add --fresh to wipe it and load that, leave --world out to go on with what it holds, or choose another with --data.`);
    expect(await planned({ dataFolder: folder, fresh: true })).toEqual({ now: START });
  });

  test('whose loading was interrupted is not filled up with the sample', async () => {
    const folder = folderOf({ world: same, filled: false });
    const started = planWorld({ port: 0, dataFolder: folder, fresh: false, sample: true, bus: false }, undefined, () => NOW);
    await expect(started).rejects.toThrow(`The data folder ${folder} was to hold the world of acme.yaml, and its loading was interrupted. Start it with --world again, add --fresh to wipe it, or choose another with --data.`);
  });
});
