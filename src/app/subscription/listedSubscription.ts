import { type HeldOlder } from '../../domain/azurePlan/olderSubscription';
import { type AzurePlan } from '../../domain/azurePlan/state';
import { failure, success, type Result } from '../../kernel/result';
import { type Subscription } from '../../domain/subscription/state';
import { azureOfPartner } from '../azurePlan/plans';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { RowUnreadable } from '../unreadable';
import { readSubscription, type Stored } from './subscriptionBook';

/** Whatever the list of a customer's subscriptions holds for a partner. */
export type ListedSubscription =
  | { readonly kind: 'licences'; readonly subscription: Subscription }
  | { readonly kind: 'azurePlan'; readonly plan: AzurePlan }
  | { readonly kind: 'olderAzure'; readonly held: HeldOlder };

/** Where it stands in the list of a customer's subscriptions: licences by their ids, then Azure plans, then what is left under the older Azure offer. */
export const listPlaceOf = (listed: ListedSubscription): string => {
  switch (listed.kind) {
    case 'licences':
      return `0|${listed.subscription.id}`;
    case 'azurePlan':
      return `1|${listed.plan.id}`;
    case 'olderAzure':
      return `2|${listed.held.subscription.id}`;
  }
};

type StoredListed = { readonly kind: 'licences'; readonly stored: Stored<Subscription> } | Exclude<ListedSubscription, { kind: 'licences' }>;

/**
 * The same with the row of licences: one read; one more for all that the customer has of Azure where the partner has no licences of that id: another partner's take as many reads as what does not exist (PAR-3).
 * Refused: SubscriptionNotFound, another partner's too. @throws RowUnreadable where what may be it cannot be read.
 */
export const storedListed = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<StoredListed, Refusal>> => {
  const stored = await readSubscription(app.commerce, customerId, subscriptionId);
  if (stored?.value.partnerId === partnerTenantId) return success({ kind: 'licences', stored });
  const { plans, older, unreadable } = await azureOfPartner(app, partnerTenantId, customerId);
  const plan = plans.find(({ id }) => id === subscriptionId);
  if (plan !== undefined) return success({ kind: 'azurePlan', plan });
  const held = older.find(({ subscription }) => subscription.id === subscriptionId);
  if (held !== undefined) return success({ kind: 'olderAzure', held });
  const [first] = unreadable;
  if (first !== undefined) throw new RowUnreadable(first);
  return failure({ kind: 'SubscriptionNotFound', subscriptionId });
};

/** One of the partner's, licences or Azure. Refused: SubscriptionNotFound, another partner's too (PAR-3). */
export const listedSubscription = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<ListedSubscription, Refusal>> => {
  const listed = await storedListed(app, partnerTenantId, customerId, subscriptionId);
  if (!listed.ok) return listed;
  const { value } = listed;
  return success(value.kind === 'licences' ? { kind: 'licences', subscription: value.stored.value } : value);
};
