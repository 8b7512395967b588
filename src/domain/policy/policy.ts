import { calendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { type BillingCycle } from '../../kernel/durations';
import { instant, type Instant } from '../../kernel/instant';
import { type RoundingPolicy } from '../../kernel/money';

export type { RoundingPolicy };

/** A monthly term without commitment that follows one whose auto-renew is off. */
export interface ExtendedServiceTerm {
  readonly meaning: 'extendedServiceTerm';
  /** Terms whose last day is this one or later are extended. */
  readonly forTermsEndingFrom: CalendarDate;
  /** What a month costs more than the offer's monthly term. */
  readonly percentOverMonthlyTerm: number;
  /** What it costs more than a month of the term that ended, where the offer has no monthly term. */
  readonly percentOverEndedTerm: number;
}

/** REN-6, POL-2: what follows the end of a term with auto-renew off. */
export type AutoRenewOff = { readonly meaning: 'expires' } | ExtendedServiceTerm;

/** The numbers and choices a seller changes over time, as one effective-dated value (POL-1). */
export interface Policy {
  readonly name: string;
  /** From this instant, included, until the next policy begins. */
  readonly effectiveFrom: Instant;
  /** Hours in which added seats can be reduced and a term cancelled, per market where law differs. */
  readonly windowHours: number;
  readonly windowHoursByMarket: Readonly<Record<string, number>>;
  /** Hours in which a refund is everything that was charged. */
  readonly fullRefundHours: number;
  /** The same window of ISV SaaS, with a full refund throughout (CAN-4, CAN-5): billed monthly, and billed in any longer cycle. */
  readonly saasWindowHours: { readonly monthly: number; readonly longer: number };
  /** ORD-9: the window of perpetual software, refunded in full; 30 days if absent. */
  readonly perpetualWindowDays?: number;
  readonly autoRenewOff: AutoRenewOff;
  /** How long, in whole days, a subscription that ended with its term is `expired`, and then `disabled`. */
  readonly retentionDays: { readonly expired: number; readonly disabled: number };
  readonly rounding: RoundingPolicy;
  /** CYC-1: how the first annual charge after monthly ones is cut: by the whole months left of the year, as published, or by days. */
  readonly billingPlanProration: 'MONTHS_LEFT' | 'DAYS_LEFT';
  readonly cartLifeDays: number;
  /** ORD-7: how many active and suspended subscriptions a customer may have, over all partners; no limit if absent. */
  readonly subscriptionsPerCustomer?: number;
  /** OVG-2: whether buying what brings minutes sets overage up and assigns it (as published in 2021), or a partner has to ask for it (as since 2023). */
  readonly overageSetUp: 'onPurchase' | 'explicit';
  /** How long the three parties and the two steps of a hand-over may take (OVG-5). */
  readonly handoverDays: number;
  /** How long a request for a transfer waits for its answer (TRF-1). */
  readonly transferDays: number;
  /** Days after its end on which a month of usage closes: until then, exclusive, late reports are taken (OVG-6). */
  readonly usageClosesAfterDays: number;
  /** Minutes that one user can plausibly have called on one day, over all reports of one reporter; a line that goes beyond is refused (OVG-6). */
  readonly callMinutesPerUserAndDay: number;
}

/** The rules of new commerce as they stand (POL-2). */
export const newCommerce: Policy = {
  name: 'new-commerce',
  effectiveFrom: instant('1970-01-01T00:00:00Z'),
  windowHours: 168,
  windowHoursByMarket: {},
  fullRefundHours: 24,
  saasWindowHours: { monthly: 24, longer: 14 * 24 },
  autoRenewOff: { meaning: 'expires' },
  retentionDays: { expired: 30, disabled: 90 },
  rounding: 'LINE_DOWN',
  billingPlanProration: 'MONTHS_LEFT',
  cartLifeDays: 7,
  overageSetUp: 'onPurchase',
  handoverDays: 30,
  transferDays: 30,
  usageClosesAfterDays: 5,
  callMinutesPerUserAndDay: 24 * 60,
};

/**
 * The same with the extended service term (POL-2): for terms bought or renewed from 2025-04-01 that end on or after 2026-05-04. An installation switches it on; which of
 * the two percentages applies is said where the price is made.
 */
export const extendedServiceTerm: Policy = {
  ...newCommerce,
  name: 'extended-service-term',
  effectiveFrom: instant('2025-04-01T00:00:00Z'),
  autoRenewOff: { meaning: 'extendedServiceTerm', forTermsEndingFrom: calendarDate('2026-05-04'), percentOverMonthlyTerm: 3, percentOverEndedTerm: 23 },
};

/** All policies of an installation, in order of their dates. */
export interface PolicyBook {
  readonly policies: readonly Policy[];
  /** In force no longer, or not here: only for terms that began under them and keep them. */
  readonly kept?: readonly Policy[];
}

/**
 * Puts policies in order of their dates.
 * @param kept those that are not in force, but may be named by terms that began when they were.
 * @throws RangeError for a name or a date used twice (a term finds its policy by name), or for a length or a life that is no positive whole number.
 */
export const policyBook = (policies: readonly Policy[], kept: readonly Policy[] = []): PolicyBook => {
  for (const policy of [...policies, ...kept]) {
    const hours = [policy.windowHours, policy.fullRefundHours, policy.cartLifeDays, policy.handoverDays, policy.transferDays, policy.usageClosesAfterDays, policy.callMinutesPerUserAndDay, policy.subscriptionsPerCustomer ?? 1, policy.perpetualWindowDays ?? 1, ...Object.values(policy.windowHoursByMarket), ...Object.values(policy.saasWindowHours), ...Object.values(policy.retentionDays)];
    if (!hours.every((length) => Number.isInteger(length) && length > 0)) throw new RangeError(`Policy ${policy.name} has a length that is no positive whole number`);
  }
  if (new Set([...policies, ...kept].map(({ name }) => name)).size < policies.length + kept.length) throw new RangeError('Two policies have the same name');
  if (new Set(policies.map(({ effectiveFrom }) => effectiveFrom)).size < policies.length) throw new RangeError('Two policies have the same effectiveFrom');
  return { policies: [...policies].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1)), kept };
};

