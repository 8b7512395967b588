import { failure, type Result } from '../../kernel/result';
import { cancellationRefusal } from '../../domain/order/cancelOrder';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { customerOf } from '../customer/customerBook';
import { type App, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { readStoredOrder } from './orderBook';

/** Nothing that is sold here is cancelled through its order: the refusal says how it is. Refused besides: CustomerNotFound, OrderNotFound, MustGoThroughProvider. @param numbers of the lines named; none: all. */
export const cancelOrder = async (app: App, { partner }: WriteCall, customerId: string, orderId: string, numbers: readonly number[]): Promise<Result<never, Refusal>> => {
  const allowed = mayTransact(partner, 'manage');
  if (!allowed.ok) return allowed;
  const customer = await customerOf(app.commerce, customerId, partner.tenantId);
  if (!customer.ok) return customer;
  const order = await readStoredOrder(app.commerce, partner.tenantId, customerId, orderId);
  return order.ok ? failure(cancellationRefusal(order.value.value, numbers)) : order;
};
