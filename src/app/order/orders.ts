import { failure, success, type Result } from '../../kernel/result';
import { type Bought } from '../../domain/order/buyLines';
import { placeOrder as decideOrder, type AskedOrderLine } from '../../domain/order/placeOrder';
import { type OverageSetUp } from '../../domain/usage/overage/setUp';
import { firstDiffering, type DifferingMember, type SentMember } from '../../kernel/sentMembers';
import { type Order } from '../../domain/order/state';
import { type Write } from '../../kernel/partitionStore';
import { type Answer } from '../command/answer';
import { alignmentGuards } from './alignmentGuards';
import { azureSetUp } from '../azurePlan/azureBook';
import { loadShop, maySell, pricingContext, type Shop } from './cartShop';
import { customerWrite } from '../customer/customerBook';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid, derivedOrderId } from '../command/ids';
import { rowsOfNewSheets } from '../subscription/sheets';
import { fitsTransaction, orderRecords, orderWrites } from './orderBook';
import { purchaseSetUp, setUpRecords, setUpRows, setUpWrites, withPlans } from '../overage/purchaseSetUp';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';

/** Members that no caller chooses; `billingCycles` those of the lines, in order. */
export interface SentWithOrder {
  readonly currencyCode?: string | undefined;
  readonly referenceCustomerId?: string | undefined;
  readonly billingCycles?: readonly (string | undefined)[];
}

/** ORD-11: an order is in the partner's currency, for the customer of the path, on one billing cycle; asked for otherwise it is not bought. */
const differingMember = ({ currencyCode, referenceCustomerId, billingCycles = [] }: SentWithOrder, { currency, customerId, billingCycle }: Order): DifferingMember | undefined =>
  firstDiffering([
    ['currencyCode', currencyCode, currency],
    ['referenceCustomerId', referenceCustomerId, customerId],
    ...billingCycles.map((sent, index): SentMember => [`lineItems[${index}].billingCycle`, sent, billingCycle]),
  ]);

export interface AskedOrder {
  readonly attestationAccepted: boolean | undefined;
  readonly lines: readonly AskedOrderLine[];
  /** What the order must be, where the caller says so. */
  readonly sent?: SentWithOrder;
}

/** ORD-1: an order without a cart, in one transaction, guarded by the customer's row as a checkout is. */
export const placeOrder = (app: App, call: WriteCall, customerId: string, asked: AskedOrder, encode: Encoding<Bought>): Promise<Result<Answer, Refusal>> => {
  const { partner, request } = call;
  const orderId = derivedOrderId(customerId, request.callerTenantId, request.requestId.toLowerCase());
  return handleCommand<Shop, Bought & { readonly setUp: OverageSetUp; readonly guards: readonly Write[] }>(app, {
    customerId,
    request,
    preview: call.preview,
    load: () => loadShop(app, customerId, partner, asked.lines),
    decide: (shop, now) => {
      const allowed = maySell(partner, shop.customer.value);
      if (!allowed.ok) return allowed;
      const context = pricingContext(app, shop, partner, now);
      const placed = decideOrder(
        { ...asked, head: { id: orderId, customerId }, subscriptionId: (line) => derivedGuid('subscription', orderId, String(line)), planId: (reseller) => azureSetUp(customerId, partner.tenantId, reseller).planId },
        context,
      );
      if (!placed.ok) return placed;
      const differing = differingMember(asked.sent ?? {}, placed.value.order);
      if (differing !== undefined) return failure({ kind: 'MemberFixed', ...differing });
      const setUp = withPlans(purchaseSetUp(shop.telco, placed.value.purchases, now), placed.value.plans, placed.value.order, shop.azure, now);
      const guards = alignmentGuards(placed.value.purchases, context.standing.targets, shop);
      const fits = fitsTransaction([placed.value.order], placed.value.purchases, setUpRows(setUp, shop.telco) + guards.length + rowsOfNewSheets(shop.customer.value));
      return fits.ok ? success({ ...placed.value, setUp, guards }) : fits;
    },
    changes: ({ order, purchases, setUp, guards }, { customer, subscriptions, etags, telco, azure }, now) => ({
      writes: [customerWrite(customer.value, customer.etag), ...orderWrites([order], purchases, etags), ...guards, ...setUpWrites(setUp, telco)],
      records: [...orderRecords([order], purchases, subscriptions), ...setUpRecords(setUp, telco, azure, now)],
    }),
    before: () => undefined,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
