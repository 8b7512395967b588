import { type CalendarDate } from '../../kernel/calendarDate';
import { type KindName } from './kinds/table';
import { type BillingCycle, type Offer, type PlannedProduct, type TermDuration } from './state';

/** One line of an order, everything decided that is not a rule of the subscription itself. */
export interface PurchaseSubscription {
  readonly subscriptionId: string;
  readonly orderId: string;
  readonly customerId: string;
  /** Tenant of the selling partner. */
  readonly partnerId: string;
  /** What it is bought as. */
  readonly kind: KindName;
  readonly offer: Offer;
  /** The offer's title if absent. */
  readonly friendlyName?: string;
  readonly quantity: number;
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  /** Per unit and whole charge cycle, at the price of the purchase day, after a promotion; `0` for a trial. */
  readonly cyclePrice: string;
  /** The same before the promotion, when there is one. */
  readonly listCyclePrice?: string;
  readonly currency: string;
  /** Last day of a first term cut short (ORD-8), on or before its natural end; that natural end if absent. */
  readonly termEnd?: CalendarDate;
  readonly resellerOfRecord?: string;
  /** ORD-2: PartnerIDs of further resellers, as named; none if absent. */
  readonly additionalResellers?: readonly string[];
  readonly promotionId?: string;
  /** TRI-2: of a trial. */
  readonly paidForm?: PlannedProduct;
}
