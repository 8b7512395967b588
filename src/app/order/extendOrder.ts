import { success, type Result } from '../../kernel/result';
import { extendOrder as decideExtension, type AskedAddOn, type Extended, type SentOrder } from '../../domain/order/extendOrder';
import { type Order } from '../../domain/order/state';
import { type Answer } from '../command/answer';
import { loadShopper, maySell, pricingContext, withLines, type Shop } from './cartShop';
import { customerWrite } from '../customer/customerBook';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { fitsTransaction, orderExtendedRecords, orderUpdate, purchaseWrites, readStoredOrder } from './orderBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';

interface OrderShop extends Shop {
  readonly order: Stored<Order>;
}

/** ORD-5: add-ons of a traditional base, as further lines of the order that bought it; one transaction, guarded by the customer, the order and the base. */
export const extendOrder = (app: App, call: WriteCall, customerId: string, orderId: string, lines: readonly AskedAddOn[], sent: SentOrder, encode: Encoding<Extended>): Promise<Result<Answer, Refusal>> => {
  const { partner, request } = call;
  return handleCommand<OrderShop, Extended>(app, {
    customerId,
    request,
    preview: call.preview,
    load: async () => {
      const shopper = await loadShopper(app, customerId, partner);
      if (!shopper.ok) return shopper;
      const [shop, order] = await Promise.all([withLines(app, shopper.value, partner, lines), readStoredOrder(app.commerce, partner.tenantId, customerId, orderId)]);
      return order.ok ? success({ ...shop, order: order.value }) : order;
    },
    decide: (shop, now) => {
      const allowed = maySell(partner, shop.customer.value);
      if (!allowed.ok) return allowed;
      const idOf = (line: number): string => derivedGuid('subscription', orderId, request.callerTenantId, request.requestId.toLowerCase(), String(line));
      const extended = decideExtension(shop.order.value, lines, sent, idOf, pricingContext(app, shop, partner, now));
      if (!extended.ok) return extended;
      const fits = fitsTransaction([extended.value.order], extended.value.purchases);
      return fits.ok ? extended : fits;
    },
    changes: ({ order, purchases, added }, { customer, subscriptions, etags, order: stored }, now) => ({
      writes: [customerWrite(customer.value, customer.etag), orderUpdate(order, stored.etag), ...purchaseWrites(purchases, etags)],
      records: orderExtendedRecords(order, stored.value, added, purchases, subscriptions, now),
    }),
    before: ({ order }, outcome) => encode.before({ ...outcome, order: order.value }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
