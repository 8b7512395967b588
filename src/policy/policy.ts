import { type BillingCycle } from '../kernel/durations';
import { instant, type Instant } from '../kernel/instant';
import { type RoundingPolicy } from '../kernel/money';

export type { RoundingPolicy };

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
  readonly rounding: RoundingPolicy;
  readonly cartLifeDays: number;
  /** ORD-7: how many active and suspended subscriptions a customer may have, over all partners; no limit if absent. */
  readonly subscriptionsPerCustomer?: number;
}

/** The rules of new commerce as they stand (POL-2). */
export const newCommerce: Policy = {
  name: 'new-commerce',
  effectiveFrom: instant('1970-01-01T00:00:00Z'),
  windowHours: 168,
  windowHoursByMarket: {},
  fullRefundHours: 24,
  saasWindowHours: { monthly: 24, longer: 14 * 24 },
  rounding: 'LINE_DOWN',
  cartLifeDays: 7,
};

/** All policies of an installation, in order of their dates. */
export interface PolicyBook {
  readonly policies: readonly Policy[];
}

/**
 * Puts policies in order of their dates.
 * @throws RangeError for a name or a date used twice (a term finds its policy by name), or for a length or a life that is no positive whole number.
 */
export const policyBook = (policies: readonly Policy[]): PolicyBook => {
  for (const policy of policies) {
    const hours = [policy.windowHours, policy.fullRefundHours, policy.cartLifeDays, policy.subscriptionsPerCustomer ?? 1, ...Object.values(policy.windowHoursByMarket), ...Object.values(policy.saasWindowHours)];
    if (!hours.every((length) => Number.isInteger(length) && length > 0)) throw new RangeError(`Policy ${policy.name} has a length that is no positive whole number`);
  }
  for (const key of ['name', 'effectiveFrom'] as const) {
    if (new Set(policies.map((policy) => policy[key])).size < policies.length) throw new RangeError(`Two policies have the same ${key}`);
  }
  return { policies: [...policies].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1)) };
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
  const found = book.policies.find((policy) => policy.name === name);
  if (found === undefined) throw new RangeError(`No policy is named ${name}`);
  return found;
};

export const windowHoursIn = (policy: Policy, market: string): number => policy.windowHoursByMarket[market] ?? policy.windowHours;

export const saasWindowHoursIn = ({ saasWindowHours }: Policy, billingCycle: BillingCycle): number =>
  billingCycle === 'monthly' ? saasWindowHours.monthly : saasWindowHours.longer;
