import { changeBillingCycle as decideChange, type CycleChanged } from '../../domain/order/changeBillingCycle';
import { type SentOrder } from '../../domain/order/extendOrder';
import { type Order } from '../../domain/order/state';
import { policyAt } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { liveAddOns } from '../../domain/subscription/kinds/traditional/family';
import { type BillingCycle } from '../../kernel/durations';
import { success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { listStoredSubscriptions, type Stored } from '../subscription/subscriptionBook';
import { loadShopper, maySell, type Shopper } from './cartShop';
import { cycleChangedRecords, fitsTransaction, orderUpdate, purchaseWrites, readStoredOrder } from './orderBook';

interface Loaded extends Shopper {
  readonly order: Stored<Order>;
  /** With that one. */
  readonly orders: readonly Stored<Order>[];
  readonly subscriptions: readonly Stored<Subscription>[];
}

/** The orders that add-ons of its subscriptions were bought by; one that has ended changes nothing any more. Refused: OrderNotFound. */
const othersOf = async (app: App, partnerTenantId: string, order: Order, subscriptions: readonly Stored<Subscription>[]): Promise<Result<readonly Stored<Order>[], Refusal>> => {
  const bought = new Set(order.lines.map(({ subscriptionId }) => subscriptionId));
  const held = subscriptions.map(({ value }) => value);
  const hung = held.filter(({ id }) => bought.has(id)).flatMap((base) => liveAddOns(base, held));
  const ids = new Set(hung.flatMap(({ orderId }) => (orderId === order.id ? [] : [orderId])));
  const others: Stored<Order>[] = [];
  for (const id of ids) {
    const other = await readStoredOrder(app.commerce, partnerTenantId, order.customerId, id);
    if (!other.ok) return other;
    others.push(other.value);
  }
  return success(others);
};

/** MIG-3: another billing cycle of a traditional order, with everything that hangs on what it bought; one transaction, guarded by the customer, every order and every subscription. */
export const changeBillingCycle = (app: App, call: WriteCall, customerId: string, orderId: string, billingCycle: BillingCycle, sent: SentOrder, encode: Encoding<CycleChanged>): Promise<Result<Answer, Refusal>> => {
  const { partner, request } = call;
  return handleCommand<Loaded, CycleChanged>(app, {
    customerId,
    request,
    preview: call.preview,
    load: async () => {
      const shopper = await loadShopper(app, customerId, partner);
      if (!shopper.ok) return shopper;
      const [subscriptions, order] = await Promise.all([listStoredSubscriptions(app.commerce, customerId), readStoredOrder(app.commerce, partner.tenantId, customerId, orderId)]);
      if (!order.ok) return order;
      const others = await othersOf(app, partner.tenantId, order.value.value, subscriptions);
      return others.ok ? success({ ...shopper.value, order: order.value, orders: [order.value, ...others.value], subscriptions }) : others;
    },
    decide: ({ customer, catalogue, order, orders, subscriptions }, now) => {
      const allowed = maySell(partner, customer.value);
      if (!allowed.ok) return allowed;
      const context = { catalogue, subscriptions: subscriptions.map(({ value }) => value), orders: orders.map(({ value }) => value), policies: app.policies, policy: policyAt(app.policies, now), now };
      const changed = decideChange(order.value, billingCycle, sent, context);
      if (!changed.ok) return changed;
      const fits = fitsTransaction(changed.value.orders, changed.value.outcomes);
      return fits.ok ? changed : fits;
    },
    changes: ({ orders, outcomes }, { customer, order, orders: stored, subscriptions }, now) =>
      outcomes.length === 0
        ? { writes: [orderUpdate(order.value, order.etag)], records: [] }
        : {
            writes: [
              customerWrite(customer.value, customer.etag),
              ...orders.flatMap((order) => stored.filter(({ value }) => value.id === order.id).map(({ etag }) => orderUpdate(order, etag))),
              ...purchaseWrites(outcomes, new Map(subscriptions.map(({ value, etag }) => [value.id, etag]))),
            ],
            records: cycleChangedRecords(orders, outcomes, { orders: stored.map(({ value }) => value), subscriptions: subscriptions.map(({ value }) => value) }, now),
          },
    before: ({ order }) => encode.before({ order: order.value, orders: [], outcomes: [] }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
