import { type NotForSale } from '../catalogue/mayBuy';
import { type BaseProblem } from '../subscription/kinds/traditional/baseProblem';
import { type PriceChange } from './priceChange';
import { type CartLineError } from './state';

type AtLine<E> = E extends CartLineError ? E & { readonly lineItemNumber: number } : never;

/** What is wrong with one line of an order. What the catalogue says of an offer, and a base of its add-on, is a refusal of its own, whatever the line. */
export type OrderLineRefusal = AtLine<Exclude<CartLineError, { kind: NotForSale['kind'] | BaseProblem['kind'] | 'CurrencyNotListed' }>>;

/** Why a command on a cart or an order is refused. Facts only. Problems of a single line are kept in the cart, see {@link CartLineError}. */
export type OrderRefusal =
  | { readonly kind: 'CartNotFound'; readonly cartId: string }
  | { readonly kind: 'CartAlreadySubmitted'; readonly cartId: string }
  | { readonly kind: 'CartHasLineErrors'; readonly cartId: string; readonly errors: readonly CartLineError[] }
  /** ORD-11: since it was read last. */
  | { readonly kind: 'CartPricesRisen'; readonly cartId: string; readonly risen: readonly PriceChange[] }
  | { readonly kind: 'CartWithoutLines' }
  | { readonly kind: 'LineNumbersInvalid'; readonly expectedUpTo: number }
  /** Of a cart, whose lines the client numbers as it likes. */
  | { readonly kind: 'LineIdsRepeated'; readonly ids: readonly number[] }
  /** ORD-1: of an order without a cart, the first line that is billed otherwise than its first. */
  | { readonly kind: 'OrderCyclesDiffer'; readonly lineItemNumber: number; readonly billingCycle: string; readonly first: string }
  /** ORD-2: the order keeps the partner's attestation. */
  | { readonly kind: 'PartnerAttestationMissing' }
  /** Through the subscription, as CAN-4 and CAN-5 have it. */
  | { readonly kind: 'SaasCancelledElsewhere'; readonly orderId: string; readonly subscriptionId: string }
  /** Through the subscription, as CAN-1 has it; the Azure plan too. */
  | { readonly kind: 'LicencesCancelledElsewhere'; readonly orderId: string; readonly subscriptionId: string }
  /** Neither through the order nor through its subscription: a trial. */
  | { readonly kind: 'OrderNotCancellable'; readonly orderId: string; readonly title: string }
  /** A member of an order, or of a line it has, that a PATCH sends with another value. */
  | { readonly kind: 'OrderMemberFixed'; readonly member: string; readonly stored?: string }
  /** MIG-3: what it bought, or what hangs on that, cannot be billed otherwise while it is suspended or has ended. */
  | { readonly kind: 'OrderHasInactive'; readonly orderId: string; readonly subscriptionId: string; readonly status: string }
  /** MIG-3: these would be left on the old plan, which what they hang on, or were bought with, has no more. */
  | { readonly kind: 'OrderNotInSync'; readonly orderId: string; readonly subscriptionIds: readonly string[] }
  /** MIG-3: not for sale on that billing cycle today. */
  | { readonly kind: 'BillingCycleNotSold'; readonly orderId: string; readonly subscriptionId: string; readonly billingCycle: string }
  | { readonly kind: 'OrderNotFound'; readonly orderId: string }
  | OrderLineRefusal
  | { readonly kind: 'CycleLongerThanTerm'; readonly lineItemNumber: number; readonly termDuration: string; readonly billingCycle: string };
