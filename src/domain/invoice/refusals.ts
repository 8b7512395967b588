export type InvoiceRefusal =
  /** BIL-2: also of another partner's, whose numbers are its own. */
  { readonly kind: 'InvoiceNotFound'; readonly invoiceId: string };
