import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { conformBody } from '../../src/adapters/http/conform';
import { describedOperations } from '../../src/adapters/http/description/areas/allAreas';
import { type Recorded } from '../../src/adapters/http/description/recorded/recorded';
import { refusalsOfAnyCall } from '../../src/adapters/http/description/refusals';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { groupBy } from '../../src/kernel/groupBy';
import { isPreview, RECORDED, type Exchange } from './describedAnswer';

type Seen = Exchange & { readonly operation: string };

/** Of the text of an example. */
const MOST_SHOWN = 5_000;

/** Lists with one member: what comes behind it looks alike. */
const shortened = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]));
};

const parsed = (text: unknown): unknown => {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const richness = (value: unknown): number => (typeof value === 'object' && value !== null ? Object.values(value).reduce<number>((sum, member) => sum + 1 + richness(member), 0) : 0);

/** The one that shows most; of equals the same whatever the order they came in. */
const best = (examples: readonly unknown[]): unknown => {
  const shown = examples.map((example) => ({ example, text: JSON.stringify(example) })).filter(({ text }) => text !== undefined && text.length <= MOST_SHOWN);
  return shown.toSorted((a, b) => richness(b.example) - richness(a.example) || (a.text < b.text ? -1 : 1))[0]?.example;
};

/** Whether an example still is what the description says. */
export const fits = (operation: string, status: string, example: unknown): boolean => {
  const schema = describedOperations.get(operation)?.answers[Number(status)];
  return schema !== undefined && typeof schema !== 'string' && (schema).safeParse(example).success;
};

const successful = ({ status, path, contentType }: Seen): boolean => status < 300 && !isPreview(path) && contentType.startsWith('application/json');

/** A request is shown as it is read: names as the schema has them, without what is ignored. */
const recordedOf = (operation: string, route: ServedRoute | undefined, seen: readonly Seen[], known: Recorded | undefined): Recorded => {
  const refusals = { ...refusalsOf(seen), ...known?.refusals };
  const successes = seen.filter(successful);
  const answers: Record<string, unknown> = {};
  for (const status of new Set([...Object.keys(known?.answers ?? {}), ...successes.map((each) => String(each.status))])) {
    const kept = known?.answers[status];
    const found = kept !== undefined && fits(operation, status, kept) ? kept : best(successes.filter((each) => String(each.status) === status).map(({ text }) => shortened(parsed(text))).filter((example) => fits(operation, status, example)));
    if (found !== undefined) answers[status] = found;
  }
  const body = route?.body;
  const request = body && (known?.request ?? best(successes.map(({ sent }) => conformBody(body, shortened(parsed(sent)))).filter((sent) => typeof sent === 'object' && sent !== null && body.safeParse(sent).success)));
  return { refusals: Object.fromEntries(Object.entries(refusals).sort(([a], [b]) => (a < b ? -1 : 1))), ...(request !== undefined && { request }), answers };
};

const refusalSchema = z.object({ code: z.number(), description: z.string() });

/** One sentence whatever its ids and numbers are. */
const formOf = (sentence: string): string => sentence.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/gi, '0');

/** Of the sentences that a refusal was said in one of the form that was met most: what hostile input made of it is met once. */
const usualOf = (sentences: readonly string[]): string => {
  const forms = [...groupBy(sentences, formOf)].toSorted(([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1));
  return forms[0]?.[1].toSorted()[0] ?? '';
};

/** Those that are the operation's own. */
const refusalsOf = (seen: readonly Seen[]): Readonly<Record<string, string>> => {
  const said = seen.flatMap(({ status, text }) => {
    const refusal = status < 400 ? undefined : refusalSchema.safeParse(parsed(text));
    return refusal?.success === true && !refusalsOfAnyCall.has(`${status}/${refusal.data.code}`) ? [{ key: `${status}/${refusal.data.code}`, sentence: refusal.data.description }] : [];
  });
  return Object.fromEntries([...groupBy(said, ({ key }) => key)].map(([key, each]) => [key, usualOf(each.map(({ sentence }) => sentence))]));
};

const seenInTests = (): readonly Seen[] =>
  existsSync(RECORDED) ? readdirSync(RECORDED).flatMap((file) => readFileSync(join(RECORDED, file), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Seen)) : [];

/** What is known of all operations, with what the tests have recorded since. */
export const withRecorded = (routes: readonly ServedRoute[], known: Readonly<Record<string, Recorded>>): Readonly<Record<string, Recorded>> => {
  const seen = groupBy(seenInTests(), ({ operation }) => operation);
  return Object.fromEntries([...describedOperations.keys()].toSorted().map((operation) => [operation, recordedOf(operation, routes.find(({ name }) => name === operation), seen.get(operation) ?? [], known[operation])]));
};

/** The file as it is committed. */
export const recordedText = (all: Readonly<Record<string, Recorded>>): string =>
  `import { type Recorded } from './recorded';\n\n/** By the name of the route. Written by the tests: CONTRIBUTING.md, "Describe an operation". */\nexport const recordedAnswers: Readonly<Record<string, Recorded>> = ${JSON.stringify(all, undefined, 1)};\n`;
