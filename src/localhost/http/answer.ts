import { type ServerResponse } from 'node:http';

/** What goes back to the client, whoever made it. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

const NOTHING = new Uint8Array();

export const emptyAnswer = (status: number, headers: Answer['headers'] = []): Answer => ({ status, headers, body: NOTHING });

export const jsonAnswer = (status: number, body: unknown, headers: Answer['headers'] = []): Answer => ({
  status,
  headers: [['content-type', 'application/json; charset=utf-8'], ...headers],
  body: Buffer.from(JSON.stringify(body)),
});

/** Framing is the server's business, not the app's. */
const FRAMING = new Set(['transfer-encoding', 'connection', 'keep-alive']);

/** Writes an answer; the body of an answer to HEAD stays away, its length is told. */
export function sendAnswer(response: ServerResponse, method: string, answer: Answer): void {
  const byName = new Map<string, string[]>();
  for (const [name, value] of answer.headers) {
    const key = name.toLowerCase();
    if (FRAMING.has(key) || (key === 'content-length' && method !== 'HEAD')) continue;
    byName.set(key, [...(byName.get(key) ?? []), value]);
  }
  const bodiless = answer.status === 204 || answer.status === 304 || answer.status < 200;
  if (!bodiless && !byName.has('content-length')) byName.set('content-length', [String(answer.body.byteLength)]);
  for (const [name, values] of byName) response.setHeader(name, values.length === 1 ? (values[0] as string) : values);
  response.writeHead(answer.status);
  response.end(bodiless || method === 'HEAD' ? undefined : answer.body);
}
