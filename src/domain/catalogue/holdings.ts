/** `active` and `suspended` count as held; the others are over and count only for what is counted for ever. */
export type HoldingStatus = 'active' | 'suspended' | 'expired' | 'disabled' | 'deleted';

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
  readonly promotionId?: string;
  /** The most licences it ever had: seats of a promotion stay used when they are taken off again. */
  readonly purchasedQuantity: number;
}

/** All that a customer holds or ever held, over all partners. */
export type Holdings = readonly Holding[];

export const isHeld = ({ status }: Holding): boolean => status === 'active' || status === 'suspended';
