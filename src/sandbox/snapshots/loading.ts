import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { copyKept } from '../lastGood';
import { writeMarker } from '../marker';
import { SandboxProblem } from '../sandboxProblem';
import { writeFileAtomically } from '../writeFileAtomically';
import { isSealed, SNAPSHOT_KEPT, snapshotProblem, type Snapshot } from './snapshotFolder';

const DRAFT = 'loading';
/** Once it is there, all of the draft is, and it takes the place of what the folder holds, whoever carries that out. */
const DECIDED = 'loading.json';
const Decided = z.object({ has: z.array(z.enum(SNAPSHOT_KEPT)) });

const deleted = (name: string): SandboxProblem => new SandboxProblem(`The snapshot ${name} was deleted while it was being loaded. Nothing was loaded.`);

/**
 * Copies a snapshot beside what the folder holds, whole, and decides that it takes its place. Call it with the folder locked.
 * @throws SandboxProblem where it was deleted meanwhile, which no lock forbids, or it is damaged: nothing is decided then
 */
export const beginLoading = (dataFolder: string, snapshot: Snapshot): void => {
  const { folder, name } = snapshot;
  const draft = join(dataFolder, DRAFT);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  try {
    copyKept(folder, draft, SNAPSHOT_KEPT);
    // A snapshot leaves its place as a whole: where it still stands there, none of it was missed.
    if (!isSealed(folder)) throw deleted(name);
    const problem = snapshotProblem(snapshot);
    if (problem !== undefined) throw new SandboxProblem(`The snapshot ${name} is damaged: ${problem}. Nothing was loaded.`);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw isSealed(folder) ? error : deleted(name);
  }
  writeFileAtomically(join(dataFolder, DECIDED), `${JSON.stringify({ has: SNAPSHOT_KEPT.filter((name) => existsSync(join(draft, name))) })}\n`);
};

/** Puts what is being loaded in the place of what the folder holds: all of it, also where that was begun and interrupted; clears away what was not decided. Call it with the folder locked. */
export const finishLoading = (dataFolder: string): void => {
  const [draft, decided] = [join(dataFolder, DRAFT), join(dataFolder, DECIDED)];
  if (existsSync(decided)) {
    const { has } = Decided.parse(JSON.parse(readFileSync(decided, 'utf8')));
    for (const name of SNAPSHOT_KEPT) {
      const [from, to] = [join(draft, name), join(dataFolder, name)];
      // What is not in the draft any more stands in its place already.
      if (existsSync(from)) {
        rmSync(to, { recursive: true, force: true });
        renameSync(from, to);
      } else if (!has.includes(name)) rmSync(to, { recursive: true, force: true });
    }
    writeMarker(join(dataFolder, 'nextterm.json'), { filled: true });
    rmSync(decided);
  }
  rmSync(draft, { recursive: true, force: true });
};

/** Whether a start finds a loading to finish. */
export const isLoading = (dataFolder: string): boolean => existsSync(join(dataFolder, DECIDED));
