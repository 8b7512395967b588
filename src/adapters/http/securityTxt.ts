import { dayOf, plusDays, startOfDay } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';

/** RFC 9116 recommends less than a year. */
const HOLDS_FOR_DAYS = 180;

/**
 * REQ-9: whom to tell of a weakness of this installation. It holds for as long as it is served: an end that somebody has to move would only go by unseen.
 * @param contacts `mailto:` and `https:` addresses, the preferred one first; at least one. @param publicUrl empty: it does not say where it belongs.
 */
export const securityTxt = (contacts: readonly string[], publicUrl: string, now: Instant): string =>
  [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${startOfDay(plusDays(dayOf(now), HOLDS_FOR_DAYS))}`,
    'Preferred-Languages: en',
    ...(publicUrl === '' ? [] : [`Canonical: ${publicUrl}/.well-known/security.txt`]),
    '',
  ].join('\n');
