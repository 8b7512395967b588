import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describedOperations } from '../../src/adapters/http/description/areas/allAreas';
import { type AnswerBody } from '../../src/adapters/http/description/operation';
import { errorBody, throttledBody } from '../../src/adapters/http/description/schemas/answerSchema';
import { previewOf } from '../../src/adapters/http/description/schemas/preview';
import { recordedAnswers } from '../../src/adapters/http/description/recorded/recordedAnswers';
import { refusalsOfAnyCall } from '../../src/adapters/http/description/refusals';
import { isPreviewed } from '../../src/adapters/http/previewAsked';
import { bestFirst, templateOf, type Template } from '../../src/adapters/http/pathTemplate';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { z } from 'zod';

/** One call and what came back, as far as a description speaks of it. */
export interface Exchange {
  readonly method: string;
  /** As sent, with its query. */
  readonly path: string;
  /** As sent; a text is sent as it stands. */
  readonly sent?: unknown;
  readonly status: number;
  readonly contentType: string;
  /** Of a body that is text. */
  readonly text: string;
}

/** Where recorded exchanges wait to be written into the description: `RECORD_ANSWERS=1`. */
export const RECORDED = join(__dirname, '../../node_modules/.cache/nextterm-answers');
const isRecording = process.env['RECORD_ANSWERS'] === '1';

let templates: readonly Template<ServedRoute>[] = [];

/** The route that answers a call; undefined where none does. */
export const routeOf = (routes: readonly ServedRoute[], method: string, path: string): ServedRoute | undefined => {
  if (templates.length !== routes.length) templates = routes.map((route) => templateOf(route, route.path));
  // As a client sends it: without `.` and `..`.
  const { pathname } = new URL(`http://localhost${path}`);
  const asked = method === 'HEAD' ? ['HEAD', 'GET'] : [method];
  return bestFirst(templates, pathname).find(({ of }) => asked.includes(of.method))?.of;
};

/** Whether a call asks what would be. */
export const isPreview = (path: string): boolean => isPreviewed(new URLSearchParams(path.split('?')[1] ?? ''));

const misfit = (schema: z.ZodType, text: string): string | undefined => {
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? undefined : z.prettifyError(parsed.error);
};

const bodyProblem = (described: AnswerBody, { text, contentType }: Exchange, route: ServedRoute): string | undefined => {
  const isJson = contentType.startsWith('application/json');
  if (described === 'nothing') return text === '' ? undefined : 'it has a body, and is described without one';
  if (!isJson && contentType !== '') return described === 'file' || (route.answersAlso ?? []).some((form) => contentType.startsWith(form)) ? undefined : `it is ${contentType}, which the route does not name`;
  if (described === 'file') return isJson ? 'it is JSON, and described as a file' : undefined;
  return text === '' ? 'it has no body' : misfit(described, text);
};

const refusalProblem = ({ name }: ServedRoute, { method, status, text, contentType }: Exchange): string | undefined => {
  if (!contentType.startsWith('application/json')) return 'a refusal that is not JSON';
  // An answer to HEAD has none.
  if (method === 'HEAD') return text === '' ? undefined : 'it has a body';
  if (status === 429) return misfit(throttledBody, text) && misfit(errorBody, text);
  const form = misfit(errorBody, text);
  if (form !== undefined) return form;
  const { code } = JSON.parse(text) as { code: number };
  const key = `${status}/${code}`;
  return refusalsOfAnyCall.has(key) || recordedAnswers[name]?.refusals[key] !== undefined || recordedAnswers[name] === undefined ? undefined : `refused with ${key}, which is not described: RECORD_ANSWERS=1 npx jest THE-TEST records it (CONTRIBUTING.md, "Describe an operation")`;
};

const record = (route: ServedRoute, exchange: Exchange): void => {
  mkdirSync(RECORDED, { recursive: true });
  appendFileSync(join(RECORDED, `${process.pid}.jsonl`), `${JSON.stringify({ ...exchange, operation: route.name })}\n`);
};

/** What of an answer the description does not know; undefined where it knows all. */
export const undescribed = (route: ServedRoute, exchange: Exchange): string | undefined => {
  const described = describedOperations.get(route.name);
  if (described === undefined) return undefined;
  if (isRecording) record(route, exchange);
  const { status, method, path } = exchange;
  // Neither what is not told again nor an answer to HEAD has anything to be looked at.
  if (status === 304 || method === 'HEAD') return undefined;
  if (status >= 400 && described.answers[status] === undefined) return isRecording ? undefined : refusalProblem(route, exchange);
  const answer = described.answers[status];
  if (status === 200 && isPreview(path)) return misfit(described.preview ?? previewOf(described.previewed ?? z.unknown()), exchange.text);
  return answer === undefined ? `status ${status} is not described` : bodyProblem(answer, exchange, route);
};

/** What of an answer the description does not know, with the call; undefined where it knows all, and where no route was asked. */
export const describedProblem = (routes: readonly ServedRoute[], exchange: Exchange): string | undefined => {
  const route = routeOf(routes, exchange.method, exchange.path);
  const problem = route && undescribed(route, exchange);
  return problem === undefined ? undefined : `${exchange.method} ${exchange.path} (${route?.name ?? ''}) answered ${exchange.status}: ${problem}\n${exchange.text.slice(0, 2000)}`;
};

/** Fails a test whose call was answered with what the description does not know. @throws Error that says what. */
export const expectDescribed = (routes: readonly ServedRoute[], exchange: Exchange): void => {
  const problem = describedProblem(routes, exchange);
  if (problem !== undefined) throw new Error(problem);
};
