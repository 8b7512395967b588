import { type ChargeLine } from '../billing/chargeLine';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type AddOnMisfit } from './limits/addOnMisfit';
import { type Result } from '../../kernel/result';
import { type SubscriptionRefusal } from './refusals';
import { type Batch, type Subscription } from './state';

/** A fact about one subscription, in the past tense. `version` is the subscription's version after it. */
export type SubscriptionEvent =
  | { readonly type: 'SubscriptionPurchased'; readonly quantity: number; readonly termEnd: CalendarDate }
  /** It runs already as it comes here, bought before. */
  | { readonly type: 'SubscriptionImported'; readonly quantity: number; readonly termStart: CalendarDate; readonly termEnd: CalendarDate }
  /** ORD-6: the publisher confirmed the customer's set-up. */
  | { readonly type: 'SubscriptionActivated' }
  /** ORD-6: the free days are over. */
  | { readonly type: 'FreeTrialTurnedPaid'; readonly termDuration: string; readonly billingCycle: string }
  /** ORD-5: of a traditional base. */
  | { readonly type: 'AddOnAttached'; readonly addOnId: string }
  /** `windowClosesAt` absent: they have none, and come off at any time (MIG-2). */
  | { readonly type: 'SeatsAdded'; readonly from: number; readonly to: number; readonly windowClosesAt?: Instant }
  | { readonly type: 'SeatsRemoved'; readonly from: number; readonly to: number }
  | { readonly type: 'SubscriptionRenamed'; readonly friendlyName: string }
  | { readonly type: 'ResellerOfRecordChanged'; readonly resellerOfRecord?: string }
  | { readonly type: 'SupportContactChanged'; readonly supportTenantId: string; readonly supportMpnId: string; readonly name: string }
  | { readonly type: 'AutoRenewTurnedOn' }
  | { readonly type: 'AutoRenewTurnedOff' }
  /** SUS-1: users have no access; charges go on. */
  | { readonly type: 'SubscriptionSuspended' }
  | { readonly type: 'SubscriptionResumed' }
  /** CAN-2: for good. */
  | { readonly type: 'SubscriptionCancelled' }
  /** SCH-1: another next term than a repetition; instead of what was planned before, if anything was. `outOfProportion`: add-ons that it would leave so, as things are. */
  | { readonly type: 'ChangeScheduled'; readonly catalogItemId: string; readonly termDuration: string; readonly billingCycle: string; readonly quantity: number; readonly effectiveOn: CalendarDate; readonly outOfProportion?: readonly AddOnMisfit[] }
  /** The next term is what was planned. `licences`: of its users, where the SKU is another (SCH-5). */
  | { readonly type: 'ScheduledChangeApplied'; readonly catalogItemId: string; readonly termDuration: string; readonly billingCycle: string; readonly quantity: number; readonly licences?: LicenceReassignment }
  /** TRI-2 to TRI-4: a trial is paid for now, in the subscription it was. */
  | { readonly type: 'TrialConverted'; readonly catalogItemId: string; readonly termDuration: string; readonly billingCycle: string; readonly quantity: number; readonly operationId?: string }
  /** SCH-6: it can no longer be applied; the term repeats. */
  | { readonly type: 'ScheduledChangeNotApplied'; readonly catalogItemId: string; readonly reason: 'NoLongerSold' | 'QuantityOutsideLimits' | 'BeyondLimits' }
  /** CAT-5, ORD-11: the promotion that the ended term had, or the plan, or the licences before their upgrade, does not apply any more: a licence costs `cyclePrice` now. */
  | { readonly type: 'PromotionNotKept'; readonly promotionId: string; readonly cyclePrice: string }
  /** REN-8: its SKU is off sale. */
  | { readonly type: 'RenewedIntoSuccessor'; readonly fromCatalogItemId: string; readonly toCatalogItemId: string }
  /** ORD-3, ORD-4: what went is missed by add-ons of the customer, whoever sold them: they stay, and do not grow until they fit again. */
  | { readonly type: 'AddOnsOutOfProportion'; readonly addOns: readonly AddOnMisfit[] }
  /** CYC-1: another billing cycle from the next charge on; taken away again; in force. */
  | { readonly type: 'NextChargePlanned'; readonly billingCycle: string; readonly effectiveAt: Instant }
  | { readonly type: 'NextChargeUnplanned'; readonly reason: NextChargeRemoval }
  | { readonly type: 'BillingCycleChanged'; readonly from: string; readonly to: string }
  /** MIG-3: twelve months begin anew, on another billing cycle. */
  | { readonly type: 'TermRestarted'; readonly termNumber: number; readonly termStart: CalendarDate; readonly termEnd: CalendarDate }
  /** SCH-4: the planned next term is gone, and why. */
  | { readonly type: 'ScheduledChangeRemoved'; readonly reason: ScheduledChangeRemoval }
  /** UPG-2, in place: all its licences are of another SKU now. */
  | { readonly type: 'SubscriptionUpgraded'; readonly operationId: string; readonly fromCatalogItemId: string; readonly toCatalogItemId: string; readonly quantity: number; readonly termEnd: CalendarDate; readonly licences: LicenceReassignment }
  /** UPG-2, UPG-3: licences went to another subscription; `to` 0 ends this one. */
  | { readonly type: 'LicencesMovedOut'; readonly operationId: string; readonly from: number; readonly to: number; readonly toSubscriptionId: string; readonly licences: LicenceReassignment }
  /** Licences of another subscription made this one, or came to it. */
  | { readonly type: 'LicencesMovedIn'; readonly operationId: string; readonly from: number; readonly to: number; readonly fromSubscriptionId: string; readonly termEnd: CalendarDate }
  /** MIG-5: it goes on as a subscription of new commerce, which this one ends for. */
  | { readonly type: 'SubscriptionMigrated'; readonly migrationId: string; readonly toSubscriptionId: string; readonly catalogItemId: string }
  /** MIG-5: of the new one. */
  | { readonly type: 'MigratedFromTraditional'; readonly migrationId: string; readonly fromSubscriptionId: string }
  /** TRF-2: it goes on as another partner's. */
  | { readonly type: 'SubscriptionTransferred'; readonly transferId: string; readonly toPartnerTenantId: string }
  | { readonly type: 'SubscriptionReceived'; readonly transferId: string; readonly fromPartnerTenantId: string; readonly quantity: number; readonly termEnd: CalendarDate }
  | { readonly type: 'CycleCharged'; readonly cycleStart: CalendarDate; readonly cycleEnd: CalendarDate }
  | { readonly type: 'SubscriptionRenewed'; readonly termNumber: number; readonly termStart: CalendarDate; readonly termEnd: CalendarDate; readonly completedAt: Instant }
  /** POL-2: a month of extended service began. */
  | { readonly type: 'SubscriptionExtended'; readonly termNumber: number; readonly termStart: CalendarDate; readonly termEnd: CalendarDate; readonly completedAt: Instant }
  | { readonly type: 'TermEndChosen'; readonly choice: 'extend' | 'cancel' }
  /** POL-2: what was chosen to follow the term is forgotten, as something else was done. */
  | { readonly type: 'TermEndChoiceRemoved' }
  /** The stages after its term; `since` as it should have been. */
  | { readonly type: 'SubscriptionDisabled'; readonly since: Instant }
  | { readonly type: 'SubscriptionDeleted'; readonly since: Instant }
  | { readonly type: 'SubscriptionExpired'; readonly reason: 'AutoRenewOff' | 'Suspended' | 'CancelChosen' | 'NoLongerSold' | 'BeyondLimits' | 'BaseExpired' };

