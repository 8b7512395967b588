import { fileURLToPath } from 'node:url';
import { blobBackupFiles } from '../../adapters/backups/blobBackupFiles';
import { folderBackupFiles } from '../../adapters/backups/folderBackupFiles';
import { type BackupFiles } from '../../app/backup/backupFiles';
import { UsageProblem } from '../problem';

/** What a container is called where a connection string says only whose account it is. */
const CONTAINER = 'backups';

const folderOf = (url: string): string => {
  try {
    return fileURLToPath(url);
  } catch {
    throw new UsageProblem(`${url} names no folder of this machine: file:///srv/backups, say.`);
  }
};

const containerOf = (url: string): BackupFiles => {
  const { origin, pathname, search } = new URL(url);
  const [, container, ...more] = pathname.split('/');
  if (container === undefined || !/^[a-z0-9](-?[a-z0-9]){2,62}$/.test(container) || more.join('') !== '' || search !== '') throw new UsageProblem(`${url} names no container: https://ACCOUNT.blob.core.windows.net/${CONTAINER}, say.`);
  return blobBackupFiles({ accountUrl: origin, container });
};

/**
 * Opens where back-ups are kept; sends nothing yet.
 * @param place `file:///folder`; `https://ACCOUNT.blob.core.windows.net/CONTAINER`, signed in to as who runs the command; or a connection string, whose container is `backups`.
 * @throws UsageProblem for anything else; a connection string is not shown.
 */
export const openBackupPlace = (place: string): BackupFiles => {
  if (place.startsWith('file:')) return folderBackupFiles(folderOf(place));
  if (/^https:\/\//i.test(place) && URL.canParse(place)) return containerOf(place);
  try {
    return blobBackupFiles({ connectionString: place, container: CONTAINER });
  } catch {
    throw new UsageProblem('Where back-ups are kept is file:///FOLDER, https://ACCOUNT.blob.core.windows.net/CONTAINER, or the connection string of a storage account.');
  }
};
