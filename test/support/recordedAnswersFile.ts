import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describedOperations } from '../../src/adapters/http/description/areas/allAreas';
import { type Recorded } from '../../src/adapters/http/description/recorded/recorded';
import { refusalsOfAnyCall } from '../../src/adapters/http/description/refusals';
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

const recordedOf = (operation: string, seen: readonly Seen[], known: Recorded | undefined): Recorded => {
  const refusals: Record<string, string> = { ...known?.refusals };
  for (const { status, text } of seen.filter((each) => each.status >= 400).toSorted((a, b) => (a.text < b.text ? -1 : 1))) {
    const { code, description } = (parsed(text) ?? {}) as { code?: number; description?: string };
    const key = `${status}/${code ?? ''}`;
    if (code !== undefined && !refusalsOfAnyCall.has(key)) refusals[key] ??= description ?? '';
  }
  const successes = seen.filter(successful);
  const answers: Record<string, unknown> = {};
  for (const status of new Set([...Object.keys(known?.answers ?? {}), ...successes.map((each) => String(each.status))])) {
    const kept = known?.answers[status];
    const found = kept !== undefined && fits(operation, status, kept) ? kept : best(successes.filter((each) => String(each.status) === status).map(({ text }) => shortened(parsed(text))).filter((example) => fits(operation, status, example)));
    if (found !== undefined) answers[status] = found;
  }
  const request = known?.request ?? best(successes.map(({ sent }) => shortened(parsed(sent))).filter((sent) => typeof sent === 'object' && sent !== null));
  return { refusals: Object.fromEntries(Object.entries(refusals).sort(([a], [b]) => (a < b ? -1 : 1))), ...(request !== undefined && { request }), answers };
};

const seenInTests = (): readonly Seen[] =>
  existsSync(RECORDED) ? readdirSync(RECORDED).flatMap((file) => readFileSync(join(RECORDED, file), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Seen)) : [];

/** What is known of all operations, with what the tests have recorded since. */
export const withRecorded = (known: Readonly<Record<string, Recorded>>): Readonly<Record<string, Recorded>> => {
  const seen = groupBy(seenInTests(), ({ operation }) => operation);
  return Object.fromEntries([...describedOperations.keys()].toSorted().map((operation) => [operation, recordedOf(operation, seen.get(operation) ?? [], known[operation])]));
};

/** The file as it is committed. */
export const recordedText = (all: Readonly<Record<string, Recorded>>): string =>
  `import { type Recorded } from './recorded';\n\n/** By the name of the route. Written by the tests: CONTRIBUTING.md, "Describe an operation". */\nexport const recordedAnswers: Readonly<Record<string, Recorded>> = ${JSON.stringify(all, undefined, 1)};\n`;
