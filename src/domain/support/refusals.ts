export type SupportRefusal =
  | { readonly kind: 'SupportRequestNotFound'; readonly requestId: string }
  | { readonly kind: 'SupportRequestDecided'; readonly requestId: string; readonly status: string }
  /** It can be cancelled without anybody's help. */
  | { readonly kind: 'SupportNotNeeded'; readonly subscriptionId: string; readonly until: string }
  /** UPG-8: no licences of it are superfluous. `until`: they were, and could be asked for until then, exclusive. */
  | { readonly kind: 'NothingRedundant'; readonly subscriptionId: string; readonly until?: string }
  /** More than the running cycle was charged. */
  | { readonly kind: 'RefundTooLarge'; readonly refund: string; readonly most: string };
