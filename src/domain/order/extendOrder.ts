import { AZURE_PLAN } from '../azurePlan/state';
import { sumOf } from '../../kernel/money';
import { firstDiffering, type SentMember } from '../../kernel/sentMembers';
import { offerIdOf } from '../subscription/sentBack';
import { failure, success, type Result } from '../../kernel/result';
import { attests } from './attestation';
import { buyLines, firstRefusal, settledLines, type Bought } from './buyLines';
import { type LineRefusal } from './lineRefusal';
import { type PricingContext } from './priceLine';
import { type OrderRefusal } from './refusals';
import { reviewLines } from './reviewLines';
import { type CartLine, type Order } from './state';

/** The order as it is afterwards, and only what was bought now. */
export interface Extended extends Bought {
  readonly added: readonly string[];
}

/** Its plan is its base's: the cycle here only fills the line until that is known. */
export type AskedAddOn = Omit<CartLine, 'billingCycle' | 'parentSubscriptionId'> & { readonly parentSubscriptionId: string };

/** An order as a caller sends it back. */
export interface SentOrder {
  readonly status?: string | undefined;
  readonly billingCycle?: string | undefined;
  readonly currencyCode?: string | undefined;
  /** Undefined: the caller does not say, and what was said of the order holds (ORD-2). */
  readonly attestationAccepted?: boolean | undefined;
  readonly lines: readonly SentOrderLine[];
}

/** A line that the order has. */
export interface SentOrderLine {
  readonly subscriptionId: string;
  readonly offerId?: string | undefined;
  readonly quantity?: number | undefined;
  readonly friendlyName?: string | undefined;
  readonly termDuration?: string | undefined;
  readonly partnerIdOnRecord?: string | undefined;
  readonly additionalPartnerIdsOnRecord?: readonly string[] | undefined;
}

/** What was read may be sent back; whatever of it differs is no change of an order. @returns OrderMemberFixed. */
export const changedProblem = (order: Order, { status, billingCycle, currencyCode, lines }: SentOrder): OrderRefusal | undefined => {
  const changed = firstDiffering([
    ['status', status, order.status],
    ['billingCycle', billingCycle, order.billingCycle],
    ['currencyCode', currencyCode, order.currency],
    ...lines.flatMap((sent, index): SentMember[] => {
      const line = order.lines.find(({ subscriptionId }) => subscriptionId === sent.subscriptionId);
      const at = `lineItems[${index}]`;
      return [
        [`${at}.subscriptionId`, sent.subscriptionId, line?.subscriptionId],
        [`${at}.offerId`, sent.offerId, line && offerIdOf(line)],
        [`${at}.quantity`, sent.quantity, line?.quantity],
        [`${at}.termDuration`, sent.termDuration, line?.termDuration],
        [`${at}.partnerIdOnRecord`, sent.partnerIdOnRecord, line?.resellerOfRecord],
        [`${at}.additionalPartnerIdsOnRecord`, sent.additionalPartnerIdsOnRecord?.join(), line?.additionalResellers.join()],
        // An order shows the offer's title where the line was not named.
        [`${at}.friendlyName`, sent.friendlyName, line?.friendlyName ?? line?.offer.title],
      ];
    }),
  ]);
  return changed && { kind: 'OrderMemberFixed', ...changed };
};

/** A refused line by the number that it would get in the order, behind those that are there. */
const numberedIn = ({ lines }: Order, refusal: LineRefusal): LineRefusal => ('lineItemNumber' in refusal ? { ...refusal, lineItemNumber: lines.length + refusal.lineItemNumber } : refusal);

/**
 * ORD-5: traditional add-ons bought by changing the order of their base. They become its next lines, all of them or none. The caller has checked that the partner may
 * order for this customer. Refused: OrderMemberFixed, CartWithoutLines, PartnerAttestationMissing, NotAddOnOf (a base that another order bought), and what is wrong with the first line that cannot be bought.
 * @param lines numbered among themselves from 0. @param sent the rest of the order as the caller has it. @param subscriptionId by a line's number.
 */
export const extendOrder = (order: Order, lines: readonly AskedAddOn[], sent: SentOrder, subscriptionId: (line: number) => string, context: PricingContext): Result<Extended, OrderRefusal | LineRefusal> => {
  const changed = changedProblem(order, sent);
  if (changed !== undefined) return failure(changed);
  if (lines.length === 0) return failure({ kind: 'CartWithoutLines' });
  const attestationAccepted = sent.attestationAccepted ?? order.attestationAccepted;
  if (!attests(attestationAccepted, lines)) return failure({ kind: 'PartnerAttestationMissing' });
  const asked = lines.map((line): CartLine => ({ ...line, billingCycle: order.billingCycle }));
  const reviewed = reviewLines(asked, context);
  const refusal = firstRefusal(reviewed, asked);
  if (refusal !== undefined) return failure(numberedIn(order, refusal));
  const settled = settledLines(reviewed, asked, { subscriptionId: ({ id }) => subscriptionId(id), planId: () => '' });
  const [plan] = settled.plans;
  if (plan !== undefined) return failure({ kind: 'NotAddOnOf', parentId: plan.line.parentSubscriptionId ?? order.id, ...AZURE_PLAN });
  const bases = new Set(order.lines.map((line) => line.subscriptionId));
  const foreign = settled.licences.find(({ priced }) => priced.base === undefined || !bases.has(priced.base.id));
  if (foreign !== undefined) {
    const { productId, skuId } = foreign.priced.offer.item.sku;
    return failure({ kind: 'NotAddOnOf', parentId: foreign.priced.base?.id ?? order.id, productId, skuId });
  }
  const { id, customerId } = order;
  const bought = buyLines(settled, { id, customerId }, context);
  const added = bought.order.lines.map((line) => ({ ...line, lineItemNumber: line.lineItemNumber + order.lines.length }));
  return success({
    order: { ...order, version: (order.version ?? 1) + 1, ...(attestationAccepted !== undefined && { attestationAccepted }), lines: [...order.lines, ...added], totalPrice: sumOf([order.totalPrice, bought.order.totalPrice]) },
    purchases: bought.purchases,
    plans: [],
    added: added.map((line) => line.subscriptionId),
  });
};
