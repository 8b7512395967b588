/** Texts that no segment of a path and no query parameter means. */
export const oddTexts: readonly string[] = ['', ' ', '\u0000', '..', '😀', 'a'.repeat(2000), '__proto__', 'constructor', "'", '|', '/', '-1', '1.5', 'NaN', '1e400', '99999999999999999999', '2026-02-30', '9999-12-31', '9999-12', '999912', '12/31/9999', '+010000-01-01', '-000001-12-31', '{', '[]', '{"Field":1}', 'null', '00000000-0000-0000-0000-000000000000'];

/** Bodies that are no JSON object, as they come over the wire. */
export const oddBodies: readonly string[] = ['', '{', '[', 'null', '"x"', '1', '[]', '\u0000', '{"a":'.repeat(5000)];

const oddValues: readonly unknown[] = [null, '', ' ', 'x', 0, -1, 1.5, 1e21, 2 ** 53, true, [], {}, [null], { a: null }, 'a'.repeat(5000), '\u0000', '😀', '__proto__', '2026-02-30', '9999-12-31', '9999-12', '+010000-01-01T00:00:00Z', '-000001-12-31', '1e400', '00000000-0000-0000-0000-000000000000'];

/** The body with one of its members, however deep, odd, gone, or there too often. */
export const oddlyChanged = (body: unknown): readonly unknown[] => {
  if (Array.isArray(body)) {
    const items: readonly unknown[] = body;
    return [...oddValues, [...items, ...items], Array.from({ length: 1500 }, () => items[0]), ...items.flatMap((item, index) => oddlyChanged(item).map((odd) => items.with(index, odd)))];
  }
  if (typeof body !== 'object' || body === null) return oddValues;
  const members = Object.entries(body);
  return [...oddValues, ...members.flatMap(([name, value]) => [...oddlyChanged(value).map((odd) => ({ ...body, [name]: odd })), Object.fromEntries(members.filter(([other]) => other !== name))])];
};
