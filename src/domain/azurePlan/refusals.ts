import { type CalendarDate } from '../../kernel/calendarDate';

/** Of an Azure subscription under a plan. */
export type EntitlementRefusal =
  | { readonly kind: 'AzurePlanNotFound'; readonly planId: string }
  | { readonly kind: 'EntitlementNotFound'; readonly entitlementId: string }
  | { readonly kind: 'CancellationReasonUnknown'; readonly given: string }
  /** AZP-4: of days to come nobody knows, of those of a closed month what was charged stands; and there are no more spans than the most. */
  | { readonly kind: 'AccessDaysFixed'; readonly reason: 'future' | 'closed' | 'tooMany'; readonly from: CalendarDate }
  /** Its plan is suspended. */
  | { readonly kind: 'EntitlementNotReactivable'; readonly entitlementId: string };

/** Of changing a plan. */
export type PlanRefusal =
  /** Azure subscriptions are active under it: they are cancelled first. */
  | { readonly kind: 'AzurePlanInUse'; readonly planId: string; readonly active: number }
  /** A plan has no licences, term, next term or end of its own. */
  | { readonly kind: 'AzurePlanMemberFixed'; readonly member: string };

/** Of one more Azure subscription under a plan. */
export type AddRefusal =
  | { readonly kind: 'AzurePlanSuspended'; readonly planId: string }
  | { readonly kind: 'TooManyAzureSubscriptions'; readonly planId: string; readonly most: number };

/** Of moving what is under the older offer. */
export type AzureUpgradeRefusal =
  /** Nothing of the older offer is the partner's to move. */
  | { readonly kind: 'NoLegacyAzure'; readonly customerId: string }
  | { readonly kind: 'AzureUpgradeCompleted'; readonly customerId: string }
  | { readonly kind: 'AzureUpgradeNotFound'; readonly upgradeId: string }
  | { readonly kind: 'AzureUpgradeOfOther'; readonly upgradeId: string }
  /** The plan that they would come under is suspended: it is taken up again first. */
  | { readonly kind: 'AzurePlanSuspended'; readonly planId: string }
  | { readonly kind: 'AzurePlanNotSold'; readonly market: string };

export type AzurePlanRefusal = EntitlementRefusal | PlanRefusal | AddRefusal | AzureUpgradeRefusal;
