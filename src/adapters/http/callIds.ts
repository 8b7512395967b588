import { randomInt, randomUUID } from 'node:crypto';
import { isGuid } from './guid';

/** What the headers say about the call itself. */
export interface CallIds {
  readonly requestId: string;
  readonly requestIdGiven: boolean;
  readonly correlationId: string;
  readonly locale: string;
  /** Headers of every answer to this call, failures too. */
  readonly echo: Readonly<Record<string, string>>;
  /** Headers that cannot be used, each named. */
  readonly problems: readonly string[];
}

/** Source: microsoft/CorrelationVector, versions 1 and 2: a base of 16 or 22 base64 characters, then counters; at most 127 characters with one more. */
const CORRELATION_VECTOR = /^(?=.{1,125}$)(?:[A-Za-z0-9+/]{16}|[A-Za-z0-9+/]{22})(?:\.\d{1,10})+$/;

/** Of a UUID, of which the process holds random bytes ready. */
const newBase = (): string => Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64').slice(0, 22);

/** The vector of this call: the client's extended by one counter, a new one where it sent none that can be extended. */
const correlationVector = (sent: string | null): string => {
  const given = sent?.trim() ?? '';
  return CORRELATION_VECTOR.test(given) ? `${given}.0` : `${newBase()}.0`;
};

/** Sets the answers of one process apart from another's, and says nothing of the machine. */
const SERVER_ID = String(randomInt(100_000_000, 1_000_000_000));

const LANGUAGE_TAG = /^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}$/;

/** Ids the client sent, echoed as sent and used in lower case; made up where it sent none, or none that can be used. */
export const readCallIds = (headers: { get(name: string): string | null }): CallIds => {
  const problems: string[] = [];
  const sent = (name: string, isUsable: (text: string) => boolean, demand: string): string | undefined => {
    const text = headers.get(name)?.trim();
    if (!text) return undefined;
    if (isUsable(text)) return text;
    problems.push(`${name}: ${demand}`);
    return undefined;
  };
  const requestId = sent('MS-RequestId', isGuid, 'must be a GUID');
  const correlationId = sent('MS-CorrelationId', isGuid, 'must be a GUID');
  const locale = sent('X-Locale', (text) => LANGUAGE_TAG.test(text), 'must be a language, en-US say');
  const echo = {
    'MS-RequestId': requestId ?? randomUUID(),
    'MS-CorrelationId': correlationId ?? randomUUID(),
    'MS-CV': correlationVector(headers.get('MS-CV')),
    'MS-ServerId': SERVER_ID,
    ...(locale !== undefined && { 'X-Locale': locale }),
  };
  return {
    requestId: echo['MS-RequestId'].toLowerCase(),
    requestIdGiven: requestId !== undefined,
    correlationId: echo['MS-CorrelationId'].toLowerCase(),
    locale: locale ?? 'en-US',
    echo,
    problems,
  };
};
