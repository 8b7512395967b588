import { plusDays, dayOf, startOfDay } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { type Policy } from '../../policy/policy';
import { type Subscription } from '../state';

/** `expired`: users keep their access for a while. `disabled`: administrators alone, who can save the data. */
export type EndedAs = 'expired' | 'disabled';

/**
 * A subscription whose term is over and that does not go on: without seats in windows, auto-renew or anything planned, and with the days on which its stages end. Whichever way it ended, its
 * data is kept equally long. The version is the caller's to raise.
 * @param endedAt 00:00 UTC of the day after the term, however late that is carried out. @param policy the one in force then.
 */
export const ended = (subscription: Subscription, as: EndedAs, endedAt: Instant, { retentionDays }: Policy): Subscription => {
  const { cancelAtTermEnd: _choice, suspendedAt: _suspended, scheduledChange: _planned, nextCharge: _nextCharge, ...rest } = subscription;
  const day = dayOf(endedAt);
  return {
    ...rest,
    status: as,
    autoRenew: false,
    batches: [],
    endedAt,
    ...(as === 'expired' && { disabledFrom: startOfDay(plusDays(day, retentionDays.expired)) }),
    deletedFrom: startOfDay(plusDays(day, retentionDays.expired + retentionDays.disabled)),
  };
};
