import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readClockFile } from '../clockFile';
import { type OwnWorld, type PreparedWorld, type StartOptions } from '../contracts';
import { readMarker } from '../marker';
import { SandboxProblem } from '../sandboxProblem';
import { readWorldRecord } from './worldRecord';

const unfinished = (folder: string, file: string): SandboxProblem => new SandboxProblem(`The data folder ${folder} was to hold the world of ${file}, and its loading was interrupted. Start it with --world again, add --fresh to wipe it, or choose another with --data.`);

/** @throws SandboxProblem where the folder holds, or was to hold, something else. */
const checkSame = (folder: string, own: OwnWorld): void => {
  const record = readWorldRecord(folder);
  if (record?.digest === own.digest) return;
  const holds = record === undefined ? 'the sample world' : record.file === own.file ? `${record.file} as it was when it was loaded` : `the world of ${record.file}`;
  throw new SandboxProblem(`The data folder ${folder} holds ${holds}, not ${own.file} as it is now. Add --fresh to wipe it and load that, leave --world out to go on with what it holds, or choose another with --data.`);
};

const positionOf = (folder: string | undefined): number | undefined => {
  const stored = folder === undefined ? undefined : readClockFile(join(folder, 'clock.json'), () => '--fresh wipes the folder');
  return stored?.virtual === true ? stored.now : undefined;
};

/**
 * What is to be loaded, found out before anything of the folder is touched: a world with a fault wipes nothing. Undefined: nothing, or the sample world.
 * @param realNow ms since 1970. @throws SandboxProblem for a world that cannot be loaded, or a folder that holds another.
 */
export const planWorld = async ({ dataFolder, fresh, clock }: StartOptions, own: OwnWorld | undefined, realNow: () => number): Promise<PreparedWorld | undefined> => {
  const kept = fresh ? undefined : dataFolder;
  const isUsed = kept !== undefined && existsSync(join(kept, 'storage'));
  const marker = kept === undefined ? undefined : readMarker(join(kept, 'nextterm.json'));
  const isFilled = marker?.state === 'ours' && marker.filled;
  if (own === undefined) {
    const record = kept === undefined ? undefined : readWorldRecord(kept);
    if (kept !== undefined && record !== undefined && !isFilled) throw unfinished(kept, record.file);
    return undefined;
  }
  if (kept !== undefined && isUsed) checkSame(kept, own);
  return isFilled ? undefined : own.prepare(positionOf(kept) ?? clock ?? own.start ?? realNow());
};
