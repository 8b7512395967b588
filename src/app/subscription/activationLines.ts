import { kindOf } from '../../domain/subscription/kinds/table';
import { failure, success, type Result } from '../../kernel/result';
import { skuKey } from '../../domain/catalogue/state';
import { type OrderLine } from '../../domain/order/state';
import { orderOf } from '../order/orderProvisioning';
import { listedSubscription } from './listedSubscription';
import { type App } from '../ports';
import { type Refusal } from '../refusals';

/** A line that is activated at its publisher, and where. */
export interface ActivationLine {
  readonly line: OrderLine;
  readonly landingPage: string;
}

/** By the catalogue of this moment, so that a page that has moved is found. Of an offer whose page nobody has stated there is none. */
const toActivate = async (app: App, lines: readonly OrderLine[]): Promise<readonly ActivationLine[]> => {
  const activated = await Promise.all(
    lines
      .filter(({ kind }) => kind !== undefined && kindOf({ kind }).isActivated)
      .map(async (line) => ({ line, landingPage: (await app.catalogueOf(line.offer.country)).items.get(skuKey(line.offer.productId, line.offer.skuId))?.sku.landingPage })),
  );
  return activated.flatMap(({ line, landingPage }) => (landingPage === undefined ? [] : [{ line, landingPage }]));
};

/** ORD-6: the lines of an order that are activated at their publishers. None is a fair answer. */
export const activationLinesOfOrder = async (app: App, partnerTenantId: string, customerId: string, orderId: string): Promise<Result<readonly ActivationLine[], Refusal>> => {
  const order = await orderOf(app, partnerTenantId, customerId, orderId);
  return order.ok ? success(await toActivate(app, order.value.lines)) : order;
};

/** The same of one line. Refused: LineNumbersInvalid for a number the order does not have. */
export const activationLinesOfLine = async (
  app: App,
  partnerTenantId: string,
  customerId: string,
  orderId: string,
  lineItemNumber: number,
): Promise<Result<readonly ActivationLine[], Refusal>> => {
  const order = await orderOf(app, partnerTenantId, customerId, orderId);
  if (!order.ok) return order;
  const line = order.value.lines.find((each) => each.lineItemNumber === lineItemNumber);
  return line === undefined ? failure({ kind: 'LineNumbersInvalid', expectedUpTo: order.value.lines.length - 1 }) : success(await toActivate(app, [line]));
};

/** The same of one subscription: the line that bought it. */
export const activationLinesOfSubscription = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<readonly ActivationLine[], Refusal>> => {
  const listed = await listedSubscription(app, partnerTenantId, customerId, subscriptionId);
  if (!listed.ok) return listed;
  if (listed.value.kind !== 'licences') return success([]);
  const { id, orderId } = listed.value.subscription;
  const order = await orderOf(app, partnerTenantId, customerId, orderId);
  return order.ok ? success(await toActivate(app, order.value.lines.filter((line) => line.subscriptionId === id))) : order;
};
