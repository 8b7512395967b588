import { BackupDamaged, timeInId, type BackupManifest } from '../../app/backup/backupForm';
import { allManifests, readManifest, type DamagedManifest, type ReadPorts } from '../../app/backup/readBackup';
import { type Instant } from '../../kernel/instant';
import { Problem } from '../problem';

/** @throws Problem where a damaged one may be the one that is meant: an older one in its place is taken by whoever names it. */
const orNewer = (found: BackupManifest | undefined, damaged: readonly DamagedManifest[]): void => {
  const newer = damaged.findLast(({ id }) => found === undefined || id > found.id);
  if (newer !== undefined) throw new Problem(`${newer.fault}. ${found === undefined ? 'There is no other back-up.' : `The last one before it is ${found.id}: name that to use it.`}`);
};

const named = async (ports: ReadPorts, id: string): Promise<BackupManifest> => {
  try {
    const found = await readManifest(ports, id);
    if (found === undefined) throw new Problem(`There is no back-up ${id}; \`nextterm backup list\` names those there are.`);
    return found;
  } catch (error) {
    throw error instanceof BackupDamaged ? new Problem(`${error.message}.`) : error;
  }
};

/** The back-up of that id; the last if none is given. @throws Problem, also where the last one is damaged. */
export const chosenBackup = async (ports: ReadPorts, id: string | undefined): Promise<BackupManifest> => {
  if (id !== undefined) return named(ports, id);
  const { manifests, damaged } = await allManifests(ports);
  const found = manifests.at(-1);
  orNewer(found, damaged);
  if (found === undefined) throw new Problem('There are no back-ups.');
  return found;
};

/** The last back-up that was whole by an instant: whatever it holds was so at that instant, or before. @throws Problem, also where one that was begun by then is damaged. */
export const backupBefore = async (ports: ReadPorts, at: Instant): Promise<BackupManifest> => {
  const { manifests, damaged } = await allManifests(ports);
  const found = manifests.findLast(({ endedAt }) => endedAt <= at);
  orNewer(found, damaged.filter(({ id }) => id <= timeInId(at)));
  if (found === undefined) throw new Problem(`No back-up was finished by ${at}.`);
  return found;
};
