/** Where a filtered list is: the filters that were given are part of it, and so of what the token of its next page is good for. */
export const listUri = (path: string, filters: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return given.length === 0 ? path : `${path}?${given.join('&')}`;
};
