import { z } from 'zod';
import { type Dependency } from './packages';

/** licences.json: which licences dependencies may have. */
export const allowListSchema = z.strictObject({
  /** SPDX ids, of whatever is used. */
  allowed: z.array(z.string()),
  /** Further ones, of what is not deployed. */
  development: z.array(z.string()),
  /** Packages whose package.json does not say it, and where it is said. */
  named: z.array(z.strictObject({ package: z.string(), version: z.string(), licence: z.string(), because: z.string() })),
});
export type AllowList = z.infer<typeof allowListSchema>;

/** A dependency with the licence that it is used under, as far as one is known. */
export interface Licensed extends Dependency {
  readonly licence: string;
}

/** What stands where no licence is known. */
export const NO_LICENCE = 'none stated';

/**
 * Judges the licences of dependencies by the list. `A OR B` needs one of them, `A AND B` both; an expression that mixes them is taken only where the list has it word for word.
 * @returns every dependency with its licence; problems as sentences: a licence that is not allowed, and an entry of the list that is about nothing that is used
 */
export const judgeLicences = (dependencies: readonly Dependency[], list: AllowList): { readonly licensed: readonly Licensed[]; readonly problems: readonly string[] } => {
  const nameOf = new Map(list.named.map((each) => [`${each.package}@${each.version}`, each.licence]));
  const licensed = dependencies.map((each) => ({ ...each, licence: nameOf.get(idOf(each)) ?? each.licence ?? NO_LICENCE }));
  const refused = licensed.filter(({ licence, development }) => !isAllowed(licence, development ? [...list.allowed, ...list.development] : list.allowed));
  const present = new Set(dependencies.map(idOf));
  const stale = [...nameOf.keys()].filter((id) => !present.has(id));
  return {
    licensed,
    problems: [
      ...refused.map((each) => `${idOf(each)} has the licence "${each.licence}", which licences.json does not allow${each.development ? '' : ' for what is deployed'}.`),
      ...stale.map((id) => `licences.json names ${id}, which is not used.`),
    ],
  };
};

export const idOf = ({ name, version }: Pick<Dependency, 'name' | 'version'>): string => `${name}@${version}`;

const isAllowed = (expression: string, ids: readonly string[]): boolean => {
  if (ids.includes(expression)) return true;
  const bare = expression.replace(/^\(([^()]*)\)$/, '$1');
  const [all, any] = [bare.split(' AND '), bare.split(' OR ')];
  if (all.length > 1 && any.length > 1) return false;
  return all.length > 1 ? all.every((id) => ids.includes(id)) : any.some((id) => ids.includes(id));
};
