import { isAzurePlan } from '../../domain/azurePlan/state';
import { failure, success, type Result } from '../../kernel/result';
import { type Order, type OrderLine } from '../../domain/order/state';
import { readPlan } from '../azurePlan/azureBook';
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
  /** What it became; an Azure plan stays, whatever becomes of what is under it. */
  readonly isProvisioned: boolean;
  readonly quantity: number;
}

/** How far each line of an order has got: with the subscription it became. */
export const orderProvisioning = async (app: App, partnerTenantId: string, customerId: string, orderId: string): Promise<Result<readonly ProvisionedLine[], Refusal>> => {
  const order = await orderOf(app, partnerTenantId, customerId, orderId);
  if (!order.ok) return order;
  const provisioned = async (line: OrderLine): Promise<ProvisionedLine> => {
    if (isAzurePlan(line.offer.productId, line.offer.skuId)) return { line, isProvisioned: (await readPlan(app.commerce, customerId, line.subscriptionId)) !== undefined, quantity: line.quantity };
    const subscription = (await readSubscription(app.commerce, customerId, line.subscriptionId))?.value;
    return { line, isProvisioned: subscription !== undefined && subscription.status !== 'deleted', quantity: subscription?.quantity ?? line.quantity };
  };
  return success(await Promise.all(order.value.lines.map(provisioned)));
};
