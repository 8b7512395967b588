import { kindOf } from '../../domain/subscription/kinds/table';
import { statusAt } from '../../domain/subscription/standing';
import { type Subscription } from '../../domain/subscription/state';
import { success, type Result } from '../../kernel/result';
import { customerOf } from '../customer/customerBook';
import { readableOrders } from '../order/orderBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { type Readable } from '../unreadable';
import { readableSubscriptions } from './subscriptionBook';

/** Software that a customer may use, and the line that it was bought on. */
export interface Entitlement {
  readonly subscription: Subscription;
  /** Undefined where its order cannot be read. */
  readonly lineItemNumber: number | undefined;
}

/** ORD-9: what a customer holds of software through this partner, active or suspended, with the rows that cannot be read. Refused: CustomerNotFound. */
export const softwareEntitlements = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<Readable<Entitlement>, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const [subscriptions, orders] = await Promise.all([readableSubscriptions(app.commerce, customerId), readableOrders(app.commerce, customerId)]);
  const now = app.clock.now();
  const numbers = new Map(orders.items.flatMap(({ lines }) => lines.map(({ subscriptionId, lineItemNumber }) => [subscriptionId, lineItemNumber])));
  const isHeld = (subscription: Subscription): boolean => ['active', 'suspended'].includes(statusAt(subscription, now));
  const held = subscriptions.items.filter((each) => each.partnerId === partnerTenantId && kindOf(each).entitlementType === 'software' && isHeld(each));
  return success({ items: held.map((subscription) => ({ subscription, lineItemNumber: numbers.get(subscription.id) })), unreadable: [...subscriptions.unreadable, ...orders.unreadable] });
};
