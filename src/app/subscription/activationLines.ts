import { kindOf } from '../../domain/subscription/kinds/table';
import { failure, success, type Result } from '../../kernel/result';
import { type OrderLine } from '../../domain/order/state';
import { orderOf } from '../order/orderProvisioning';
import { listedSubscription } from './listedSubscription';
import { type App } from '../ports';
import { type Refusal } from '../refusals';

const toActivate = (lines: readonly OrderLine[]): readonly OrderLine[] => lines.filter(({ kind }) => kind !== undefined && kindOf({ kind }).isActivated);

/** ORD-6: the lines of an order that are activated at their publishers. None is a fair answer. */
export const activationLinesOfOrder = async (app: App, partnerTenantId: string, customerId: string, orderId: string): Promise<Result<readonly OrderLine[], Refusal>> => {
  const order = await orderOf(app, partnerTenantId, customerId, orderId);
  return order.ok ? success(toActivate(order.value.lines)) : order;
};

/** The same of one line. Refused: LineNumbersInvalid for a number the order does not have. */
export const activationLinesOfLine = async (
  app: App,
  partnerTenantId: string,
  customerId: string,
  orderId: string,
  lineItemNumber: number,
): Promise<Result<readonly OrderLine[], Refusal>> => {
  const order = await orderOf(app, partnerTenantId, customerId, orderId);
  if (!order.ok) return order;
  const line = order.value.lines.find((each) => each.lineItemNumber === lineItemNumber);
  return line === undefined ? failure({ kind: 'LineNumbersInvalid', expectedUpTo: order.value.lines.length - 1 }) : success(toActivate([line]));
};

/** The same of one subscription: the line that bought it. */
export const activationLinesOfSubscription = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<readonly OrderLine[], Refusal>> => {
  const listed = await listedSubscription(app, partnerTenantId, customerId, subscriptionId);
  if (!listed.ok) return listed;
  if (listed.value.kind !== 'licences') return success([]);
  const { id, orderId } = listed.value.subscription;
  const order = await orderOf(app, partnerTenantId, customerId, orderId);
  return order.ok ? success(toActivate(order.value.lines.filter((line) => line.subscriptionId === id))) : order;
};
