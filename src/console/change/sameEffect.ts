/** What of a preview somebody agrees to. */
interface Effect {
  readonly charges: readonly { readonly chargeType: string; readonly chargeStartDate: string; readonly chargeEndDate?: string | undefined; readonly unitPrice: string; readonly quantity: number; readonly subtotal: string; readonly currency: string }[];
  readonly windows: readonly { readonly change: string; readonly quantity: number }[];
  readonly removed: readonly string[];
  readonly outOfProportion?: readonly { readonly description: string }[] | undefined;
  readonly reversible: boolean;
  readonly ahead?: readonly { readonly what: string; readonly at: string; readonly brings: { readonly product: { readonly productId: string; readonly skuId: string }; readonly quantity: number; readonly amount?: string | undefined; readonly currency?: string | undefined } }[] | undefined;
}

/** Money by its lines, windows, what is deleted, what comes then. Not the instants that move with every look at it. */
const agreedTo = ({ charges, windows, removed, outOfProportion = [], reversible, ahead = [] }: Effect): string =>
  JSON.stringify([
    charges.map(({ chargeType, chargeStartDate, chargeEndDate, unitPrice, quantity, subtotal, currency }) => [chargeType, chargeStartDate, chargeEndDate, unitPrice, quantity, subtotal, currency]),
    windows.map(({ change, quantity }) => [change, quantity]),
    removed,
    outOfProportion.map(({ description }) => description),
    reversible,
    ahead.map(({ what, at, brings: { product, quantity, amount, currency } }) => [what, at, product.productId, product.skuId, quantity, amount, currency]),
  ]);

/**
 * Whether a command still does what was shown of it: a dialog can stand open over midnight, when another day's price holds, or another day is charged.
 * @param besides what else of it was shown and agreed to
 */
export const doesTheSame = <E extends Effect>(shown: E, now: E, besides: (effect: E) => unknown = () => undefined): boolean => agreedTo(shown) === agreedTo(now) && JSON.stringify(besides(shown)) === JSON.stringify(besides(now));
