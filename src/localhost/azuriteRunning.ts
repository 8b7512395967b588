import { join } from 'node:path';
import { answersAsAzurite, hasParent, readPidFile, runs } from './azuriteLeftover';
import { connectionString } from './azurite';

/** @param data the folder an Azurite was started on. @returns how to reach the one that uses it now, or undefined. */
export async function findRunningAzurite(data: string): Promise<string | undefined> {
  const known = readPidFile(join(data, 'azurite.pid'));
  if (known?.ports === undefined || !hasParent(known) || !runs(known)) return undefined;
  return (await answersAsAzurite(known.ports.blob)) ? connectionString(known.ports) : undefined;
}
