import { type CartLineError } from './state';

/** Why a command on a cart or an order is refused. Facts only. Problems of a single line are kept in the cart, see {@link CartLineError}. */
export type OrderRefusal =
  | { readonly kind: 'CartNotFound'; readonly cartId: string }
  | { readonly kind: 'CartAlreadySubmitted'; readonly cartId: string }
  | { readonly kind: 'CartHasLineErrors'; readonly cartId: string; readonly errors: readonly CartLineError[] }
  | { readonly kind: 'CartWithoutLines' }
  | { readonly kind: 'LineNumbersInvalid'; readonly expectedUpTo: number }
  /** ORD-2: the order keeps the partner's attestation. */
  | { readonly kind: 'PartnerAttestationMissing' }
  | { readonly kind: 'OrderNotFound'; readonly orderId: string }
  /** The catalogue moved on between pricing and checkout: read again and retry. */
  | { readonly kind: 'PriceNoLongerOffered'; readonly catalogItemId: string };
