import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../../sandbox/errorCode';

/** A package that package-lock.json names. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** As its package.json words it; undefined where that says none. */
  readonly licence?: string;
  /** Needed to build and to test only: not deployed. */
  readonly development: boolean;
  /** Where it is installed, below the project; undefined for one that is for another platform. */
  readonly folder?: string;
}

/** `license` is an SPDX expression; old packages have an object, or a list of them. */
const kindSchema = z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]);
const manifestSchema = z.object({ license: kindSchema.optional(), licenses: z.array(kindSchema).min(1).optional() });
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), name: z.string().optional(), license: kindSchema.optional(), dev: z.boolean().optional(), devOptional: z.boolean().optional() })),
});

const BELOW = 'node_modules/';

/**
 * Every package that package-lock.json names, each version once, with the licence that the installed package states; one that is not installed here (for another platform) with what the lock file copied of it.
 * @returns in the order of the lock file, which is that of the paths
 */
export const readDependencies = async (root: string): Promise<readonly Dependency[]> => {
  const { packages } = lockSchema.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const found = await Promise.all(
    Object.entries(packages).map(async ([folder, { version, name, license, dev = false, devOptional = false }]): Promise<Dependency[]> => {
      if (folder === '' || version === undefined) return [];
      const manifest = await readManifest(join(root, folder));
      const licence = manifest === undefined ? license : (manifest.license ?? manifest.licenses?.join(' OR '));
      return [{ name: name ?? folder.slice(folder.lastIndexOf(BELOW) + BELOW.length), version, development: dev || devOptional, ...(licence !== undefined && { licence }), ...(manifest !== undefined && { folder }) }];
    }),
  );
  return eachOnce(found.flat());
};

const readManifest = async (folder: string): Promise<z.infer<typeof manifestSchema> | undefined> => {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text));
};

/** A version that lies in several folders is one package; deployed if it is in any of them. */
const eachOnce = (all: readonly Dependency[]): readonly Dependency[] => {
  const byId = new Map<string, Dependency>();
  for (const each of all) {
    const id = `${each.name}@${each.version}`;
    const known = byId.get(id);
    if (known === undefined || (known.development && !each.development)) byId.set(id, each);
  }
  return [...byId.values()];
};
