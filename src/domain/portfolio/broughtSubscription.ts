import { policyAt, type PolicyBook } from '../policy/policy';
import { linePricing } from '../order/linePricing';
import { type Order } from '../order/state';
import { importSubscription, type ExistingSubscription } from '../subscription/importSubscription';
import { kindOfSku } from '../subscription/kinds/table';
import { paidFormOf } from '../subscription/kinds/trial/paidForm';
import { offerSold } from '../subscription/offerSold';
import { type Outcome } from '../subscription/outcome';
import { dayOf } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type JudgedRow } from './judgedRow';

/** A subscription as it comes here, with the order that it was bought by. */
export interface Brought {
  readonly order: Order;
  readonly outcome: Outcome;
}

/** @throws RangeError for a SKU that was judged fit and is no subscription. */
const existing = ({ row, seller, customer, catalogue, offer, termDuration, term, currency, price }: JudgedRow, orderId: string): ExistingSubscription => {
  const { sku } = offer.item;
  const kind = kindOfSku(sku);
  if (kind === undefined) throw new RangeError(`${sku.productId}:${sku.skuId} is not sold as a subscription`);
  const paidForm = paidFormOf(sku, offer.segment, catalogue);
  return {
    subscriptionId: row.id,
    orderId,
    customerId: customer.id,
    partnerId: seller.tenantId,
    kind,
    offer: offerSold(offer, catalogue.market),
    ...(row.name !== null && { friendlyName: row.name }),
    quantity: row.quantity,
    termDuration,
    billingCycle: row.billingCycle,
    cyclePrice: price.cyclePrice,
    ...(price.promotionId !== undefined && { promotionId: price.promotionId, listCyclePrice: price.listCyclePrice }),
    currency,
    ...(term.cutShortTo !== undefined && { termEnd: term.cutShortTo }),
    ...(row.resellerOfRecord !== null && { resellerOfRecord: row.resellerOfRecord }),
    ...(paidForm !== undefined && { paidForm }),
    termStartedAt: term.startedAt,
    boughtAt: row.bought ?? term.startedAt,
    autoRenew: row.autoRenew,
    isSuspended: row.isSuspended,
  };
};

const orderOf = (judged: JudgedRow, { subscriptionId, kind, offer, quantity, currency, boughtAt, orderId, partnerId, customerId, friendlyName, promotionId, resellerOfRecord }: ExistingSubscription, policies: PolicyBook): Order => {
  const { termDuration, term, price, row } = judged;
  const { billingCycle } = row;
  const priced = { termDuration, billingCycle, start: dayOf(term.startedAt), end: term.cutShortTo, listCyclePrice: price.listCyclePrice, cyclePrice: price.cyclePrice, currency };
  const pricing = linePricing(priced, quantity, policyAt(policies, term.startedAt).rounding);
  return {
    id: orderId,
    customerId,
    partnerId,
    createdAt: boughtAt,
    status: 'completed',
    billingCycle,
    currency,
    lines: [
      {
        lineItemNumber: 0,
        kind,
        offer,
        subscriptionId,
        termDuration,
        quantity,
        additionalResellers: [],
        pricing,
        ...(friendlyName !== undefined && { friendlyName }),
        ...(resellerOfRecord !== undefined && { resellerOfRecord }),
        ...(promotionId !== undefined && { promotionId }),
        ...(term.cutShortTo !== undefined && { customTermEndDate: term.cutShortTo }),
      },
    ],
    totalPrice: pricing.extendedPrice,
  };
};

/**
 * What a row becomes: the subscription as a purchase in the past has left it ({@link importSubscription}), and that purchase's order.
 * @throws RangeError for a row that was not judged, or a number of seats outside the limits.
 */
export const broughtSubscription = (judged: JudgedRow, orderId: string, policies: PolicyBook, now: Instant): Brought => {
  const command = existing(judged, orderId);
  const outcome = importSubscription(command, policyAt(policies, command.termStartedAt), now);
  if (!outcome.ok) throw new RangeError(`${command.subscriptionId} was judged and cannot come here: ${outcome.error.kind}`);
  return { order: orderOf(judged, command, policies), outcome: outcome.value };
};
