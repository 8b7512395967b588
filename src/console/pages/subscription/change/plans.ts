import { type components } from '@described';

type Term = components['schemas']['AvailabilityTerm'];
export type TermDuration = NonNullable<Term['duration']>;
export type BillingCycle = components['schemas']['Subscription']['billingCycle'];

/** A length of term with how often it is charged, as a product is sold. */
export interface Plan {
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  /** As the catalogue words it. */
  readonly description: string;
  readonly price?: { readonly cyclePrice: number; readonly currency: string };
}

/** `OneTime` of the catalogue is `one_time` elsewhere. */
const snake = (pascal: string): string => pascal.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase();

/** What a product is sold on, without what is sold for good. */
export const plansOf = (terms: readonly Term[]): readonly Plan[] =>
  terms.flatMap(({ duration, billingCycle, description, pricing }) =>
    duration === undefined ? [] : [{ termDuration: duration, billingCycle: snake(billingCycle) as BillingCycle, description, ...(pricing && { price: { cyclePrice: pricing.cyclePrice, currency: pricing.currency } }) }],
  );

/** Names a plan among others. */
export const planKey = ({ termDuration, billingCycle }: Pick<Plan, 'termDuration' | 'billingCycle'>): string => `${termDuration} ${billingCycle}`;

/** Product, SKU and availability that an item of the catalogue names; undefined of a traditional offer, which has no such three. */
export const partsOf = (catalogItemId: string): { readonly productId: string; readonly skuId: string; readonly availabilityId: string } | undefined => {
  const [productId, skuId, availabilityId] = catalogItemId.split(':');
  return productId === undefined || skuId === undefined || availabilityId === undefined ? undefined : { productId, skuId, availabilityId };
};
