import { cancelOrder as decideCancellation, type AskedCancellation, type CancelledOrder } from '../../domain/order/cancelOrder';
import { type Order } from '../../domain/order/state';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { policyNamed } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { customerOf } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { chargeWrites, readSubscription, subscriptionWrite, type Stored } from '../subscription/subscriptionBook';
import { fitsTransaction, orderCancelledRecords, orderUpdate, readStoredOrder } from './orderBook';

interface Loaded {
  readonly order: Stored<Order>;
  /** Of its lines, as far as they are there; an Azure plan is none. */
  readonly subscriptions: ReadonlyMap<string, Stored<Subscription>>;
}

const load = async (app: App, partnerTenantId: string, customerId: string, orderId: string): Promise<Result<Loaded, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const order = await readStoredOrder(app.commerce, partnerTenantId, customerId, orderId);
  if (!order.ok) return order;
  const stored = await Promise.all(order.value.value.lines.map(({ subscriptionId }) => readSubscription(app.commerce, customerId, subscriptionId)));
  return success({ order: order.value, subscriptions: new Map(stored.flatMap((each) => (each?.value.partnerId === partnerTenantId ? [[each.value.id, each] as const] : []))) });
};

/** ORD-9: software given up through its order: order and subscriptions in one transaction, guarded by their rows. Refused besides what the rule refuses: CustomerNotFound, OrderNotFound, MustGoThroughProvider. @param asked none: the whole order. */
export const cancelOrder = (app: App, call: WriteCall, customerId: string, orderId: string, asked: readonly AskedCancellation[], encode: Encoding<CancelledOrder>): Promise<Result<Answer, Refusal>> => {
  const { partner, request } = call;
  return handleCommand<Loaded, CancelledOrder>(app, {
    customerId,
    request,
    preview: call.preview,
    load: () => load(app, partner.tenantId, customerId, orderId),
    decide: ({ order, subscriptions }, now) => {
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const context = { subscriptions: new Map([...subscriptions].map(([id, { value }]) => [id, value])), policyOf: (name: string) => policyNamed(app.policies, name) };
      const cancelled = decideCancellation(order.value, asked, context, now);
      if (!cancelled.ok) return cancelled;
      const fits = fitsTransaction([cancelled.value.order], cancelled.value.ended);
      return fits.ok ? cancelled : fits;
    },
    changes: ({ order, ended }, { order: stored, subscriptions }, now) =>
      order === stored.value
        ? { writes: [orderUpdate(stored.value, stored.etag)], records: [] }
        : {
            writes: [orderUpdate(order, stored.etag), ...ended.flatMap((each) => [subscriptionWrite(each.subscription, subscriptions.get(each.subscription.id)?.etag), ...chargeWrites(each)])],
            records: orderCancelledRecords(order, stored.value, ended, [...subscriptions.values()].map(({ value }) => value), now),
          },
    before: ({ order }, outcome) => encode.before({ ...outcome, order: order.value }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
