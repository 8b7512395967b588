import { type Instant } from '../../kernel/instant';
import { type TimelineItem } from './item';

/** Whether some of an item lies at or after `since` and before `until`. A span that is over at `since` does not; one that nothing ends is never over. */
export const isWithin = (item: TimelineItem, since: Instant | undefined, until: Instant | undefined): boolean => {
  const begins = item.shape === 'point' ? item.at : item.from;
  if (until !== undefined && begins >= until) return false;
  if (since === undefined || begins >= since) return true;
  return item.shape === 'span' && (item.until === undefined || item.until > since);
};
