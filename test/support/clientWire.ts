/** Members of the contract's resources that scenarios reach for; whole bodies are compared as values. */
export interface Collection<T> {
  readonly totalCount: number;
  readonly items: readonly T[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

export interface Resource {
  readonly id: string;
}

export interface WireAvailability extends Resource {
  readonly catalogItemId: string;
}

export interface WireOrder extends Resource {
  readonly lineItems: readonly { readonly subscriptionId: string }[];
}

export interface WireSubscription extends Resource {
  readonly quantity: number;
  readonly status: string;
  readonly termDuration: string;
  readonly effectiveStartDate: string;
  readonly orderId: string;
  readonly commitmentEndDate: string;
  readonly billingCycleEndDate: string;
  readonly cancellationAllowedUntilDate?: string;
  readonly attributes: { readonly etag: string };
}

export interface WireCharge extends Resource {
  readonly chargeType: string;
  readonly orderDate: string;
  readonly chargeStartDate: string;
  readonly chargeEndDate: string;
  readonly effectiveUnitPrice: string;
  readonly quantity: number;
  readonly subtotal: string;
}

export interface WireEvent extends Resource {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly version: number;
}

export interface WireError {
  readonly code: number;
  readonly description: string;
}
