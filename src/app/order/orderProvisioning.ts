import { failure, success, type Result } from '../../kernel/result';
import { type Order, type OrderLine } from '../../order/state';
import { type Subscription } from '../../subscription/state';
import { readOrder } from './orderBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { readSubscription } from '../subscription/subscriptionBook';

/** The order as its partner sees it (PAR-3): another partner's answers as one that does not exist. */
export const orderOf = async (app: App, partnerTenantId: string, customerId: string, orderId: string): Promise<Result<Order, Refusal>> => {
  const order = await readOrder(app.commerce, customerId, orderId.toLowerCase());
  return order === undefined || order.partnerId !== partnerTenantId ? failure({ kind: 'OrderNotFound', orderId }) : success(order);
};

export interface ProvisionedLine {
  readonly line: OrderLine;
  /** Undefined: its row is gone. */
  readonly subscription: Subscription | undefined;
}

/** How far each line of an order has got: with the subscription it became. */
export const orderProvisioning = async (app: App, partnerTenantId: string, customerId: string, orderId: string): Promise<Result<readonly ProvisionedLine[], Refusal>> => {
  const order = await orderOf(app, partnerTenantId, customerId, orderId);
  if (!order.ok) return order;
  const lines = order.value.lines.map(async (line) => ({ line, subscription: (await readSubscription(app.commerce, customerId, line.subscriptionId))?.value }));
  return success(await Promise.all(lines));
};
