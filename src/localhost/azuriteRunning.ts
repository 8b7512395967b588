import { join } from 'node:path';
import { answersAsAzurite, isAlive, readPidFile } from './azuriteLeftover';
import { connectionString } from './azurite';

/** @param data the folder an Azurite was started on. @returns how to reach the one that uses it now, or undefined. */
export async function findRunningAzurite(data: string): Promise<string | undefined> {
  const known = readPidFile(join(data, 'azurite.pid'));
  if (known?.ports === undefined || !isAlive(known.parentPid) || !isAlive(known.pid)) return undefined;
  return (await answersAsAzurite(known.ports.blob)) ? connectionString(known.ports) : undefined;
}
