import { type WebhookAnswer, type WebhookRequest, type WebhookSender } from '../../app/webhook/webhookPorts';
import { urlProblem } from '../../domain/webhook/acceptableUrl';
import { isPublicAddress, literalAddress, publicLookup } from './reachable';

export interface SenderLimits {
  /** For everything: looking up, connecting, asking, the beginning of the answer. */
  readonly totalMillis: number;
  /** Of an answer's text. */
  readonly answerCharacters: number;
}

export const SENDER_LIMITS: SenderLimits = { totalMillis: 10_000, answerCharacters: 1000 };

/** Of a body that is sent. Larger than any change of one subject. */
const MOST_BYTES = 1_048_576;

const reasonOf = (error: unknown, limits: SenderLimits): string => {
  const { name, message, code } = error as { readonly name?: unknown; readonly message?: unknown; readonly code?: unknown };
  if (name === 'TimeoutError') return `no answer within ${limits.totalMillis / 1000} seconds`;
  return typeof message === 'string' && message !== '' ? message : typeof code === 'string' ? code : String(error);
};

/** The beginning of an answer; the rest is not read. */
const beginningOf = async (body: AsyncIterable<Uint8Array>, most: number): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= most) break;
  }
  return text.slice(0, most);
};

const secondsOf = (header: string | string[] | undefined): number | undefined => (typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : undefined);

/**
 * WHK-6: one POST to a receiver, over a connection of its own to an address that was checked when it was connected to. No redirect is followed, and no longer waited than the limits say.
 * @param elapsed milliseconds of real time since any fixed moment.
 */
export const httpSender = ({ allowsPrivate, elapsed, limits = SENDER_LIMITS }: { readonly allowsPrivate: boolean; readonly elapsed: () => number; readonly limits?: SenderLimits }): WebhookSender => {
  const problemOf = (url: string): string | undefined => {
    const problem = urlProblem(url, allowsPrivate);
    if (problem !== undefined || allowsPrivate) return problem;
    const literal = literalAddress(new URL(url));
    return literal === undefined || isPublicAddress(literal) ? undefined : 'must not be inside a private network';
  };
  const send = async ({ url, headers, body }: WebhookRequest): Promise<Pick<WebhookAnswer, 'attempted' | 'text'>> => {
    const problem = problemOf(url) ?? (Buffer.byteLength(body) > MOST_BYTES ? `is not sent more than ${MOST_BYTES} bytes` : undefined);
    if (problem !== undefined) return { attempted: { kind: 'unanswered', reason: `the address ${problem}` }, text: '' };
    const { Agent, request } = await import('undici');
    const dispatcher = new Agent({ connect: { timeout: limits.totalMillis, ...(!allowsPrivate && { lookup: publicLookup }) }, pipelining: 0, maxHeaderSize: 16_384 });
    try {
      const answer = await request(url, { method: 'POST', headers, body, dispatcher, signal: AbortSignal.timeout(limits.totalMillis) });
      const retryAfter = secondsOf(answer.headers['retry-after']);
      const status = answer.statusCode;
      // The status says what became of it; an answer that breaks off in its text is an answer.
      const text = await beginningOf(answer.body, limits.answerCharacters).catch((error: unknown) => `(${reasonOf(error, limits)})`);
      return { attempted: { kind: 'answered', status, ...(retryAfter !== undefined && { retryAfter }) }, text };
    } finally {
      await dispatcher.destroy();
    }
  };
  return {
    problemOf,
    send: async (asked) => {
      const begun = elapsed();
      const answer = await send(asked).catch((error: unknown) => ({ attempted: { kind: 'unanswered', reason: reasonOf(error, limits) } as const, text: '' }));
      return { ...answer, durationMs: Math.max(0, Math.round(elapsed() - begun)) };
    },
  };
};
