import { setTimeout as sleep } from 'node:timers/promises';
import { gzipTexts } from '../../adapters/backups/gzipTexts';
import { toStoredKey } from '../../adapters/tables/storedKey';
import { type BackupFiles } from '../../app/backup/backupFiles';
import { type BackupPorts } from '../../app/backup/takeBackup';
import { realNow } from './installation';

const order = (a: string, b: string): number => {
  const [first, second] = [toStoredKey(a), toStoredKey(b)];
  return first === second ? 0 : first < second ? -1 : 1;
};

/** What back-ups of those files need. */
export const backupPorts = (files: BackupFiles): BackupPorts => ({ files, packing: gzipTexts, order, now: realNow, pause: (millis) => sleep(millis) });
