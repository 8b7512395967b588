import { type z } from 'zod';
import { type LineMaker } from '../../billing/chargeLines';
import { type Sku } from '../../catalogue/state';
import { type Instant } from '../../../kernel/instant';
import { type Policy } from '../../policy/policy';
import { type BillingCycle } from '../../../kernel/durations';
import { type PaidPlan } from '../parts';
import { type SubscriptionRefusal } from '../refusals';

/** When the window of seats that are bought, added or renewed closes, exclusive. */
export interface WindowEnds {
  /** Until then they may be taken off again. */
  readonly closesAt: Instant;
  /** Until then with everything given back. */
  readonly fullRefundUntil: Instant;
}

/** Where a cancellation is asked for: at the subscription, or at the order that it was bought in. */
export type CancelledThrough = 'subscription' | 'order';

/** What is asked of a subscription, and may be refused by what kind it is. */
export type Asked = 'seats' | 'suspending' | 'cancelling' | 'planning' | 'autoRenew';

/** What the rules of options look at. */
interface Billed {
  readonly billingCycle: BillingCycle;
  readonly renewsTo?: PaidPlan | undefined;
}

/**
 * A way of selling: everything by which its subscriptions differ from those of other kinds. One file says it, one row of `table.ts` makes it known; rules ask the table and
 * never for a kind by its name.
 */
export interface Kind {
  /** What its subscriptions hold and those of other kinds do not. */
  readonly members: z.ZodRawShape;
  /** Whether the catalogue's SKU is bought as this. The first row that says so has it. */
  readonly sells: (sku: Pick<Sku, 'kind' | 'freeTrialDays' | 'prerequisiteSkus' | 'perpetual' | 'meters'>) => boolean;
  /** Whose plan a line of an order has: its own; that of free days, which turn into its own (ORD-6); that of the subscription it hangs on (ORD-5). */
  readonly planOf: 'line' | 'freeDays' | 'base';
  /** The product type of the contract. */
  readonly productType: string;
  /** What its offer is called by: product, SKU and availability, or the product alone (MIG-1). */
  readonly offerIdOf: 'catalogItem' | 'product';
  /** ORD-10: it has no seats, its quantity is 1, and what is used of its dimensions is charged beside its price. */
  readonly isMetered?: true;
  /** It costs nothing, for a while. */
  readonly isTrial: boolean;
  /** ORD-6: its publisher sets the customer up, and nothing else can be done to it before. */
  readonly isActivated: boolean;
  /** CAT-5: a promotion applies to it. */
  readonly hasPromotions: boolean;
  /** ORD-8: another subscription may be bought to end with it. */
  readonly isAligned: boolean;
  /** ORD-5: it hangs on another one, and renews and ends with it; or is what others hang on. */
  readonly family?: 'base' | 'addOn';

  readonly windows: {
    /** @param addedAt when seats were bought, added, or renewed. @param market ISO country, whose law may set another length (CAN-3). */
    readonly ends: (policy: Policy, market: string, billingCycle: BillingCycle, addedAt: Instant) => WindowEnds;
    /** Whether seats that are bought have one. */
    readonly opensOnPurchase: boolean;
    /** Whether a term that begins again has one. */
    readonly opensOnRenewal: boolean;
    /** How long a term can be cancelled: while its window is open (CAN-1), or to its end (MIG-1). */
    readonly cancellable: 'inWindow' | 'wholeTerm';
    /** What a cancellation after that does: it is refused, or keeps it from renewing (CAN-4, CAN-5). */
    readonly later: 'refused' | 'notRenewed';
    /** What may be taken off in the window gives something back after its hours of full refund. */
    readonly refundsPart: boolean;
    /** Days from the start of a term in which cancelling gives the whole cycle back, whenever the seats came. */
    readonly fullCreditDays: number;
  };
  /** MIG-2: its seats come and go at any time, suspending gives back what is left of the cycle, and resuming charges it anew. Absent: seats come off out of windows (SUB-3), and charges go on while it is suspended (SUS-1). */
  readonly isProrated?: true;
  /** ORD-9: where it can be cancelled. */
  readonly cancelledThrough: readonly CancelledThrough[];
  /** What the customer-wide list of entitlements shows it as; undefined: it is none of them. */
  readonly entitlementType?: 'software';
  /** Whose prices, limits and orders it has; new commerce never touches what is traditional (MIG-1). */
  readonly commerce: 'new' | 'traditional';
  /** How its charges are written down. */
  readonly lines: LineMaker;
  /** What is refused because of what it is, whatever its state. */
  readonly refuses: { readonly [Action in Asked]?: (subscriptionId: string) => SubscriptionRefusal };
  readonly termEnd: {
    /** The term repeats itself; otherwise it turns into something else, or ends (TRI-2). */
    readonly repeats: boolean;
    /** POL-2: a month of extended service may follow. */
    readonly extendable: boolean;
  };
  /** UPG-1, TRI-4: what moving its licences to another SKU is; undefined: they cannot be. */
  readonly upgrade?: 'upgrade' | 'conversion';
  /** TRF-4: why it cannot be transferred to another partner; undefined: it can. */
  readonly transferObstacle?: 'OtherKind' | 'Trial';
  /** PRE-3: ids of the rules that options name for it, where they are not those of a licence. */
  readonly rules: {
    readonly cancel?: (subscription: Billed) => string;
    readonly planNextTerm?: string;
    /** Of more or fewer seats, of suspending and resuming. */
    readonly change?: string;
    /** By which its seats and its status are fixed. */
    readonly fixed?: string;
  };
}
