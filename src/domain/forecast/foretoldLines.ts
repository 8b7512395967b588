import { type ChargeLine } from '../billing/chargeLine';
import { type Outcome } from '../subscription/outcome';
import { type Subscription } from '../subscription/state';
import { liveAhead, type LifeBooks, type LifeSpan, type LivedAhead, type NotLived } from '../subscription/term/liveAhead';

/** By what a line comes. `plannedChange`: a planned next term, or a planned billing cycle, begins with it; what follows it is as of any other. */
export const happenings = ['renewal', 'cycleCharge', 'trialConversion', 'plannedChange', 'extendedService'] as const;
export type Happening = (typeof happenings)[number];

const happeningOf = ({ events }: Outcome): Happening => {
  const tells = (...types: readonly Outcome['events'][number]['type'][]): boolean => events.some(({ type }) => types.includes(type));
  if (tells('TrialConverted', 'FreeTrialTurnedPaid')) return 'trialConversion';
  if (tells('ScheduledChangeApplied', 'BillingCycleChanged')) return 'plannedChange';
  if (tells('SubscriptionExtended')) return 'extendedService';
  return tells('CycleCharged') ? 'cycleCharge' : 'renewal';
};

/** A line to come. */
export interface ForetoldLine {
  readonly line: ChargeLine;
  readonly what: Happening;
  /** Whether a term begins with it. */
  readonly beginsTerm: boolean;
  /** Whether it depends on what else the customer has by then. */
  readonly dependsOnHoldings: boolean;
}

/** What a customer will be charged for by one partner. */
export interface CustomerForecast {
  /** As it stands: what is planned is carried out. */
  readonly planned: readonly ForetoldLine[];
  /** If all that is planned were taken away now; the same array where nothing is planned. */
  readonly unplanned: readonly ForetoldLine[];
  /** The partner's, in either life. */
  readonly notLived: readonly NotLived[];
}

/** SCH-3, CYC-1: what is planned for the next term, and for the next charge. What a trial turns into by itself is no plan. */
const isPlanned = ({ scheduledChange, nextCharge }: Subscription): boolean => scheduledChange !== undefined || nextCharge !== undefined;

const withoutPlans = (subscription: Subscription): Subscription => {
  if (!isPlanned(subscription)) return subscription;
  const { scheduledChange: _change, nextCharge: _charge, ...rest } = subscription;
  return rest;
};

const linesOf = ({ steps }: LivedAhead, partnerId: string): readonly ForetoldLine[] =>
  steps
    .filter(({ outcome }) => outcome.subscription.partnerId === partnerId)
    .flatMap(({ outcome, dependsOnHoldings }) => {
      const what = happeningOf(outcome);
      const beginsTerm = outcome.events.some(({ type }) => type === 'SubscriptionRenewed' || type === 'SubscriptionExtended');
      return outcome.charges.map((line) => ({ line, what, beginsTerm, dependsOnHoldings }));
    });

/** Of each subscription the one that is not known first. */
const eachOnce = (all: readonly NotLived[]): readonly NotLived[] => {
  const earliest = new Map<string, NotLived>();
  for (const each of all) {
    const before = earliest.get(each.subscription.id);
    if (before === undefined || each.from < before.from) earliest.set(each.subscription.id, each);
  }
  return [...earliest.values()];
};

/** The life that it would be without what a partner has planned: where nothing but a subscription itself decides, only those are lived again of which something is planned. */
const livedWithoutPlans = (asItStands: LivedAhead, subscriptions: readonly Subscription[], isTakenAway: (subscription: Subscription) => boolean, books: LifeBooks, span: LifeSpan): LivedAhead => {
  const baseOf = ({ id, parentId }: Subscription): string => parentId ?? id;
  const changed = new Set(subscriptions.filter(isTakenAway).map(baseOf));
  const isChanged = (subscription: Subscription): boolean => changed.has(baseOf(subscription));
  const plain = subscriptions.map((each) => (isTakenAway(each) ? withoutPlans(each) : each));
  const again = liveAhead(plain, books, span, isChanged);
  const others = asItStands.decidedByHoldings.filter((subscription) => !isChanged(subscription));
  if (again.decidedByHoldings.length > 0 || others.length > 0) return liveAhead(plain, books, span);
  return {
    steps: [...asItStands.steps.filter(({ outcome }) => !isChanged(outcome.subscription)), ...again.steps],
    notLived: [...asItStands.notLived.filter(({ subscription }) => !isChanged(subscription)), ...again.notLived],
    decidedByHoldings: [],
  };
};

/**
 * PRE-3: every line that a customer's subscriptions of one partner bring in a span of time if nobody acts, by {@link liveAhead}; and the same without what that partner has planned. Nothing is lived twice where nothing is planned.
 * @param subscriptions all of the customer's, every partner's: what others have may decide.
 */
export const forecastCustomer = (subscriptions: readonly Subscription[], partnerId: string, books: LifeBooks, span: LifeSpan): CustomerForecast => {
  const isOwn = ({ partnerId: seller }: Subscription): boolean => seller === partnerId;
  const isTakenAway = (each: Subscription): boolean => isOwn(each) && isPlanned(each);
  const asItStands = liveAhead(subscriptions, books, span);
  const planned = linesOf(asItStands, partnerId);
  const notLived = asItStands.notLived.filter(({ subscription }) => isOwn(subscription));
  if (!subscriptions.some(isTakenAway)) return { planned, unplanned: planned, notLived };
  const plain = livedWithoutPlans(asItStands, subscriptions, isTakenAway, books, span);
  return { planned, unplanned: linesOf(plain, partnerId), notLived: eachOnce([...notLived, ...plain.notLived.filter(({ subscription }) => isOwn(subscription))]) };
};
