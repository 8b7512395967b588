import type { components } from '@described';

/** A line of money, with the arithmetic it comes from. */
export type ChargeLine = components['schemas']['ChargeLine'];

/** What a command would do, as `?preview=true` answers it. `result` is what the command would answer. */
export interface Preview<T = unknown> {
  readonly preview: true;
  readonly result: T;
  readonly charges: readonly ChargeLine[];
  readonly windows: readonly components['schemas']['PreviewedWindow'][];
  readonly removed: readonly string[];
  readonly outOfProportion?: readonly components['schemas']['AddOnOutOfProportion'][];
  readonly reversible: boolean;
  readonly reversibleUntil?: string;
  readonly ahead?: readonly { readonly what: string; readonly at: string; readonly brings: components['schemas']['Brings'] }[];
}

export const isPreview = (answer: unknown): answer is Preview => typeof answer === 'object' && answer !== null && (answer as { readonly preview?: unknown }).preview === true;

/** What somebody agrees to: money by its lines, windows, what is deleted, what comes then. Not the instants that move with every look at it. */
const agreedTo = ({ charges, windows, removed, outOfProportion = [], reversible, ahead = [] }: Preview): string =>
  JSON.stringify([
    charges.map(({ chargeType, chargeStartDate, chargeEndDate, unitPrice, quantity, subtotal, currency }) => [chargeType, chargeStartDate, chargeEndDate, unitPrice, quantity, subtotal, currency]),
    windows.map(({ change, quantity }) => [change, quantity]),
    removed,
    outOfProportion.map(({ description }) => description),
    reversible,
    ahead.map(({ what, at, brings: { product, quantity, amount, currency } }) => [what, at, product.productId, product.skuId, quantity, amount, currency]),
  ]);

/** Whether a command still does what was shown of it: a dialog can stand open over midnight, when another day's price holds, or another day is charged. */
export const doesTheSame = (shown: Preview, now: Preview): boolean => agreedTo(shown) === agreedTo(now);
