/** Why one subscription cannot be transferred (TRF-4), now or when it is carried out. */
export type TransferObstacle = 'NotOfSource' | 'NotActive' | 'Suspended' | 'BeingRenewed' | 'RenewalParked' | 'Trial' | 'OtherKind' | 'InOtherTransfer' | 'TargetMayNotSell' | 'CurrencyNotListed' | 'OfferOutdated';

export type TransferRefusal =
  /** Unknown, or the caller is neither source nor target (PAR-3). */
  | { readonly kind: 'TransferNotFound'; readonly transferId: string }
  | { readonly kind: 'TransferToSelf'; readonly partnerTenantId: string }
  /** The source is unknown, or has no accepted relationship with the customer. */
  | { readonly kind: 'TransferSourceUnrelated'; readonly partnerTenantId: string }
  /** None of the product types that it asks for is moved. */
  | { readonly kind: 'TransferProductsUnfit'; readonly asked: readonly string[] }
  /** As many requests of the two for that customer wait for their answers already. */
  | { readonly kind: 'TransfersWaiting'; readonly most: number }
  | { readonly kind: 'TransferProductUnfit'; readonly subscriptionId: string; readonly productType: string }
  | { readonly kind: 'TransferOfAzure'; readonly subscriptionId: string }
  | { readonly kind: 'TransferNotYours'; readonly needed: 'source' | 'target' }
  | { readonly kind: 'TransferInProgress'; readonly transferId: string }
  | { readonly kind: 'TransferOver'; readonly transferId: string; readonly status: string }
  | { readonly kind: 'TransferLineUnfit'; readonly subscriptionId: string; readonly obstacle: TransferObstacle }
  /** ORD-11: of a line that was offered to the target on better terms than it would get now. */
  | { readonly kind: 'TransferOfferOutdated'; readonly subscriptionIds: readonly string[] }
  | { readonly kind: 'TransferLineTwice'; readonly subscriptionId: string };
