import { isMeteredSaas, skuKey, type Catalogue } from '../../catalogue/state';
import { dimensionsOf, type Meters } from '../../catalogue/meters';
import { dayOf, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { kindOf } from '../../subscription/kinds/table';
import { awaitsActivation } from '../../subscription/kinds/saas/activate';
import { type Subscription } from '../../subscription/state';
import { type ReportProblem } from '../overage/callReport';
import { judgeReading, type MeterReport, type ReportedMeter } from './meterReport';

export interface DimensionContext {
  readonly catalogue: Catalogue;
  /** That the caller may report for. */
  readonly subscriptions: readonly Subscription[];
  /** Days after its end on which a month closes. */
  readonly closesAfterDays: (month: CalendarDate) => number;
  readonly now: Instant;
}

/** What a subscription to metered SaaS is charged for, by its offer of today; nothing for an offer that is metered no more. */
export const dimensionsFor = (catalogue: Catalogue, { offer: { productId, skuId } }: Pick<Subscription, 'offer'>): Meters => {
  const sku = catalogue.items.get(skuKey(productId, skuId))?.sku;
  return sku !== undefined && isMeteredSaas(sku) ? dimensionsOf(sku) : new Map();
};

/** The last day on which it can have been used, included; undefined: it still can. One whose term is over is used to its last day, and one that is suspended to the day of that. */
const lastDayOfUse = ({ status, endedAt, suspendedAt, autoRenew, term }: Subscription): CalendarDate | undefined => {
  if (endedAt !== undefined) return dayOf(endedAt) < term.end ? dayOf(endedAt) : term.end;
  if (status === 'suspended' && suspendedAt !== undefined) return dayOf(suspendedAt) < term.end ? dayOf(suspendedAt) : term.end;
  return autoRenew ? undefined : term.end;
};

const isInUse = (subscription: Subscription, day: CalendarDate): boolean => {
  const { activatedAt } = subscription;
  const last = lastDayOfUse(subscription);
  return activatedAt !== undefined && day >= dayOf(activatedAt) && (last === undefined || day <= last);
};

/**
 * ORD-10: whether a line about a subscription to metered SaaS counts, by itself: the first thing that is wrong with it, or the report. It can be used from the day of its activation to that of its end, both
 * included; days on which it was suspended before it was resumed are not known any more, and are taken.
 */
export const judgeDimensionReport = (line: ReportedMeter, { catalogue, subscriptions, closesAfterDays, now }: DimensionContext): Result<MeterReport, ReportProblem> => {
  const { subscriptionId } = line;
  const subscription = subscriptions.find(({ id }) => typeof subscriptionId === 'string' && id === subscriptionId.toLowerCase());
  if (subscription === undefined || kindOf(subscription).isMetered !== true) return failure('subscriptionUnknown');
  if (awaitsActivation(subscription)) return failure('subscriptionNotActivated');
  const read = judgeReading(line, dimensionsFor(catalogue, subscription), { closesAfterDays, now });
  if (!read.ok) return read;
  return isInUse(subscription, read.value.date) ? success({ ...read.value, subscriptionId: subscription.id }) : failure('subscriptionNotInUse');
};
