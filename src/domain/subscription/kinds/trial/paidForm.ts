import { offersOf, type FoundOffer } from '../../../catalogue/findOffer';
import { type Catalogue, type Sku } from '../../../catalogue/state';
import { type BillingCycle, type TermDuration } from '../../../../kernel/durations';
import { type PlannedProduct, type ScheduledChange, type Subscription } from '../../state';

/** TRI-2, TRI-4: the plan that a trial turns into where nobody asked for another. */
export const CONVERSION_PLAN: { readonly termDuration: TermDuration; readonly billingCycle: BillingCycle } = { termDuration: 'P1Y', billingCycle: 'monthly' };

/** TRI-2: the paid equivalent of a trial, in the trial's segment; undefined if the catalogue names none, or does not have it. */
export const paidFormOf = (sku: Sku, segment: FoundOffer['segment'], catalogue: Catalogue): PlannedProduct | undefined => {
  const item = sku.convertsTo === undefined ? undefined : catalogue.items.get(sku.convertsTo.toUpperCase());
  const offer = item && offersOf(catalogue, item, [segment])[0];
  if (item === undefined || offer === undefined) return undefined;
  return { productId: item.sku.productId, skuId: item.sku.skuId, availabilityId: offer.availabilityId, ...CONVERSION_PLAN };
};

/** What the next term will be instead of a repetition: what was planned, or, of a trial that renews itself, its paid equivalent (TRI-2). Undefined: a repetition, or the end. */
export const nextTermPlan = ({ scheduledChange, autoRenew, paidForm, quantity, createdAt }: Subscription): ScheduledChange | undefined => {
  if (scheduledChange !== undefined || paidForm === undefined || !autoRenew) return scheduledChange;
  return { requestedAt: createdAt, product: paidForm, quantity };
};
