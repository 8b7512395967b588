import { join } from 'node:path';
import { waitForOrphan } from '../../localhost';
import { clearLeftElsewhere, LOCK, takeLock } from '../folderLock';
import { readMarker } from '../marker';
import { SandboxProblem } from '../sandboxProblem';
import { beginLoading, finishLoading } from './loading';
import { checkedName, findSnapshot, listSnapshots, type Snapshot } from './snapshotFolder';

/** @throws SandboxProblem with what there is instead. */
export const existingSnapshot = (dataFolder: string, given: string): Snapshot => {
  const name = checkedName(given);
  const found = findSnapshot(dataFolder, name);
  if (found !== undefined) return found;
  const others = listSnapshots(dataFolder).map((each) => each.name);
  throw new SandboxProblem(`There is no snapshot ${name} in ${dataFolder}${others.length === 0 ? '' : `: ${others.join(', ')}`}.`);
};

/**
 * Puts a snapshot in the place of all that a data folder holds, on which nothing runs; killed anywhere, the folder holds what it held or the snapshot: the next start finishes what was decided. The snapshot stays. A damaged store does not
 * stand in its way.
 * @param say told what takes a while.
 * @throws SandboxProblem where something runs, there is no such snapshot, or it is damaged: nothing has changed then
 */
export const loadSnapshot = async (dataFolder: string, name: string, say: (line: string) => void = () => undefined): Promise<Snapshot> => {
  existingSnapshot(dataFolder, name);
  if (readMarker(join(dataFolder, 'nextterm.json')).state !== 'ours') throw new SandboxProblem(`The folder ${dataFolder} is no data folder of this version of NextTerm: nothing was loaded.`);
  await clearLeftElsewhere(dataFolder, say);
  await waitForOrphan(join(dataFolder, 'storage'));
  const unlock = takeLock(join(dataFolder, LOCK));
  try {
    finishLoading(dataFolder);
    // As it is now: what was there before may have been replaced or deleted while the folder was waited for.
    const snapshot = existingSnapshot(dataFolder, name);
    beginLoading(dataFolder, snapshot);
    finishLoading(dataFolder);
    return snapshot;
  } catch (error) {
    if (error instanceof SandboxProblem || !(error instanceof Error)) throw error;
    throw new SandboxProblem(`The snapshot ${name} could not be loaded: ${error.message}. The next start goes on with what the data folder held, or finishes the loading.`);
  } finally {
    unlock();
  }
};
