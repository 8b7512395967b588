import { type Instant } from '../../kernel/instant';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type TermDuration } from '../../kernel/durations';
import { type CatalogueRefusal } from '../catalogue/refusals';

/** CAT-4: of a plan for another SKU, of which the customer holds, or held, all that it may. */
type HeldAlready = Extract<CatalogueRefusal, { kind: 'AlreadyHeld' | 'HeldSuspended' }>;

/** CAT-4: of a plan for another SKU, which this partner may not sell, or nobody here. */
type Withheld = Extract<CatalogueRefusal, { kind: 'NotTransactable' | 'NotInProgramme' | 'NotSoldInMarket' | 'ExclusiveToOthers' }>;

/** Why a command on a subscription is refused: facts only; the edge composes the sentence and picks status and code. */
export type SubscriptionRefusal =
  | HeldAlready
  | Withheld
  /** Unknown, or another partner's: the two answer alike (PAR-3). */
  | { readonly kind: 'SubscriptionNotFound'; readonly subscriptionId: string }
  | { readonly kind: 'SubscriptionNotActive'; readonly subscriptionId: string; readonly status: string }
  | { readonly kind: 'QuantityOutsideLimits'; readonly quantity: number; readonly minimum: number; readonly maximum: number }
  /** SUB-4: outside every window; the next one opens when the next term starts. */
  | { readonly kind: 'ReductionWindowClosed'; readonly requested: number; readonly removable: number; readonly nextWindowOpens?: CalendarDate }
  /** SUB-3: a reduction never makes the quantity zero. */
  | { readonly kind: 'QuantityZero'; readonly subscriptionId: string }
  /** CAN-1: the term's window is over; UPG-4, where `upgradedAt` says so, because an upgrade is final. */
  | { readonly kind: 'CancellationWindowClosed'; readonly subscriptionId: string; readonly hours: number; readonly closedAt: Instant; readonly nextWindowOpens?: CalendarDate; readonly upgradedAt?: Instant }
  /** ORD-9: perpetual software. */
  | { readonly kind: 'CancelledThroughOrder'; readonly subscriptionId: string; readonly orderId: string }
  /** ORD-9: by its distribution. */
  | { readonly kind: 'OfferNeverCancelled'; readonly subscriptionId: string; readonly title: string }
  /** ORD-9. */
  | { readonly kind: 'SoftwareQuantityFixed'; readonly subscriptionId: string }
  /** ORD-10. */
  | { readonly kind: 'MeteredWithoutSeats'; readonly subscriptionId: string }
  | { readonly kind: 'PerpetualNotSuspended'; readonly subscriptionId: string }
  /** CAN-2, SUS-3: no way leads from this status to that. */
  | { readonly kind: 'StatusNotReachable'; readonly subscriptionId: string; readonly from: string; readonly to: string }
  /** SUS-4: nothing but resuming and cancelling. */
  | { readonly kind: 'SubscriptionSuspended'; readonly subscriptionId: string }
  /** TRI-1. */
  | { readonly kind: 'TrialStatusFixed'; readonly subscriptionId: string }
  /** ORD-5: what hangs on it would be left without a base. */
  | { readonly kind: 'AddOnsAttached'; readonly subscriptionId: string; readonly addOnIds: readonly string[] }
  /** MIG-2: a base and its add-ons are suspended in one transaction, which holds so many rows and no more. */
  | { readonly kind: 'FamilyTooLarge'; readonly subscriptionId: string; readonly rows: number; readonly most: number }
  /** Members of one PATCH that cannot both be meant. */
  | { readonly kind: 'MembersContradict'; readonly members: readonly string[] }
  /** A member that says what the subscription is or when it runs; `stored` absent: it has none. */
  | { readonly kind: 'MemberFixed'; readonly member: string; readonly stored?: string }
  /** A running term is never cut short, and a longer one begins with an upgrade, a conversion or the next term. */
  | { readonly kind: 'TermDurationFixed'; readonly subscriptionId: string; readonly from: TermDuration; readonly to: TermDuration; readonly isTrial: boolean }
  /** CYC-1: a plain change of the billing cycle is none of a subscription's. `orderId`: through which it is one (MIG-3). */
  | { readonly kind: 'BillingCycleFixed'; readonly billingCycle: string; readonly orderId?: string }
  /** SUB-6: of a partner who sells directly. */
  | { readonly kind: 'PartnerOfRecordFixed' }
  /** Neither the partner nor one of its resellers. `named` is what the call says. */
  | { readonly kind: 'SupportContactNotPartnered'; readonly named: string }
  | { readonly kind: 'RecordResellerUnknown'; readonly partnerId: string }
  | { readonly kind: 'RecordResellerInvalid'; readonly partnerId: string }
  | { readonly kind: 'RecordResellerUnsigned'; readonly partnerId: string }
  /** SCH-2. */
  | { readonly kind: 'ScheduleNeedsAutoRenew'; readonly subscriptionId: string }
  /** SaaS and traditional subscriptions have no scheduled changes. */
  | { readonly kind: 'NothingScheduledFor'; readonly subscriptionId: string }
  | { readonly kind: 'PlannedProductUnknown'; readonly missing: 'product' | 'sku' | 'availability'; readonly productId: string; readonly skuId: string; readonly availabilityId: string }
  /** SCH-1: neither the same SKU nor an upgrade of it. */
  | { readonly kind: 'PlannedProductNotATarget'; readonly catalogItemId: string }
  | { readonly kind: 'PlannedPlanNotOffered'; readonly termDuration: string; readonly billingCycle: string }
  | { readonly kind: 'PlannedEndNotForProduct'; readonly end: CalendarDate }
  | { readonly kind: 'PlannedEndOutsideTerm'; readonly end: CalendarDate; readonly start: CalendarDate }
  /** ORD-8: a month cannot be planned to end on a day that not every month has. */
  | { readonly kind: 'PlannedEndDrifts'; readonly end: CalendarDate }
  | { readonly kind: 'PlannedEndMatchesNothing'; readonly end: CalendarDate }
  | { readonly kind: 'PlannedPromotionUnknown'; readonly promotionId: string }
  /** BLK-2, BLK-3: what a plan, or what was done by it, is about is not as it was. */
  | { readonly kind: 'NextTermChanged'; readonly subscriptionId: string }
  /** BLK-2: the line of the plan was carried out and taken back. */
  | { readonly kind: 'NextTermTakenBack'; readonly subscriptionId: string }
  /** BLK-3: what was planned for the next term has come. */
  | { readonly kind: 'NextTermBegun'; readonly subscriptionId: string; readonly begunOn: CalendarDate }
  /** CYC-1: only three-year terms change, between monthly and annual. */
  | { readonly kind: 'BillingCycleNotChangeable'; readonly termDuration: string; readonly from: string; readonly to: string }
  | { readonly kind: 'NextChargeOtherProduct'; readonly productId: string; readonly skuId: string }
  | { readonly kind: 'TrialQuantityFixed'; readonly subscriptionId: string }
  /** POL-2: extended service knows no change of seats. */
  | { readonly kind: 'ExtendedQuantityFixed'; readonly subscriptionId: string }
  /** POL-2: what follows a term that renews is the next one. */
  | { readonly kind: 'NotWithAutoRenew'; readonly subscriptionId: string }
  /** POL-2: no extended service follows this term. */
  | { readonly kind: 'NoExtendedService'; readonly subscriptionId: string; readonly termEnd: CalendarDate }
  /** ORD-6: before the publisher confirmed the customer's set-up only cancelling and auto-renew change it. */
  | { readonly kind: 'ActivationAwaited'; readonly subscriptionId: string }
  | { readonly kind: 'AlreadyActivated'; readonly subscriptionId: string; readonly activatedAt: Instant }
  /** Only ISV SaaS is activated. */
  | { readonly kind: 'NothingToActivate'; readonly subscriptionId: string }
  /** ORD-5: the add-on does not hang on this base. */
  | { readonly kind: 'NotAddOnOf'; readonly parentId: string; readonly productId: string; readonly skuId: string }
  | { readonly kind: 'ParentNotActive'; readonly parentId: string; readonly status: string }
  | { readonly kind: 'TooManyAddOns'; readonly parentId: string; readonly most: number }
  /** REN-5: while a renewal is due or being carried out. */
  | { readonly kind: 'RenewalInProgress'; readonly subscriptionId: string; readonly since: Instant }
  | { readonly kind: 'ReadOnlyDuringRenewal'; readonly subscriptionId: string; readonly member: string; readonly since: Instant }
  /** REN-7: it failed for 24 hours and was given up, so that waiting does not help. */
  | { readonly kind: 'RenewalParked'; readonly subscriptionId: string; readonly since: Instant }
  | { readonly kind: 'CannotAutoRenew'; readonly subscriptionId: string }
  /** The task is not due: a renewal before the term's end, a cycle charge before the cycle's end. A repeat of what is done answers so too. */
  | { readonly kind: 'NotDue'; readonly dueAt: Instant }
  /** More seats than the customer may still have: of the SKU over all partners, as a share of an add-on's base, or of its promotion. */
  | { readonly kind: 'SeatsExceedWhatIsLeft'; readonly limit: 'pool' | 'base' | 'promotion'; readonly asked: number; readonly available: number }
  /** ORD-4: more seats of an add-on where the customer has nothing that it could be added to. */
  | { readonly kind: 'NoBaseHeld'; readonly prerequisites: readonly string[] }
  /** ORD-3: so few seats of an add-on that the customer would have less than the share of its base. `total` over all its subscriptions of it. */
  | { readonly kind: 'AddOnShareNotMet'; readonly minimum: number; readonly total: number; readonly base: number }
  /** CAT-5: fewer seats than the promotion of the running term asks for. */
  | { readonly kind: 'PromotionSeatsNotMet'; readonly quantity: number; readonly minimum: number; readonly promotionId: string };
