import { type BackupManifest } from '../../app/backup/backupForm';
import { allManifests, readManifest, type ReadPorts } from '../../app/backup/readBackup';
import { type Instant } from '../../kernel/instant';
import { Problem } from '../problem';

/** The back-up of that id; the last if none is given. @throws Problem. */
export const chosenBackup = async (ports: ReadPorts, id: string | undefined): Promise<BackupManifest> => {
  const found = id === undefined ? (await allManifests(ports)).manifests.at(-1) : await readManifest(ports, id);
  if (found === undefined) throw new Problem(id === undefined ? 'There are no back-ups.' : `There is no back-up ${id}; \`nextterm backup list\` names those there are.`);
  return found;
};

/** The last back-up that was whole by an instant: whatever it holds was so at that instant, or before. @throws Problem. */
export const backupBefore = async (ports: ReadPorts, at: Instant): Promise<BackupManifest> => {
  const found = (await allManifests(ports)).manifests.findLast(({ endedAt }) => endedAt <= at);
  if (found === undefined) throw new Problem(`No back-up was finished by ${at}.`);
  return found;
};
