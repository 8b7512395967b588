import { type CartLineError } from '../../order/state';

/** What a cart shows on a line that cannot be bought. The call itself succeeds. */
export interface WireCartLineError {
  /** An integer from the contract's list of line errors. */
  readonly errorCode: number;
  readonly errorDescription: string;
  readonly additionalInformation?: Readonly<Record<string, number>>;
}

type Row<K extends CartLineError['kind']> = (error: Extract<CartLineError, { kind: K }>) => WireCartLineError;

const rows: { readonly [K in CartLineError['kind']]: Row<K> } = {
  CatalogItemInvalid: ({ catalogItemId }) => ({ errorCode: 10001, errorDescription: `The catalogue has no item ${catalogItemId} for this customer.` }),
  BillingPlanNotSupported: ({ termDuration, billingCycle }) => ({
    errorCode: 10013,
    errorDescription: `The item is not sold for the term ${termDuration || '(none)'} with the billing cycle ${billingCycle}.`,
  }),
  QuantityOutsideOffer: ({ quantity, minimum, maximum }) => ({
    errorCode: 10015,
    errorDescription: `The quantity ${quantity} lies outside what the offer allows: ${minimum} to ${maximum}.`,
    additionalInformation: { availableQuantity: maximum, purchasedQuantity: quantity },
  }),
  ResellerNotAllowed: () => ({ errorCode: 10004, errorDescription: 'A direct-bill partner names no reseller on a line.' }),
};

/** The contract's form of a line's problem. */
export const wireCartLineError = (error: CartLineError): WireCartLineError => (rows[error.kind] as Row<typeof error.kind>)(error);
