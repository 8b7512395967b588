import { type Claim } from './readClaims';

/** A test file, and the rules that it names. */
export interface NamingTest {
  readonly file: string;
  readonly ids: readonly string[];
}

/** @returns a row for each claim; problems as sentences */
export function compare(claims: readonly Claim[], tests: readonly NamingTest[]): { readonly rows: readonly { readonly id: string; readonly files: readonly string[] }[]; readonly problems: readonly string[] } {
  const ids = claims.map(({ id }) => id);
  const claimed = new Set(ids);
  const rows = [...claimed].map((id) => ({ id, files: tests.filter((test) => test.ids.includes(id)).map(({ file }) => file) }));
  const twice = [...claimed].filter((id) => ids.indexOf(id) !== ids.lastIndexOf(id)).map((id) => `${id} is claimed twice.`);
  const untested = rows.filter(({ files }) => files.length === 0).map(({ id }) => `${id} is claimed and no test names it.`);
  const unclaimed = tests.flatMap(({ file, ids: named }) => named.filter((id) => !claimed.has(id)).map((id) => `${file} names ${id}, which is not claimed.`));
  return { rows, problems: [...twice, ...untested, ...unclaimed] };
}
