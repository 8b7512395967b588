import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inspectAzuriteStore } from '../localhost/azuriteStore';
import { writeFileAtomically } from './writeFileAtomically';

/** What a data folder keeps besides its marker and its lock: all that a copy holds and a restore replaces. The clock comes last: a used folder without it is damaged, so a restore that was killed is never taken for a whole one. */
export const KEPT = ['storage', 'bus', 'token-keys.json', 'world.json', 'clock.json'] as const;

const COPY = 'last-good';
/** A copy that is being taken, and the one before it: complete ones may be left where a rotation was interrupted. */
const [DRAFT, BEFORE] = [`${COPY}.new`, `${COPY}.old`];
/** Written last: without it a copy is half a copy. */
const SEAL = 'complete.json';
const Seal = z.object({ madeBy: z.literal('NextTerm'), takenAt: z.iso.datetime() });

export interface LastGood {
  readonly folder: string;
  /** Real time, UTC. */
  readonly takenAt: string;
}

const sealOf = (copy: string): string | undefined => {
  const file = join(copy, SEAL);
  if (!existsSync(file)) return undefined;
  try {
    return Seal.parse(JSON.parse(readFileSync(file, 'utf8'))).takenAt;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
};

/** The newest copy that is complete and whole; undefined if there is none. */
export const findLastGood = (root: string): LastGood | undefined =>
  [COPY, DRAFT, BEFORE]
    .map((name) => join(root, name))
    .flatMap((folder): LastGood[] => {
      const takenAt = sealOf(folder);
      return takenAt !== undefined && inspectAzuriteStore(join(folder, 'storage'), { used: true }).state === 'whole' ? [{ folder, takenAt }] : [];
    })
    .sort((one, other) => (one.takenAt < other.takenAt ? 1 : -1))[0];

const isData = (path: string): boolean => !/azurite\.pid(\.new)?$|~$/.test(path);

/** Copies some of what a data folder keeps, as far as it is there: nothing that says which process uses it. Call it while nothing writes to it. */
export const copyKept = (from: string, to: string, names: readonly string[] = KEPT): void => {
  for (const name of names) {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true, filter: isData });
  }
};

/**
 * Copies the store, with the clock and keys that go with it, and puts the copy in the place of the one before; killed anywhere, it leaves one that is complete.
 * Call it while nothing writes to them. @param now real time, UTC.
 * @returns why not: the store is damaged, so the copy before it stays.
 */
export const takeLastGood = (root: string, now: string): string | undefined => {
  const draft = join(root, DRAFT);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  copyKept(root, draft);
  const store = inspectAzuriteStore(join(draft, 'storage'), { used: true });
  if (store.state === 'damaged') {
    rmSync(draft, { recursive: true, force: true });
    return store.problem;
  }
  writeFileAtomically(join(draft, SEAL), `${JSON.stringify({ madeBy: 'NextTerm', takenAt: now })}\n`);
  const [copy, before] = [join(root, COPY), join(root, BEFORE)];
  rmSync(before, { recursive: true, force: true });
  if (existsSync(copy)) renameSync(copy, before);
  renameSync(draft, copy);
  rmSync(before, { recursive: true, force: true });
  return undefined;
};

/**
 * Puts the copy in the place of what the folder holds; that is set aside, not deleted. Killed in the middle, the next one finishes it: the copy itself stays.
 * @param now real time, UTC; names where it is set aside. @returns that place; undefined if there was nothing.
 */
export const restoreLastGood = (root: string, copy: LastGood, now: string): string | undefined => {
  const present = KEPT.filter((name) => existsSync(join(root, name)));
  const aside = join(root, `replaced-${now.replaceAll(/[:.]/g, '-')}`);
  if (present.length > 0) mkdirSync(aside);
  for (const name of present) renameSync(join(root, name), join(aside, name));
  copyKept(copy.folder, root);
  return present.length > 0 ? aside : undefined;
};