/** The policy in force at `at`: the last one that began at or before it. */
export const policyAt = (book: PolicyBook, at: Instant): Policy => {
  let found: Policy | undefined;
  for (const policy of book.policies) if (policy.effectiveFrom <= at) found = policy;
  if (found === undefined) throw new RangeError(`No policy is in force at ${at}`);
  return found;
};

/** The policy a term keeps. @throws RangeError for a name the book does not hold. */
export const policyNamed = (book: PolicyBook, name: string): Policy => {
  const found = [...book.policies, ...(book.kept ?? [])].find((policy) => policy.name === name);
  if (found === undefined) throw new RangeError(`No policy is named ${name}`);
  return found;
};

/** Whether a term that ends on this day, auto-renew off, goes on as an extended service term (POL-2). @param policy the one the term keeps. */
export const extendsTerm = ({ autoRenewOff }: Policy, termEnd: CalendarDate): boolean =>
  autoRenewOff.meaning === 'extendedServiceTerm' && termEnd >= autoRenewOff.forTermsEndingFrom;

export const windowHoursIn = (policy: Policy, market: string): number => policy.windowHoursByMarket[market] ?? policy.windowHours;

export const saasWindowHoursIn = ({ saasWindowHours }: Policy, billingCycle: BillingCycle): number =>
  billingCycle === 'monthly' ? saasWindowHours.monthly : saasWindowHours.longer;

const PERPETUAL_WINDOW_DAYS = 30;

export const perpetualWindowHours = ({ perpetualWindowDays = PERPETUAL_WINDOW_DAYS }: Policy): number => perpetualWindowDays * 24;
