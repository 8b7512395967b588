export type InvoiceRefusal =
  /** BIL-2: also of another partner's, whose numbers are its own. */
  | { readonly kind: 'InvoiceNotFound'; readonly invoiceId: string }
  /** BIL-1: the subscription has no such line. */
  | { readonly kind: 'ChargeLineNotFound'; readonly subscriptionId: string; readonly version: number; readonly number: number };
