import { type HandoverStatus } from './state';

/** Why a command on overage is refused: facts only. */
export type OverageRefusal =
  /** OVG-4: no active subscription that enables it, or a caller who manages nothing. */
  | { readonly kind: 'OverageNotManageable'; readonly service: string; readonly problem: 'noEnablingSubscription' | 'role' | 'tier' | 'noParty' }
  /** OVG-5: another partner has it. */
  | { readonly kind: 'OverageHeldByOther'; readonly service: string }
  | { readonly kind: 'AzureSubscriptionNotFound'; readonly azureSubscriptionId: string }
  | { readonly kind: 'AzureSubscriptionNotActive'; readonly azureSubscriptionId: string; readonly status: string }
  /** A subscription, and no Azure subscription. */
  | { readonly kind: 'NotAzureSubscription'; readonly subscriptionId: string }
  | { readonly kind: 'LegacyAzureHeld'; readonly customerId: string }
  | { readonly kind: 'OverageNotAssigned'; readonly service: string }
  | { readonly kind: 'HandoverNotFound'; readonly handoverId: string }
  | { readonly kind: 'HandoverToHolder'; readonly partnerTenantId: string }
  | { readonly kind: 'HandoverTargetUnrelated'; readonly partnerTenantId: string }
  /** OVG-5: one at a time. */
  | { readonly kind: 'HandoverUnderWay'; readonly handoverId: string }
  | { readonly kind: 'HandoverNotPending'; readonly handoverId: string; readonly status: HandoverStatus };
