import { type MountedResponse, type MountedRoute } from '../contracts';
import { type Answer, jsonAnswer } from './answer';
import { type HostRequest } from './request';

/** Runs a mounted route. Bytes and text go out as they are, nothing as nothing, anything else as JSON. */
export async function answerWithMounted(route: MountedRoute, request: HostRequest, params: Readonly<Record<string, string>>): Promise<Answer> {
  const { method, url, headers, body } = request;
  return mountedAnswer(await route.handle({ method, url, headers, params, body }));
}

/** An answer as it goes out. */
export function mountedAnswer({ status, headers = {}, body }: MountedResponse): Answer {
  const list = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  if (body === undefined) return { status, headers: list, body: new Uint8Array() };
  if (body instanceof Uint8Array) return { status, headers: list, body };
  if (typeof body === 'string') return { status, headers: withType(list, 'text/plain; charset=utf-8'), body: Buffer.from(body) };
  return list.some(([name]) => name === 'content-type') ? { status, headers: list, body: Buffer.from(JSON.stringify(body)) } : jsonAnswer(status, body, list);
}

const withType = (headers: Answer['headers'], type: string): Answer['headers'] =>
  headers.some(([name]) => name === 'content-type') ? headers : [['content-type', type], ...headers];
