import { type Promotion } from '../../../src/domain/catalogue/promotion';
import { type Subscription } from '../../../src/domain/subscription/state';
import { mustHold, type Check, type Seen } from '../engine/check';
import { subscriptionChanges, type SubscriptionChange } from '../model/lifecycle/commits';

/** Promotions are told apart by product and SKU: editions of one follow each other under one name. */
const nameOf = (promotionId: string): string => promotionId.toUpperCase().split(':').slice(0, 2).join(':');

/** What a subscription has used of a promotion. */
interface Used {
  readonly customerId: string;
  readonly name: string;
  /** The most seats that it had with it: those that went count on. */
  most: number;
  /** Of these, what counts with the subscription that it came from. */
  readonly elsewhere: number;
}

const BUYING: ReadonlySet<string> = new Set(['SubscriptionPurchased', 'SeatsAdded', 'LicencesMovedIn', 'SubscriptionUpgraded', 'ScheduledChangeApplied']);

const isFact = ({ events }: SubscriptionChange, isMeant: (type: string) => boolean): boolean => events.some(({ facts }) => facts.some(({ type }) => isMeant(type)));

/** CAT-5: how many seats a customer has bought with a promotion, over all partners and for good. */
class Promotions {
  /** By subscription and promotion. */
  private readonly used = new Map<string, Used>();

  follow(change: SubscriptionChange, seen: Seen): void {
    const { before, after } = change;
    const { id, customerId, promotionId, quantity, offer } = after;
    if (promotionId === undefined) return;
    const name = nameOf(promotionId);
    const key = `${id} ${name}`;
    const own = this.used.get(key);
    const isMore = quantity > (own?.most ?? 0);
    // What came by a transfer was used by whoever sold it (TRF-2).
    const elsewhere = before === undefined && isFact(change, (type) => type === 'SubscriptionReceived') ? quantity : 0;
    if (own === undefined) this.used.set(key, { customerId, name, most: quantity, elsewhere });
    else own.most = Math.max(own.most, quantity);
    // Carried over to another term as it was, it is given and not bought.
    if (!isMore || !isFact(change, (type) => BUYING.has(type))) return;
    const promotion = this.promotionOf(promotionId, offer, seen);
    this.mustBeLeft(promotion, name, after, seen);
    if (own === undefined) this.mustBeRedeemable(promotion, name, after, seen);
  }

  private promotionOf(promotionId: string, { country }: Subscription['offer'], seen: Seen): Promotion | undefined {
    return seen.world.extras.promotions.find(({ id, market }) => id.toUpperCase() === promotionId.toUpperCase() && market === country);
  }

  private mustBeRedeemable(promotion: Promotion | undefined, name: string, { id, customerId }: Subscription, seen: Seen): void {
    const most = promotion?.constraints.lifetimeRedemptions;
    if (promotion === undefined || most === undefined) return;
    // One that came by a transfer is the one that it was.
    const all = [...this.used].filter(([, used]) => used.customerId === customerId && used.name === name && used.elsewhere === 0);
    mustHold(all.length <= most, 'CAT-5', () => `${customerId} has redeemed ${promotion.id} ${all.length} times, now with ${id}, which it may ${most} times: ${all.map(([key]) => key).join(', ')}`);
    seen.proved('CAT-5');
  }

  private mustBeLeft(promotion: Promotion | undefined, name: string, { id, customerId, quantity }: Subscription, seen: Seen): void {
    const most = promotion?.constraints.seats?.maximum;
    if (promotion === undefined || most === undefined) return;
    const all = [...this.used].filter(([, used]) => used.customerId === customerId && used.name === name);
    const sum = all.reduce((seats, [, used]) => seats + used.most - used.elsewhere, 0);
    mustHold(sum <= most, 'CAT-5', () => `${customerId} has bought ${sum} seats with ${promotion.id}, which has ${most}, ${quantity} of them now in ${id}: ${all.map(([key, used]) => `${used.most - used.elsewhere} in ${key}`).join(', ')}`);
    seen.proved('CAT-5');
  }
}

/** No more seats are bought with a promotion than it has for a customer, and no more often, those that are gone included. */
export const promotions = (): Check => {
  const own = new Promotions();
  return {
    name: 'seats of a promotion are used once',
    after: ({ changes }, seen) => {
      for (const change of subscriptionChanges(changes)) own.follow(change, seen);
    },
  };
};
