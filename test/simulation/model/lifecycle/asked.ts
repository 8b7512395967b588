/** Members of a body by their names in small letters: clients write them in camel or in Pascal case. */
export type Members = ReadonlyMap<string, unknown>;

export const membersOf = (body: unknown): Members => (typeof body === 'object' && body !== null && !Array.isArray(body) ? new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value])) : new Map());

export const textOf = (members: Members, name: string): string | undefined => {
  const value = members.get(name);
  return typeof value === 'string' ? value : undefined;
};

export const numberOf = (members: Members, name: string): number | undefined => {
  const value = members.get(name);
  return typeof value === 'number' ? value : undefined;
};

/** Enum values come in any letter case. */
export const wordOf = (members: Members, name: string): string | undefined => textOf(members, name)?.toLowerCase();

/** `P1Y` in any letter case. */
export const termOf = (members: Members, name: string): string | undefined => textOf(members, name)?.toUpperCase();

/** The UTC day of a date that a client sent. */
export const dayOfText = (text: string): string => (text.length === 10 ? text : new Date(text).toISOString().slice(0, 10));

/** `product:sku:availability` of a nested product. */
export const itemOf = (product: Members): string => ['productid', 'skuid', 'availabilityid'].map((name) => textOf(product, name) ?? '').join(':');
