import { plusHours, plusMinutes, type Instant } from '../../kernel/instant';
import { afterAttempt, isOverdue } from '../webhook/retry';
import { type Message } from './state';

/** What is older is not news any more. */
const NEWS_HOURS = 48;

/** NTF-4: whether what happened at an instant is told too late to be sent by itself: more than two days after. */
export const isLate = (at: Instant, now: Instant): boolean => now > plusHours(at, NEWS_HOURS);

/** Of a message whose turn did not come in three days. */
const UNREACHABLE = 'The mail server could not be used for three days.';

/** What a try to send came to. */
export type Sending =
  | { readonly kind: 'sent' }
  /** The server will not take it for that address, however often it is asked. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The server did not answer others a moment ago, and was not asked. */
  | { readonly kind: 'spared' };

/** NTF-4: a message after a try: sent; parked where it is refused; else tried again after growing waits, for three days and ten times at most, then parked, also where its turn did not come in them. @param message with this try counted. */
export const afterSending = (message: Message, sending: Sending, now: Instant): Message => {
  const { nextAt: _, reason: __, ...rest } = message;
  switch (sending.kind) {
    case 'sent':
      return { ...rest, status: 'sent', sentAt: now };
    case 'refused':
      return { ...rest, status: 'parked', reason: sending.reason };
    case 'spared':
      // One message is tried for all while the server is down: the others have waited as long.
      if (isOverdue(message.waitingSince, now)) return { ...rest, attempts: message.attempts - 1, status: 'parked', reason: UNREACHABLE };
      return { ...message, attempts: message.attempts - 1, nextAt: plusMinutes(now, 1) };
    case 'failed': {
      const after = afterAttempt({ kind: 'unanswered', reason: sending.reason }, message.attempts, message.waitingSince, now, 0);
      return after.outcome === 'retry' ? { ...rest, reason: sending.reason, nextAt: after.at } : { ...rest, status: 'parked', reason: sending.reason };
    }
  }
};
