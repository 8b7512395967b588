import { type Customer } from '../../domain/parties/customer/state';
import { type Subscription } from '../../domain/subscription/state';
import { success, type Result } from '../../kernel/result';
import { azureOfPartner } from '../azurePlan/plans';
import { customerOf } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { type Readable } from '../unreadable';
import { isAmong, type ListedFilter } from './listedFilter';
import { type ListedSubscription } from './listedSubscription';
import { readableSubscriptions } from './subscriptionBook';
import { subscriptionInView } from './subscriptionInView';

/** Those of one order, or of one reseller of record, letter case of the order's id not counting, and what else they are narrowed to; all if nothing is named. */
export interface Listed extends ListedFilter {
  readonly orderId?: string | undefined;
  readonly mpnId?: string | undefined;
}

export interface AllListed extends Readable<ListedSubscription> {
  readonly customer: Customer;
  /** Licences of all partners, as they were read. */
  readonly held: Readable<Subscription>;
}

/** SUB-1, MIG-1: what a partner has for a customer, in every status: licences by their ids, then Azure plans, then what is left under the older Azure offer, which has neither order nor reseller. Refused: CustomerNotFound. */
export const listedSubscriptions = async (app: App, partnerTenantId: string, customerId: string, { orderId, mpnId, ...filter }: Listed): Promise<Result<AllListed, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const isAsked = (each: { readonly orderId?: string | undefined; readonly resellerOfRecord?: string | undefined }): boolean =>
    (orderId === undefined || each.orderId === orderId.toLowerCase()) && (mpnId === undefined || each.resellerOfRecord === mpnId);
  const stored = await readableSubscriptions(app.commerce, customerId);
  const azure = await azureOfPartner(app, partnerTenantId, customerId);
  const licences = stored.items.filter((subscription) => subscription.partnerId === partnerTenantId && isAsked(subscription));
  const shown = await Promise.all(licences.map((subscription) => subscriptionInView(app, subscription)));
  const now = app.clock.now();
  return success({
    customer: customer.value.value,
    held: stored,
    items: [
      ...shown.map((subscription): ListedSubscription => ({ kind: 'licences', subscription })),
      ...azure.plans.filter(isAsked).map((plan): ListedSubscription => ({ kind: 'azurePlan', plan })),
      ...azure.older.filter(() => isAsked({})).map((held): ListedSubscription => ({ kind: 'olderAzure', held })),
    ].filter((each) => isAmong(each, filter, now)),
    unreadable: [...stored.unreadable, ...azure.unreadable],
  });
};
