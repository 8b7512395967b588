import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitForOrphan } from '../../localhost';
import { readClockFile } from '../clockFile';
import { openDataFolder } from '../dataFolder';
import { clearLeftElsewhere } from '../folderLock';
import { copyKept } from '../lastGood';
import { SandboxProblem } from '../sandboxProblem';
import { readWorldRecord } from '../world/worldRecord';
import { checkedName, findSnapshot, sealSnapshot, SNAPSHOT_KEPT, snapshotPath, snapshotProblem, SNAPSHOTS, type Snapshot } from './snapshotFolder';

export interface SaveOptions {
  readonly dataFolder: string;
  readonly name: string;
  /** In the place of one of the same name. */
  readonly replace: boolean;
  /** Of NextTerm. */
  readonly version: string;
  /** Real time, UTC. */
  readonly realNow: () => string;
  /** Told what takes a while. */
  readonly say?: (line: string) => void;
}

/** The new one takes the name of the one before; killed in between, that is found under `.old`. */
const takePlace = (draft: string, place: string): void => {
  const before = `${place}.old`;
  if (existsSync(place)) {
    rmSync(before, { recursive: true, force: true });
    renameSync(place, before);
  }
  renameSync(draft, place);
  rmSync(before, { recursive: true, force: true });
};

/**
 * Saves the whole world of a data folder on which nothing runs, under a name; killed anywhere, there is the one before or the new one.
 * @throws SandboxProblem where something runs, the name is none or taken, there is nothing to save, or it cannot be written: there is no new one then
 */
export const saveSnapshot = async ({ dataFolder, name: given, replace, version, realNow, say = () => undefined }: SaveOptions): Promise<Snapshot> => {
  const name = checkedName(given);
  if (!existsSync(join(dataFolder, 'nextterm.json'))) throw new SandboxProblem(`There is no data folder ${dataFolder}: nothing was saved.`);
  await clearLeftElsewhere(dataFolder, say);
  await waitForOrphan(join(dataFolder, 'storage'));
  const folder = openDataFolder(dataFolder, { fresh: false });
  try {
    if (!folder.filled) throw new SandboxProblem(`The data folder ${dataFolder} holds no world yet: nothing was saved. Start it once, to its ready line.`);
    const before = findSnapshot(dataFolder, name);
    if (before !== undefined && !replace) throw new SandboxProblem(`There is a snapshot ${name} already, saved ${before.savedAt}. Add --replace to save in its place, or choose another name.`);
    const place = snapshotPath(dataFolder, name);
    const draft = `${place}.new`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    try {
      copyKept(dataFolder, draft, SNAPSHOT_KEPT);
      const clock = readClockFile(folder.clockFile, () => folder.wayOut());
      const world = readWorldRecord(dataFolder)?.file;
      const seal = { version, savedAt: realNow(), ...(clock?.virtual === true && { at: new Date(clock.now).toISOString() }), ...(world !== undefined && { world }) };
      const problem = snapshotProblem({ name, folder: draft, ...seal });
      if (problem !== undefined) throw new SandboxProblem(`The snapshot ${name} was not saved: ${problem}.`);
      sealSnapshot(draft, seal);
      takePlace(draft, place);
      return { name, folder: place, ...seal };
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (error instanceof SandboxProblem || !(error instanceof Error)) throw error;
      throw new SandboxProblem(`The snapshot ${name} could not be saved in ${join(dataFolder, SNAPSHOTS)}: ${error.message}.`);
    }
  } finally {
    folder.close();
  }
};