/** UPG-6: whether the users' licences were assigned anew by themselves. */
export type LicenceReassignment = 'automatic' | 'manual';

/** Why a scheduled change went: it was asked for, or something else was done mid-term that deletes it (SCH-4, SUS-4, UPG-5, TRF-4). */
export type ScheduledChangeRemoval = 'Asked' | 'QuantityChanged' | 'AutoRenewTurnedOff' | 'Suspended' | 'Cancelled' | 'TermChanged' | 'Upgraded' | 'TrialConverted' | 'Transferred';

/** Why what was planned for the next charge went. */
export type NextChargeRemoval = Extract<ScheduledChangeRemoval, 'Asked' | 'Cancelled' | 'Upgraded' | 'Transferred'>;

/** What a command does to one subscription: the same value is shown by a preview and stored by the command. */
export interface Outcome {
  readonly subscription: Subscription;
  /** Empty when nothing changed. */
  readonly events: readonly SubscriptionEvent[];
  readonly charges: readonly ChargeLine[];
  readonly windowsOpened: readonly Batch[];
  /** Batches, or parts of them, that the command used up. */
  readonly windowsUsed: readonly Batch[];
  /** Names of what the command deletes beside what it is about, `scheduledNextTermInstructions` say, or of what was asked for with it and is not kept. */
  readonly removed: readonly string[];
  /** Until when (exclusive) the effect can be undone by another command; null: it cannot. */
  readonly reversibleUntil: Instant | null;
  /** What the same command does to other subscriptions, in the same transaction: the add-ons that are suspended or resumed with their base (MIG-2). Absent: nothing. */
  readonly alongside?: readonly Outcome[];
}

/** What a command does to all subscriptions that it touches, the one it is about first. */
export const allOf = (outcome: Outcome): readonly Outcome[] => [outcome, ...(outcome.alongside ?? [])];

export type Decision = Result<Outcome, SubscriptionRefusal>;

/** Nothing happened: the answer to a command that asks for what is already so. */
export const unchanged = (subscription: Subscription): Outcome => ({
  subscription,
  events: [],
  charges: [],
  windowsOpened: [],
  windowsUsed: [],
  removed: [],
  reversibleUntil: null,
});

/** Both, in one transaction: `second` was decided on the subscription that `first` left. It can be undone only while each part can. */
export const followedBy = (first: Outcome, second: Outcome): Outcome => {
  if (second.events.length === 0) return first;
  if (first.events.length === 0) return second;
  const alongside = [...(first.alongside ?? []), ...(second.alongside ?? [])];
  return {
    subscription: second.subscription,
    events: [...first.events, ...second.events],
    charges: [...first.charges, ...second.charges],
    windowsOpened: [...first.windowsOpened, ...second.windowsOpened],
    windowsUsed: [...first.windowsUsed, ...second.windowsUsed],
    removed: [...first.removed, ...second.removed],
    reversibleUntil: earlier(first.reversibleUntil, second.reversibleUntil),
    ...(alongside.length > 0 && { alongside }),
  };
};

const earlier = (a: Instant | null, b: Instant | null): Instant | null => {
  if (a === null || b === null) return null;
  return a < b ? a : b;
};
