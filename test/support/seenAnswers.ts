import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Exchange } from './describedAnswer';

/** Where answers of servers that run beside the tests wait to be held against the description, at the end of the run. */
export const SEEN = join(__dirname, '../../node_modules/.cache/nextterm-seen');

/** What of a body a description speaks of: names and kinds. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...new Set(value.slice(0, 50).map((each) => JSON.stringify(shapeOf(each))))].toSorted();
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
};

const LONGEST = 500_000;
const shapes = new Set<string>();

/** Keeps an answer for the end of the run, unless one of the same shape is kept already. */
export const keepSeen = (exchange: Exchange, body: unknown): void => {
  const { method, path, status, contentType, text } = exchange;
  if (text.length > LONGEST) return;
  const shape = JSON.stringify([method, path.replaceAll(/[0-9a-f-]{36}|\d+/gi, '0'), status, contentType, shapeOf(body)]);
  if (shapes.has(shape)) return;
  shapes.add(shape);
  mkdirSync(SEEN, { recursive: true });
  appendFileSync(join(SEEN, `${process.pid}.jsonl`), `${JSON.stringify(exchange)}\n`);
};
