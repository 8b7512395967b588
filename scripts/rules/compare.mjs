/**
 * @param {readonly { id: string, text: string }[]} claims
 * @param {readonly { file: string, ids: readonly string[] }[]} tests
 * @returns {{ rows: { id: string, files: string[] }[], problems: string[] }} a row for each claim; problems as sentences
 */
export function compare(claims, tests) {
  const ids = claims.map(({ id }) => id);
  const claimed = new Set(ids);
  const rows = [...claimed].map((id) => ({ id, files: tests.filter((test) => test.ids.includes(id)).map(({ file }) => file) }));
  const twice = [...claimed].filter((id) => ids.indexOf(id) !== ids.lastIndexOf(id)).map((id) => `${id} is claimed twice.`);
  const untested = rows.filter(({ files }) => files.length === 0).map(({ id }) => `${id} is claimed and no test names it.`);
  const unclaimed = tests.flatMap(({ file, ids: named }) => named.filter((id) => !claimed.has(id)).map((id) => `${file} names ${id}, which is not claimed.`));
  return { rows, problems: [...twice, ...untested, ...unclaimed] };
}
