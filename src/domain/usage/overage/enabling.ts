import { TELCO_OVERAGE } from '../../catalogue/overage';
import { dayOf, startOfDay, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { statusAt, termOverAt } from '../../subscription/standing';
import { type Offer, type Subscription } from '../../subscription/state';

/** OVG-1: the service that an offer, or a SKU, brings minutes of, and how many a licence and month. An offer bought before that was kept with it has its tag only. */
export const broughtBy = (offer: Pick<Offer, 'overage' | 'tags'>): { readonly service: string; readonly minutesPerLicence: number } | undefined =>
  offer.overage ?? (offer.tags.includes('IncludeOverage') ? TELCO_OVERAGE : undefined);

/** What is known of licences that came to a partner: enough to set up what they bring. */
export type Bringing = Pick<Subscription, 'customerId' | 'partnerId' | 'orderId' | 'resellerOfRecord'> & { readonly offer: Pick<Offer, 'country' | 'overage' | 'tags'> };

export const enables = ({ offer }: Subscription, service: string): boolean => broughtBy(offer)?.service === service;

/** Services of some subscriptions, each once. */
export const servicesOf = (subscriptions: readonly Subscription[]): readonly string[] =>
  [...new Set(subscriptions.flatMap(({ offer }) => broughtBy(offer)?.service ?? []))].sort();

/** OVG-4: whether the partner may manage the service's overage: it has an active subscription that enables it. */
export const mayManage = (subscriptions: readonly Subscription[], partnerId: string, service: string, now: Instant): boolean =>
  subscriptions.some((each) => each.partnerId === partnerId && enables(each, service) && statusAt(each, now) === 'active');

/** Whether it was of another SKU then, which nobody knows any more: upgraded since, or renewed (UPG-2, SCH-1, REN-8). */
const wasAnother = ({ term }: Subscription, at: Instant): boolean => (term.upgradedAt !== undefined && at < term.upgradedAt) || (term.number > 1 && at < startOfDay(term.start));

const isSold = (subscription: Subscription, service: string, at: Instant): boolean => {
  if (!enables(subscription, service)) return wasAnother(subscription, at);
  return subscription.endedAt === undefined ? ['active', 'suspended'].includes(statusAt(subscription, at)) : at < subscription.endedAt;
};

/**
 * Whether the partner's assignment holds: a suspended subscription is paid for and may be resumed, so it still counts.
 * @param at now; or an instant past, and then what came since counts too, and what may have brought minutes then: whoever may have had the assignment on a day since is not to lose that day.
 */
export const stillSells = (subscriptions: readonly Subscription[], partnerId: string, service: string, at: Instant): boolean =>
  subscriptions.some((each) => each.partnerId === partnerId && isSold(each, service, at));

/** The last day on which it may have enabled the service: that of its end, or of the upgrade that made another SKU of it (UPG-2). Undefined: not known. */
const lastDayOf = (subscription: Subscription, service: string): CalendarDate | undefined => {
  const { endedAt, term } = subscription;
  if (!enables(subscription, service)) return term.upgradedAt && dayOf(term.upgradedAt);
  return endedAt !== undefined && endedAt < termOverAt(subscription) ? dayOf(endedAt) : term.end;
};

/** The last day on which the partner had a subscription that enables the service, once it has none any more; undefined where a renewal made another SKU of what it had (SCH-1, REN-8). */
export const lastDaySold = (subscriptions: readonly Subscription[], partnerId: string, service: string): CalendarDate | undefined =>
  subscriptions
    .filter((each) => each.partnerId === partnerId)
    .flatMap((each) => lastDayOf(each, service) ?? [])
    .sort()
    .at(-1);
