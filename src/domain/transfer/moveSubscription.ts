import { kindOf } from '../subscription/kinds/table';
import { dayOf, plusDays, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { fullCycleDays } from '../../kernel/term';
import { type Policy } from '../policy/policy';
import { withoutNextCharge } from '../subscription/nextCharge/removeNextCharge';
import { withoutScheduledChange } from '../subscription/nextTerm/removeScheduledChange';
import { enterDueCycles } from '../subscription/enterCycle';
import { unchanged, type Outcome } from '../subscription/outcome';
import { without } from '../subscription/removals';
import { spanOf } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { openBatches } from '../subscription/window';

/** What the target pays per licence and charge cycle: the source's price in one currency, else the list price in its own. */
export interface TargetPrice {
  readonly currency: string;
  readonly cyclePrice: string;
  readonly listCyclePrice?: string | undefined;
  readonly promotionId?: string | undefined;
}

export interface Move {
  readonly transferId: string;
  readonly targetPartnerId: string;
  readonly targetSubscriptionId: string;
  readonly targetOrderId: string;
  readonly price: TargetPrice;
  /** Reseller of record at the target. */
  readonly partnerOnRecord?: string | undefined;
}

/** Both sides of one subscription's move, to be stored in one transaction. */
export interface Moved {
  readonly source: Outcome;
  readonly target: Outcome;
}

/** The days from `start` to the end of the running cycle; undefined if that ends before. */
const restFrom = (start: CalendarDate, subscription: Subscription) => {
  const { end } = subscription.cycle;
  return start > end ? undefined : { start, end, cycleDays: fullCycleDays(spanOf(subscription), start) };
};

/**
 * TRF-2: the same SKU, licences, term, cycle and open windows in a new subscription of the target; the source's ends. Billing is cut by the day: the source pays for today, the target from tomorrow;
 * what the source has paid for the days after is given back. What was planned for the next term or charge does not survive (TRF-4).
 * @param source fit to be transferred. @param policy the one its term keeps.
 */
export const moveSubscription = (source: Subscription, move: Move, policy: Policy, now: Instant): Moved => {
  const entered = enterDueCycles({ ...source, version: source.version + 1 }, policy.rounding, now);
  const { subscription: unplanned, events, removed } = without(entered.subscription, (from) => withoutScheduledChange(from, 'Transferred'), (from) => withoutNextCharge(from, 'Transferred'));
  const { seatsByDay: _seats, ...left } = unplanned;
  const billedFrom = plusDays(dayOf(now), 1);
  const span = restFrom(billedFrom, left);
  const { quantity, partnerId, term } = left;
  const { transferId, targetPartnerId, targetSubscriptionId, targetOrderId, price, partnerOnRecord } = move;
  const { resellerOfRecord: _reseller, additionalResellers: _others, supportContact: _contact, promotionId: _promotion, listCyclePrice: _listPrice, migratedFromSubscriptionId: _before, ...same } = left;
  // CAT-5: what was redeemed goes with the licences, as more of them may be bought with the same promotion; and so does what they were (CAT-4).
  const { redemptions: _redeemed, formerSkus: _former, ...given } = left;
  const arrived: Subscription = {
    ...same,
    id: targetSubscriptionId,
    orderId: targetOrderId,
    partnerId: targetPartnerId,
    version: 1,
    createdAt: now,
    currency: price.currency,
    cyclePrice: price.cyclePrice,
    billedFrom,
    batches: openBatches(left.batches, now).map((batch) => (batch.chargedFrom < billedFrom ? { ...batch, chargedFrom: billedFrom } : batch)),
    ...(price.listCyclePrice !== undefined && { listCyclePrice: price.listCyclePrice }),
    ...(price.promotionId !== undefined && { promotionId: price.promotionId }),
    ...(partnerOnRecord !== undefined && { resellerOfRecord: partnerOnRecord }),
  };
  return {
    source: {
      ...unchanged({ ...given, status: 'deleted', autoRenew: false, batches: [], endedAt: now }),
      events: [...entered.events, ...events, { type: 'SubscriptionTransferred', transferId, toPartnerTenantId: targetPartnerId }],
      charges: [...entered.charges, ...(span === undefined ? [] : [kindOf(left).lines.cancelled(left, { orderDate: now, quantity, sign: -1, span }, policy.rounding, entered.charges.length + 1)])],
      removed,
    },
    target: {
      ...unchanged(arrived),
      events: [{ type: 'SubscriptionReceived', transferId, fromPartnerTenantId: partnerId, quantity, termEnd: term.end }],
      charges: span === undefined ? [] : [kindOf(arrived).lines.cycle(arrived, { chargeType: 'new', orderDate: now, quantity, span }, policy.rounding, 1)],
      windowsOpened: arrived.batches,
    },
  };
};
