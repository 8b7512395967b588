import { type HeldOlder } from '../../domain/azurePlan/olderSubscription';
import { type AzurePlan } from '../../domain/azurePlan/state';
import { failure, success, type Result } from '../../kernel/result';
import { type Subscription } from '../../domain/subscription/state';
import { olderOfPartner } from '../azurePlan/older';
import { planOfPartner } from '../azurePlan/plans';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { subscriptionOf } from './patchSubscription';
import { type Stored } from './subscriptionBook';

/** Whatever the list of a customer's subscriptions holds for a partner. */
export type ListedSubscription =
  | { readonly kind: 'licences'; readonly subscription: Subscription }
  | { readonly kind: 'azurePlan'; readonly plan: AzurePlan }
  | { readonly kind: 'olderAzure'; readonly held: HeldOlder };

type StoredListed = { readonly kind: 'licences'; readonly stored: Stored<Subscription> } | Exclude<ListedSubscription, { kind: 'licences' }>;

/** The same with the row of licences. Refused: SubscriptionNotFound, another partner's too (PAR-3). */
export const storedListed = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<StoredListed, Refusal>> => {
  const stored = await subscriptionOf(app, partnerTenantId, customerId, subscriptionId);
  if (stored.ok) return success({ kind: 'licences', stored: stored.value });
  const plan = await planOfPartner(app, partnerTenantId, customerId, subscriptionId);
  if (plan !== undefined) return success({ kind: 'azurePlan', plan });
  const held = (await olderOfPartner(app, partnerTenantId, customerId)).find(({ subscription }) => subscription.id === subscriptionId);
  return held === undefined ? failure({ kind: 'SubscriptionNotFound', subscriptionId }) : success({ kind: 'olderAzure', held });
};

/** One of the partner's, licences or Azure. Refused: SubscriptionNotFound, another partner's too (PAR-3). */
export const listedSubscription = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<ListedSubscription, Refusal>> => {
  const listed = await storedListed(app, partnerTenantId, customerId, subscriptionId);
  if (!listed.ok) return listed;
  const { value } = listed;
  return success(value.kind === 'licences' ? { kind: 'licences', subscription: value.stored.value } : value);
};
