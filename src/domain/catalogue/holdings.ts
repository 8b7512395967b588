import { skuKey } from './state';

/** `active` and `suspended` count as held; the others are over and count only for what is counted for ever. */
export type HoldingStatus = 'active' | 'suspended' | 'expired' | 'disabled' | 'deleted';

/** CAT-5: seats that were bought with a promotion, by one subscription and for good. */
export interface Redemption {
  readonly promotionId: string;
  /** The most that it ever had with it: those that were taken off again, or left, still count. */
  readonly seats: number;
}

/** One subscription as the rules of buying see it, whichever partner sold it. */
export interface Holding {
  readonly subscriptionId: string;
  readonly productId: string;
  readonly skuId: string;
  /** Licences now; of a subscription that is over, those it ended with. */
  readonly quantity: number;
  readonly status: HoldingStatus;
  /** Tenant of the partner who sold it. */
  readonly partnerId: string;
  /** One for each promotion that it ever had, whatever it has now; absent: none. */
  readonly redemptions?: readonly Redemption[];
  /** `product:sku`, in capitals, of what it was before it became this; absent: nothing else. */
  readonly formerSkus?: readonly string[];
  /** It was transferred (TRF-2): what another partner has of it now is the same purchase. */
  readonly wentOn?: true;
}

/** All that a customer holds or ever held, over all partners. */
export type Holdings = readonly Holding[];

/** `product:sku`, in capitals, of all that it is and ever was. */
export const everOf = ({ productId, skuId, formerSkus = [] }: Holding): readonly string[] => [skuKey(productId, skuId), ...formerSkus];

export const isHeld = ({ status }: Holding): boolean => status === 'active' || status === 'suspended';
