import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inspectAzuriteStore } from '../../localhost/azuriteStore';
import { KEPT } from '../lastGood';
import { SandboxProblem } from '../sandboxProblem';
import { writeFileAtomically } from '../writeFileAtomically';

/** All that a snapshot holds and loading one replaces: what a copy keeps, and the mail that was sent. */
export const SNAPSHOT_KEPT = [...KEPT, 'mail'] as const;

/** In the data folder; `--fresh` leaves it. */
export const SNAPSHOTS = 'snapshots';

/** Written last: without it a snapshot is half a snapshot. */
const SEAL = 'snapshot.json';
const Seal = z.object({
  madeBy: z.literal('NextTerm'),
  format: z.literal(1),
  /** Of NextTerm. */
  version: z.string(),
  /** Real time, UTC. */
  savedAt: z.iso.datetime(),
  /** Where its virtual clock stands; absent: it has real time. */
  at: z.iso.datetime().optional(),
  /** File of the user's own world; absent: the sample's. */
  world: z.string().optional(),
});
export type SnapshotSeal = Omit<z.infer<typeof Seal>, 'madeBy' | 'format'>;

/** A snapshot as it is listed. */
export interface Snapshot extends SnapshotSeal {
  readonly name: string;
  readonly folder: string;
}

const NAME = /^[a-z0-9][a-z0-9_-]{0,49}$/i;

/** @returns the name. @throws SandboxProblem for one that is none: it becomes the name of a folder. */
export const checkedName = (name: string): string => {
  if (NAME.test(name)) return name;
  throw new SandboxProblem(`A snapshot cannot be called "${name}": a name has 1 to 50 letters, digits, - and _, and begins with a letter or digit.`);
};

export const snapshotPath = (dataFolder: string, name: string): string => join(dataFolder, SNAPSHOTS, name);

export const sealSnapshot = (folder: string, seal: SnapshotSeal): void => writeFileAtomically(join(folder, SEAL), `${JSON.stringify({ madeBy: 'NextTerm', format: 1, ...seal })}\n`);

const sealOf = (folder: string): SnapshotSeal | undefined => {
  const file = join(folder, SEAL);
  if (!existsSync(file)) return undefined;
  try {
    const { madeBy: _made, format: _format, ...seal } = Seal.parse(JSON.parse(readFileSync(file, 'utf8')));
    return seal;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
};

/** Whether the snapshot of a folder is complete and still there. */
export const isSealed = (folder: string): boolean => sealOf(folder) !== undefined;

/** One that is complete; where it was being replaced and the new one has not its name yet, the one before. Undefined: there is none. */
export const findSnapshot = (dataFolder: string, name: string): Snapshot | undefined => {
  for (const folder of [snapshotPath(dataFolder, name), snapshotPath(dataFolder, `${name}.old`)]) {
    const seal = sealOf(folder);
    if (seal !== undefined) return { name, folder, ...seal };
  }
  return undefined;
};

/** What is wrong with what it holds; undefined: nothing. */
export const snapshotProblem = ({ folder, at }: Snapshot): string | undefined => {
  const store = inspectAzuriteStore(join(folder, 'storage'), { used: true });
  if (store.state === 'damaged') return store.problem;
  return at === undefined || existsSync(join(folder, 'clock.json')) ? undefined : `${join(folder, 'clock.json')} is missing`;
};

/** All of a data folder that are complete, by name. Reads only. */
export const listSnapshots = (dataFolder: string): readonly Snapshot[] => {
  const folder = join(dataFolder, SNAPSHOTS);
  if (!existsSync(folder)) return [];
  const names = new Set(readdirSync(folder).map((name) => name.replace(/\.old$/, '')));
  return [...names].filter((name) => NAME.test(name)).sort().flatMap((name) => findSnapshot(dataFolder, name) ?? []);
};
