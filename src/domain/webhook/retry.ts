import { instantFromMillis, plusHours, toMillis, type Instant } from '../../kernel/instant';

/** Minutes to wait after the first, second, … attempt that failed: ten attempts, the last within three days of the first. */
const WAITS_MINUTES = [1, 5, 30, 2 * 60, 5 * 60, 10 * 60, 14 * 60, 20 * 60, 20 * 60] as const;

/** WHK-3: how long it is tried to deliver an event. */
export const TRIED_HOURS = 72;

/** Waits are shortened by up to so much, so that what failed together is not tried again together. */
const MOST_JITTER = 0.1;

/** What an attempt came to. */
export type Attempted =
  | { readonly kind: 'answered'; readonly status: number; /** Seconds, as the receiver asked. */ readonly retryAfter?: number }
  /** No answer: not reached, not in time, or not allowed to be asked. */
  | { readonly kind: 'unanswered'; readonly reason: string };

export type AfterAttempt =
  | { readonly outcome: 'delivered' }
  /** 410: it wants to hear no more. */
  | { readonly outcome: 'unsubscribed' }
  | { readonly outcome: 'retry'; readonly at: Instant }
  | { readonly outcome: 'dead' };

export const isSuccess = (attempted: Attempted): boolean => attempted.kind === 'answered' && attempted.status >= 200 && attempted.status < 300;

/** WHK-3: whether an event has been tried for three days, inclusive, since it was accepted. */
export const isOverdue = (acceptedAt: Instant, now: Instant): boolean => now >= plusHours(acceptedAt, TRIED_HOURS);

/**
 * WHK-3: what follows an attempt: any 2xx delivers it, 410 unsubscribes the endpoint, anything else (a redirect too) is tried again after growing waits, until three days after the event was accepted, or ten attempts.
 * A receiver that asks for a longer wait gets it, within the three days.
 * @param attempts this one included. @param jitter at least 0, below 1.
 */
export const afterAttempt = (attempted: Attempted, attempts: number, acceptedAt: Instant, now: Instant, jitter: number): AfterAttempt => {
  if (isSuccess(attempted)) return { outcome: 'delivered' };
  if (attempted.kind === 'answered' && attempted.status === 410) return { outcome: 'unsubscribed' };
  const wait = WAITS_MINUTES[attempts - 1];
  if (wait === undefined || isOverdue(acceptedAt, now)) return { outcome: 'dead' };
  const asked = attempted.kind === 'answered' && attempted.retryAfter !== undefined ? attempted.retryAfter * 1000 : 0;
  const millis = Math.max(Math.round(wait * 60_000 * (1 - jitter * MOST_JITTER)), asked);
  const last = toMillis(plusHours(acceptedAt, TRIED_HOURS));
  return { outcome: 'retry', at: instantFromMillis(Math.max(toMillis(now) + 1000, Math.min(toMillis(now) + millis, last))) };
};
