import { calendarDate, dayOf, type CalendarDate } from '../../kernel/calendarDate';
import { type TermDuration } from '../../kernel/durations';
import { failure, success, type Result } from '../../kernel/result';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { allowedEnds, type AllowedEnd } from '../../domain/subscription/termEndDates';
import { customerOf } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { listSubscriptions } from '../subscription/subscriptionBook';

export interface TermEndQuestion {
  readonly duration: TermDuration;
  /** Today if absent; not in the past. */
  readonly start?: CalendarDate | undefined;
  /** Only the days on which this one ends. */
  readonly subscriptionId?: string | undefined;
}

/** Days are written with a year of four digits, and the ends of a term that begins then still have to be. */
const LATEST_START = calendarDate('9989-12-31');

/** ORD-8: the days on which the first term of a new subscription may end. Refused: CustomerNotFound, InputInvalid (a start in the past, or too late), SubscriptionNotFound (nothing to align to). */
export const termEnds = async (app: App, partnerTenantId: string, customerId: string, question: TermEndQuestion): Promise<Result<readonly AllowedEnd[], Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const now = app.clock.now();
  const { duration, start = dayOf(now), subscriptionId } = question;
  if (start < dayOf(now)) return failure({ kind: 'InputInvalid', problems: [`term_start_date: ${start} lies in the past`] });
  if (start > LATEST_START) return failure({ kind: 'InputInvalid', problems: [`term_start_date: ${start} is too late: ${LATEST_START} is the last day a term can begin on`] });
  const { targets } = standingOf(await listSubscriptions(app.commerce, customerId), partnerTenantId, now);
  if (subscriptionId === undefined) return success(allowedEnds({ duration, start }, targets));
  const target = targets.filter(({ id }) => id === subscriptionId);
  if (target.length === 0) return failure({ kind: 'SubscriptionNotFound', subscriptionId });
  return success(allowedEnds({ duration, start }, target).filter(({ kind }) => kind === 'subscriptionAligned'));
};
