import { parseInstant, type Instant } from '../../kernel/instant';

const digits = (version: number): string => String(version).padStart(8, '0');

/** Of the `Webhooks` table: a partner's endpoints. `partner|9eee026c-…` */
export const partnerPartition = (partnerId: string): string => `partner|${partnerId}`;
/** `endpoint|5f0d…` */
export const endpointPrefix = 'endpoint|';
export const endpointKey = (endpointId: string): string => endpointPrefix + endpointId;
/** Its id, by its key. */
export const endpointOfKey = (key: string): string => key.slice(endpointPrefix.length);

/** Everything about what is delivered to one endpoint. `endpoint|5f0d…` */
export const endpointPartition = (endpointId: string): string => `endpoint|${endpointId}`;

/** How it answers, and who is delivering to it. */
export const STATE_KEY = 'state';

export const streamPrefix = 'stream|';
/** `stream|e2a5c1b8-…`: up to which version of a subject events were taken up, and when the first that waits is due. */
export const streamKey = (subjectId: string): string => streamPrefix + subjectId;

/** `event|e2a5c1b8-…|00000003`: an event with its body, and what became of it. */
export const deliveryKey = (subjectId: string, version: number): string => `event|${subjectId}|${digits(version)}`;
/** Of a subject's events alone, as {@link waitingPrefixOf}. */
export const deliveryPrefixOf = (subjectId: string): string => `event|${subjectId}|0`;

/** Of what waits of a subject alone, and not of one whose id goes on from its own, as that of a subscription's window: versions are of eight digits, so the first is 0. */
export const waitingPrefixOf = (subjectId: string): string => `waiting|${subjectId}|0`;
/** `waiting|e2a5c1b8-…|00000003`: one that is not settled. */
export const waitingKey = (subjectId: string, version: number): string => `waiting|${subjectId}|${digits(version)}`;

export const duePrefix = 'due|';
/** `due|2026-01-31T10:00:00.000Z|e2a5c1b8-…`: subjects of which something waits, by when its first is to be tried. */
export const dueKey = (at: Instant, subjectId: string): string => `${duePrefix}${at}|${subjectId}`;

const INSTANT_LENGTH = '2026-01-31T10:00:00.000Z'.length;

/** What a key of something due says, as its row does; undefined for one that is none. */
export const dueOf = (key: string): { readonly at: Instant; readonly subjectId: string } | undefined => {
  const end = duePrefix.length + INSTANT_LENGTH;
  const at = parseInstant(key.slice(duePrefix.length, end));
  return at === undefined || key[end] !== '|' ? undefined : { at, subjectId: key.slice(end + 1) };
};

export const deadPrefix = 'dead|';
/** `dead|2026-01-31T10:00:00.000Z|e2a5c1b8-…|00000003`: given up then. */
export const deadKey = (at: Instant, subjectId: string, version: number): string => `${deadPrefix}${at}|${subjectId}|${digits(version)}`;

export const attemptPrefix = 'attempt|';
/** `attempt|2026-01-31T10:00:00.000Z|e2a5c1b8-…|00000003|02`: in order of time. */
export const attemptKey = (at: Instant, subjectId: string, version: number, attempt: number): string => `${attemptPrefix}${at}|${subjectId}|${digits(version)}|${String(attempt).padStart(2, '0')}`;

/** Of which event an attempt was, as its row says too; undefined for a key that is none. */
export const eventOfAttempt = (key: string): { readonly subjectId: string; readonly version: number } | undefined => {
  const [, subjectId, version] = /^attempt\|[^|]+\|(.+)\|(\d{8})\|\d+$/.exec(key) ?? [];
  return subjectId === undefined ? undefined : { subjectId, version: Number(version) };
};

/** `validation|0f8fad5b-…`: a test event of the contract, by its correlation id. */
export const validationKey = (correlationId: string): string => `validation|${correlationId}`;
