/**
 * The one text of a JSON value, whatever order its members were written in: members in order of their names' UTF-16 units, no spaces, all else as `JSON.stringify` writes it (RFC 8785). Members that are undefined are not there.
 * @param value plain JSON, nested no deeper than a call stack goes.
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
    .join(',')}}`;
};
