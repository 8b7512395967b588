import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type KindName } from './kinds';

interface OfSubscription {
  /** As the customer knows it. */
  readonly subscription: string;
  readonly licences: number;
}

interface OfTransfer {
  readonly customer: string;
  /** Name of the other partner. */
  readonly other: string;
}

interface Says {
  /** `on`: the first day of the next term. */
  readonly renewalAhead: OfSubscription & { readonly on: CalendarDate };
  /** `lastDay`: of the term. */
  readonly expiryAhead: OfSubscription & { readonly lastDay: CalendarDate };
  readonly trialEnding: OfSubscription & { readonly lastDay: CalendarDate; readonly turnsPaid: boolean };
  readonly renewed: OfSubscription & { readonly lastDay: CalendarDate };
  readonly expired: OfSubscription & { readonly lastDay: CalendarDate };
  /** `licences`: those that can be given back, until then, exclusive. */
  readonly windowClosing: OfSubscription & { readonly until: Instant };
  readonly autoRenewOff: OfSubscription & { readonly lastDay: CalendarDate };
  readonly cancelled: OfSubscription;
  readonly suspended: OfSubscription;
  readonly reactivated: OfSubscription;
  readonly invoiceIssued: { readonly invoiceId: string; readonly isCreditNote: boolean; readonly month: string; readonly total: string; readonly currency: string; readonly dueDate: CalendarDate };
  /** `until`: exclusive. */
  readonly transferRequested: OfTransfer & { readonly until: Instant };
  readonly transferAccepted: OfTransfer & { readonly subscriptions: number };
  readonly transferDeclined: OfTransfer;
  readonly transferCompleted: OfTransfer & { readonly moved: number; readonly subscriptions: number };
  readonly budgetReached: { readonly customer: string; readonly month: string; readonly percent: number; readonly spent: string; readonly amount: string; readonly currency: string };
  readonly overageCharged: { readonly customer: string; readonly month: string; readonly minutes: string; readonly subtotal: string; readonly currency: string };
  readonly notice: { readonly whatToDo: string; readonly url?: string };
}

/** What a message of some kind says, before it is put into words. Prices are for partners alone: what a customer pays is between it and its partner. */
export type Saying<Kind extends KindName = KindName> = { [K in Kind]: { readonly kind: K } & Says[K] }[Kind];
