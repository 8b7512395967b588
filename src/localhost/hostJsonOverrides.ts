import { type z } from 'zod';

const PREFIX = /^AzureFunctionsJobHost(__|:)/i;

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const keysOf = (setting: string): readonly string[] => setting.replace(PREFIX, '').split(/__|:/);

/** Keys are the same in any case of letters. */
const spelledIn = (tree: Tree, key: string): string => Object.keys(tree).find((known) => known.toLowerCase() === key.toLowerCase()) ?? key;

/** What host.json says once settings have overruled it. */
export interface Overruled {
  readonly content: Readonly<Tree>;
  /** The settings that did, in the order of their names. */
  readonly settings: readonly string[];
}

/**
 * host.json with what app settings say over it: `AzureFunctionsJobHost__extensions__http__routePrefix` is the value of `extensions.http.routePrefix`, an element of a list is named by
 * its number. Values are text; `typedBySchema` makes of them what is expected. Source: "App settings reference for Azure Functions".
 * Errors: a setting that has a text where the file has an object.
 */
export function overrule(file: unknown, settings: Readonly<Record<string, string | undefined>>): Overruled {
  const names = Object.keys(settings).filter((name) => PREFIX.test(name) && settings[name] !== undefined).sort();
  if (names.length === 0 || !isTree(file)) return { content: file as Tree, settings: [] };
  const content = structuredClone(file);
  for (const name of names) put(content, keysOf(name), settings[name] ?? '', name);
  return { content, settings: names };
}

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: string, name: string): void {
  const key = spelledIn(tree, first);
  const there = tree[key];
  if (rest.length === 0) {
    if (isTree(there)) throw new Error(`The setting ${name} has a text where host.json has an object: name one of its keys behind another "__".`);
    tree[key] = value;
    return;
  }
  const below: Tree = isTree(there) ? there : Array.isArray(there) ? { ...there } : {};
  tree[key] = below;
  put(below, rest, value, name);
}

const number = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
const boolean = (text: string): unknown => (/^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text);

/** A list, of which single elements were set. */
const list = (value: unknown): unknown => (isTree(value) && Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : value);

const AS: Readonly<Record<string, (value: unknown) => unknown>> = {
  number: (value) => (typeof value === 'string' ? number(value) : value),
  int: (value) => (typeof value === 'string' ? number(value) : value),
  boolean: (value) => (typeof value === 'string' ? boolean(value) : value),
  array: list,
};

/** Makes of the texts of settings, where a schema has found them to be of the wrong type, numbers, truths and lists. @param content is changed. @returns whether anything was. */
export function typedBySchema(content: Tree, { issues }: z.ZodError, settings: readonly string[]): boolean {
  const set = settings.map((name) => keysOf(name).join('.').toLowerCase());
  let any = false;
  for (const issue of issues) {
    const last = issue.path.at(-1);
    const path = issue.path.join('.').toLowerCase();
    if (!set.some((each) => each === path || each.startsWith(`${path}.`))) continue;
    const as = issue.code === 'invalid_type' ? AS[issue.expected] : undefined;
    const parent = issue.path.slice(0, -1).reduce<unknown>((at, key) => (isTree(at) ? at[String(key)] : undefined), content);
    if (!as || last === undefined || !isTree(parent)) continue;
    const before = parent[String(last)];
    const after = as(before);
    if (after === before) continue;
    parent[String(last)] = after;
    any = true;
  }
  return any;
}
