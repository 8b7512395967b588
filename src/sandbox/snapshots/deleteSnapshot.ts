import { renameSync, rmSync } from 'node:fs';
import { snapshotPath, type Snapshot } from './snapshotFolder';
import { existingSnapshot } from './loadSnapshot';

/** Deletes a snapshot, whatever runs on the folder. Killed in the middle, it is there whole or not at all. @throws SandboxProblem where there is none. */
export const deleteSnapshot = (dataFolder: string, name: string): Snapshot => {
  const snapshot = existingSnapshot(dataFolder, name);
  const place = snapshotPath(dataFolder, snapshot.name);
  const gone = `${place}.gone`;
  rmSync(gone, { recursive: true, force: true });
  if (snapshot.folder === place) rmSync(`${place}.old`, { recursive: true, force: true });
  renameSync(snapshot.folder, gone);
  rmSync(gone, { recursive: true, force: true });
  return snapshot;
};
