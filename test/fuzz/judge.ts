import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorTable } from '../../src/adapters/http/errors';
import { type Reply } from '../support/httpWorld';
import { ROOT } from '../support/sandbox';
import { type Asked } from './draft';

/** Of refusals: those of the table, and those that depend on facts, as the reference names them. */
const codes: ReadonlySet<number> = new Set([...Object.values(errorTable).map(({ code }) => code), ...(readFileSync(join(ROOT, 'docs', 'reference.md'), 'utf8').match(/\b\d{4,6}\b/g) ?? []).map(Number)]);

/** What tells of the inside: frames of a stack, places of the machine and of the sources, names of errors of the language. */
const LEAKS = [/\n\s+at [\w.<>[\] ]+ \(/, /\bat (async )?[\w.$]+ \(?(file:|node:|\/)/, /node_modules/, /\.ts:\d+/, /\.js:\d+:\d+/, /\b(TypeError|RangeError|ReferenceError|SyntaxError|ZodError)\b/, /Cannot read propert/, /is not a function\b/, /\[object \w+\]/];

const GUID_OR_ORDER = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{12}\b/gi;

interface ErrorBody {
  readonly code?: unknown;
  readonly description?: unknown;
  readonly data?: unknown;
  readonly source?: unknown;
}

const header = ({ headers }: Reply, name: string): string | undefined => Object.entries(headers).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];

/** The published operations that are not here are told apart by their path alone, of any spelling. */
const isAbsent = ({ status, body }: Reply): boolean => status === 501 && (body as ErrorBody | undefined)?.code === 800042;

const decoded = (target: string): string => target.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());

/** All that a caller says, also as it was meant. */
export const sentText = (asked: Asked): string => `${decoded(asked.target)} ${asked.target} ${asked.headers.flat().join(' ')} ${asked.body === undefined ? '' : Buffer.from(asked.body).toString()}`;

const problemsOfRefusal = (asked: Asked, reply: Reply): string[] => {
  if (asked.method === 'HEAD') return [];
  const body = reply.body as ErrorBody | undefined;
  const problems: string[] = [];
  if (header(reply, 'Content-Type') !== 'application/json; charset=utf-8') problems.push(`a refusal of type ${header(reply, 'Content-Type')}`);
  if (typeof body?.code !== 'number' || !codes.has(body.code)) problems.push(`the code ${JSON.stringify(body?.code)} is none that is described`);
  if (typeof body?.description !== 'string' || body.description === '' || body.description.length > 1024) problems.push('no description of 1 to 1024 characters');
  if (!Array.isArray(body?.data) || typeof body.source !== 'string') problems.push('a refusal without data or source');
  return problems;
};

/** What a text tells that is nobody's business. @param foreign what must not be named: ids in lower case, names. */
export const leaksOf = (asked: Asked, told: string, foreign: ReadonlySet<string>): readonly string[] => {
  const problems: string[] = [];
  const sent = sentText(asked);
  for (const leak of LEAKS) {
    const found = leak.exec(told)?.[0];
    if (found !== undefined && !sent.includes(found.trim())) problems.push(`it tells ${JSON.stringify(found)}`);
  }
  if (told.includes(ROOT) && !sent.includes(ROOT)) problems.push('it tells where the sources lie');
  for (const [id] of told.matchAll(GUID_OR_ORDER)) if (foreign.has(id.toLowerCase())) problems.push(`it tells the id ${id} of another's`);
  for (const word of foreign) if (/[^0-9a-f-]/.test(word) && told.includes(word)) problems.push(`it tells ${word}`);
  return problems;
};

/**
 * What is wrong with one answer, whatever was asked: a fault of ours, a form that is not the contract's, something told that is nobody's business.
 * @param foreign what must not be named: ids in lower case, names.
 */
export const problemsOf = (asked: Asked, reply: Reply, foreign: ReadonlySet<string>): readonly string[] => {
  const problems: string[] = [];
  if (reply.status >= 500 && !isAbsent(reply)) problems.push(`${reply.status}`);
  if (reply.status < 200 || reply.status > 599) problems.push(`the status ${reply.status}`);
  if (reply.status >= 400 && reply.status !== 429) problems.push(...problemsOfRefusal(asked, reply));
  const type = header(reply, 'Content-Type') ?? '';
  if (reply.status < 400 && type.startsWith('application/json') && reply.text !== '' && reply.body === undefined) problems.push('the type is JSON and the body is none');
  for (const name of ['MS-RequestId', 'MS-CorrelationId', 'MS-CV']) if (header(reply, name) === undefined && reply.status !== 204) problems.push(`no ${name}`);
  for (const [name, value] of Object.entries(reply.headers)) if (!/^[\x20-\x7e]*$/.test(value)) problems.push(`the header ${name} cannot be sent`);

  problems.push(...leaksOf(asked, `${reply.text} ${Object.values(reply.headers).join(' ')}`, foreign));
  return [...new Set(problems)];
};

/** An answer without what is made anew, or measured, for every call. */
export const lasting = (reply: Reply): string => {
  const made = ['MS-RequestId', 'MS-CorrelationId'].map((name) => header(reply, name)).filter((id) => id !== undefined);
  return made.reduce((text, id) => text.replaceAll(id, '{id}').replaceAll(id.toLowerCase(), '{id}'), `${reply.status} ${reply.bytes === undefined ? reply.text.replaceAll(/"latencyMillis":\d+|nonce="[^"]+"/g, '') : Buffer.from(reply.bytes).toString('base64')}`);
};
