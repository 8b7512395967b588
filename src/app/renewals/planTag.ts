import { canonicalJson } from '../../kernel/canonicalJson';
import { type AskedNextTerm, type NextTerm, nextTermOf } from '../../domain/subscription/nextTerm/nextTerm';
import { type Subscription } from '../../domain/subscription/state';
import { sha256 } from '../audit/sha256';

/** Enough to tell states of one subscription apart. */
const DIGITS = 12;
const digest = (value: unknown): string => sha256(canonicalJson(value)).slice(0, DIGITS);

/** What of a next term a line of a plan shows, and so can ask for. */
const shown = (atTermEnd: string, quantity: number, product: readonly string[], termDuration: string, billingCycle: string, customTermEnd: string | undefined): string =>
  digest([atTermEnd, quantity, product.join(':').toUpperCase(), termDuration, billingCycle, customTermEnd ?? '']);

/** What a plan of renewals is about: not that a cycle was charged, a name or a reseller changed. */
const facts = (subscription: Subscription, nextTerm: NextTerm): string => {
  const { id, status, quantity, offer, termDuration, billingCycle, term } = subscription;
  return digest({ id, status, quantity, product: [offer.productId, offer.skuId, offer.availabilityId], termDuration, billingCycle, termEnd: term.end, nextTerm });
};

/** `p1.7.0f3a….9bc1…`: what a line of a plan was made on: the subscription's version, what the plan is about, and what the line shows. Read by nobody but {@link tagIn}; text, whatever a spreadsheet makes of numbers. */
export const planTagOf = (subscription: Subscription): string => {
  const next = nextTermOf(subscription);
  const { atTermEnd, quantity, productId, skuId, availabilityId, termDuration, billingCycle, customTermEnd } = next;
  return ['p1', subscription.version, facts(subscription, next), shown(atTermEnd, quantity, [productId, skuId, availabilityId], termDuration, billingCycle, customTermEnd)].join('.');
};

export const PLAN_TAG = new RegExp(`^p1\\.\\d{1,15}\\.[0-9a-f]{${DIGITS}}\\.[0-9a-f]{${DIGITS}}$`);

const partsOf = (planTag: string): readonly [facts: string, shown: string] => {
  const [, , about = '', line = ''] = planTag.split('.');
  return [about, line];
};

/** Whether what the plan is about is as it was when the line was written. */
export const isAsPlanned = (planTag: string, subscription: Subscription): boolean => partsOf(planTag)[0] === facts(subscription, nextTermOf(subscription));

/** Whether a line asks for nothing, or for what it was written with, all of it: nobody has touched it. Told without looking at the subscription. */
export const isUntouched = (planTag: string, asked: AskedNextTerm): boolean => {
  const { atTermEnd, quantity, product, termDuration, billingCycle, promotionId, customTermEnd } = asked;
  if (Object.values(asked).every((member) => member === undefined)) return true;
  if (atTermEnd === undefined || quantity === undefined || product?.availabilityId === undefined || termDuration === undefined || billingCycle === undefined) return false;
  if (promotionId !== undefined || customTermEnd === null) return false;
  return partsOf(planTag)[1] === shown(atTermEnd, quantity, [product.productId, product.skuId, product.availabilityId], termDuration, billingCycle, customTermEnd);
};
