import { type TypedData } from '../contracts';
import { type HostRequest } from './request';

/** One name a key, whatever the case of its letters: spelled as it came first. */
class Named {
  readonly #spelling = new Map<string, string>();
  readonly #values = new Map<string, TypedData>();

  get values(): Record<string, TypedData> {
    return Object.fromEntries(this.#values);
  }

  /** The first of a name stays. */
  add(name: string, value: TypedData): void {
    if (!this.#spelling.has(name.toLowerCase())) this.set(name, value);
  }

  /** The last of a name counts. */
  set(name: string, value: TypedData): void {
    const spelled = this.#spelling.get(name.toLowerCase()) ?? name;
    this.#spelling.set(name.toLowerCase(), spelled);
    this.#values.set(spelled, value);
  }
}

/**
 * What the host tells of a request beside the request itself, and of which the library makes `request.params` and, where bodies are streams, `request.headers`: the route's
 * values, then those of the query, then the members of a body that is a JSON object. The request's own headers come last, so that a query or a member `Headers` stands in
 * their place: as on Azure.
 * @param names the route's parameters, which a member of the body never fills. @param members the body, parsed; anything but an object has none.
 */
export function bindingData({ url, headers }: Pick<HostRequest, 'url' | 'headers'>, params: Readonly<Record<string, string>>, names: readonly string[], members: unknown): Record<string, TypedData> {
  const query = new Named();
  for (const [name, value] of url.searchParams) query.set(name, { string: value });
  const body = new Named();
  for (const [name, value] of isObject(members) ? Object.entries(members) : []) if (value !== null && value !== undefined) body.set(name, typeof value === 'object' ? { json: JSON.stringify(value) } : { string: String(value) });
  const all = new Named();
  for (const [name, value] of Object.entries(params)) all.add(name, { string: value });
  for (const [name, value] of Object.entries(query.values)) all.add(name, value);
  const ofRoute = new Set(names.map((name) => name.toLowerCase()));
  for (const [name, value] of Object.entries(body.values)) if (!ofRoute.has(name.toLowerCase())) all.add(name, value);
  all.add('Headers', { json: JSON.stringify(headers) });
  all.add('Query', { json: JSON.stringify(Object.fromEntries(url.searchParams)) });
  return all.values;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
