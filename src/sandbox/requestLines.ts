import { type AnsweredCall, printable } from '../localhost';

/** How requests are told in the terminal. */
export const logForms = ['text', 'json'] as const;
export type LogForm = (typeof logForms)[number];

/** A refusal's body is small; what is larger is not looked into. */
const LONGEST_BODY = 16_384;
const FIRST_FAILURE = 400;

/** The code of a refusal, printable: the contract's number, a word of the runtime's own, or the error of a token request. */
export const codeOf = ({ status, body }: AnsweredCall['answer']): string | number | undefined => {
  if (status < FIRST_FAILURE || body.byteLength === 0 || body.byteLength > LONGEST_BODY) return undefined;
  try {
    const { code, error } = JSON.parse(Buffer.from(body).toString('utf8')) as { readonly code?: unknown; readonly error?: unknown };
    const found = code ?? error;
    if (typeof found === 'string') return printable(found);
    return typeof found === 'number' ? found : undefined;
  } catch {
    return undefined;
  }
};

/** A header of an answer, printable. @param header in lower case. */
export const headerOf = ({ headers }: AnsweredCall['answer'], header: string): string | undefined => {
  const [, id] = headers.find(([name]) => name.toLowerCase() === header) ?? [];
  return id === undefined ? undefined : printable(id);
};

/** Orchestrations are started and looked for by calls of this kind, which the app itself makes for what it does; one that is not there yet is 404. */
const OWN_CALLS = '/runtime/webhooks/durabletask/';
const FIRST_FAULT = 500;

/** Whether it is a client's request, or one of the app's own that met a fault. */
export const isToldOf = ({ path, answer }: AnsweredCall): boolean => !path.startsWith(OWN_CALLS) || answer.status >= FIRST_FAULT;

/**
 * One line for one request: method, path, status, code of a refusal, milliseconds, correlation id; `-` for what it has not.
 * No query and no header but the correlation id is in it, so no secret is; what a terminal would obey is escaped.
 */
export const requestLine = (call: AnsweredCall, form: LogForm): string => {
  const { answer, milliseconds } = call;
  const [method, path] = [printable(call.method), printable(call.path)];
  const [code, correlationId] = [codeOf(answer), headerOf(answer, 'ms-correlationid')];
  const rounded = Math.round(milliseconds);
  if (form === 'json') return JSON.stringify({ method, path, status: answer.status, code: code ?? null, milliseconds: rounded, correlationId: correlationId ?? null });
  return [method.padEnd(6), path, answer.status, code ?? '-', `${rounded} ms`, correlationId ?? '-'].join(' ');
};
