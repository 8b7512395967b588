import { type UpgradeRefusal } from '../catalogue/refusals';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';

/** Why an upgrade is refused, beside what refuses any change of a subscription. */
export type TransitionRefusal =
  | { readonly kind: 'TransitionNotForTraditional'; readonly subscriptionId: string }
  /** MIG-4: the traditional call, asked of new commerce. */
  | { readonly kind: 'UpgradeOfTraditionalOnly'; readonly subscriptionId: string }
  /** UPG-1: the catalogue names no target, not this one, or names it among those that are refused. */
  | UpgradeRefusal
  | { readonly kind: 'MoreThanTheSourceHas'; readonly quantity: number; readonly held: number }
  /** Of the target, or of what the source keeps. */
  | { readonly kind: 'TransitionQuantityOutsideLimits'; readonly quantity: number; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'TransitionTermTooShort'; readonly termDuration: string; readonly sourceTermDuration: string }
  /** ORD-7: a part of the licences would be a subscription more. */
  | { readonly kind: 'SubscriptionsExceedLimit'; readonly most: number }
  /** UPG-2: a part of the licences ends with the rest of them. */
  | { readonly kind: 'TransitionTermFixed'; readonly termDuration: string; readonly sourceTermDuration: string }
  | { readonly kind: 'TransitionPlanNotOffered'; readonly termDuration: string; readonly billingCycle: string }
  /** UPG-3: of the subscription that the licences shall go to. */
  | { readonly kind: 'TargetIsSource'; readonly subscriptionId: string }
  | { readonly kind: 'TargetNotActive'; readonly subscriptionId: string; readonly status: string }
  | { readonly kind: 'TargetIsOtherItem'; readonly subscriptionId: string; readonly catalogItemId: string }
  | { readonly kind: 'TargetBeingRenewed'; readonly subscriptionId: string; readonly since: Instant }
  | { readonly kind: 'TargetInWindow'; readonly subscriptionId: string; readonly until: string }
  | { readonly kind: 'TargetTermDiffers'; readonly subscriptionId: string; readonly termDuration: string; readonly sourceTermDuration: string }
  | { readonly kind: 'TargetEndsBeforeSource'; readonly subscriptionId: string; readonly termEnd: CalendarDate; readonly sourceTermEnd: CalendarDate };
