import { randomUUID } from 'node:crypto';
import { type InvocationRequest, type TypedData } from '../contracts';

/** The value of `{name}` in a property of a binding; undefined for none. */
export type BindingValues = (name: string) => string | undefined;

/**
 * What a call can fill into its bindings, as the host's binding expressions know it: the trigger's facts (`{queueTrigger}`, `{DequeueCount}`, the parts of a blob's path), the members of a message
 * or body that is a JSON object, and of a request its route's values before its query's, and `{headers.x}`, `{query.x}`; `{rand-guid}` and `{DateTime}`. Letters' case is ignored.
 * Source: "Azure Functions binding expression patterns". @param now what `{DateTime}` is, in ms.
 */
export function bindingValues(request: InvocationRequest, now: () => number): BindingValues {
  // Few functions name any: nothing is read before one is asked for.
  let known: ReadonlyMap<string, string> | undefined;
  return (name) => {
    const key = name.toLowerCase();
    if (key === 'rand-guid' || key === 'sys.randguid') return randomUUID();
    if (key === 'datetime' || key === 'sys.utcnow') return new Date(now()).toISOString();
    known ??= valuesOf(request);
    return known.get(key);
  };
}

function valuesOf({ triggerData, triggerMetadata = {} }: InvocationRequest): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const add = (name: string, value: unknown): void => {
    const key = name.toLowerCase();
    if (value === undefined || value === null || known.has(key)) return;
    known.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  };
  const addAll = (values: unknown, prefix = ''): void => {
    if (typeof values !== 'object' || values === null || Array.isArray(values)) return;
    for (const [name, value] of Object.entries(values)) {
      add(`${prefix}${name}`, value);
      addAll(value, `${prefix}${name}.`);
    }
  };
  for (const [name, value] of Object.entries(triggerMetadata)) {
    add(name, plain(value));
    addAll(plain(value), `${name}.`);
  }
  if (triggerData?.http) {
    const { params, query, headers, body } = triggerData.http;
    addAll(params);
    addAll(query);
    addAll(query, 'query.');
    addAll(headers, 'headers.');
    addAll(parsed(body));
  } else addAll(parsed(triggerData));
  return known;
}

/** Errors: a `{name}` that the call has no value for, naming the text it stands in. */
export const fillIn = (text: string, values: BindingValues): string =>
  text.replace(/\{([^{}]+)\}/g, (token, name: string) => {
    const value = values(name.trim());
    if (value === undefined) throw new Error(`"${token}" in "${text}" has no value in this call.`);
    return value;
  });

const plain = ({ string, json, int, double }: TypedData): unknown => string ?? (json === undefined ? undefined : (JSON.parse(json) as unknown)) ?? int ?? double;

function parsed(data: TypedData | null | undefined): unknown {
  const text = data?.json ?? data?.string ?? (data?.bytes ? Buffer.from(data.bytes).toString('utf8') : undefined);
  if (text === undefined || !/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Text that only begins like an object has no members.
    return undefined;
  }
}
