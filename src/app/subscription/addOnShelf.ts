import { addOnsMadeFor } from '../../domain/catalogue/addOns';
import { offersOf, segmentsOpenTo, type FoundOffer } from '../../domain/catalogue/findOffer';
import { type Customer } from '../../domain/parties/customer/state';
import { type Partner } from '../../domain/parties/partner/state';
import { statusAt } from '../../domain/subscription/standing';
import { type Subscription } from '../../domain/subscription/state';
import { type Instant } from '../../kernel/instant';
import { readCustomer } from '../customer/customerBook';
import { customerJudge, type OfferProblem } from '../order/offerJudge';
import { type App } from '../ports';
import { RowUnreadable, type Readable, type UnreadableRow } from '../unreadable';

/** An add-on made for a subscription, and what stands in the way of buying it. */
export interface ShelvedAddOn {
  readonly offer: FoundOffer;
  readonly problems: readonly OfferProblem[];
}

/** The add-ons of some subscriptions. */
export interface AddOnShelf {
  /** In the order of the price sheet; none of one that has ended. */
  readonly addOnsFor: (subscription: Subscription) => readonly ShelvedAddOn[];
  /** A subscription as it was when what the customer has was read to judge them: shown with what comes of it, an answer is of one moment. */
  readonly asJudged: (subscription: Subscription) => Subscription;
  /** Rows of the customer that could not be read (DUE-2). */
  readonly unreadable: readonly UnreadableRow[];
}

const isLive = (subscription: Subscription, at: Instant): boolean => ['active', 'suspended'].includes(statusAt(subscription, at));

/**
 * ORD-11, ORD-5: add-ons that are made for a customer's subscriptions, of its market and segment, each judged as a cart would. A traditional one is judged as one of that subscription, those of new commerce
 * by all that the customer has. What the customer holds is read only where there are any.
 * @param held all its subscriptions, where they have been read already. @throws when the store fails.
 */
export const addOnShelf = async (app: App, partner: Partner, customer: Customer, subscriptions: readonly Subscription[], at: Instant, held?: Readable<Subscription>): Promise<AddOnShelf> => {
  const catalogue = await app.catalogueOf(customer.country);
  const offersFor = (subscription: Subscription): readonly FoundOffer[] =>
    isLive(subscription, at) ? addOnsMadeFor(catalogue, subscription.offer).flatMap((item) => offersOf(catalogue, item, segmentsOpenTo(customer.segment))) : [];
  const { problemsOf, unreadable, held: judgedBy } = await customerJudge(app, partner, customer, catalogue, subscriptions.flatMap(offersFor), at, held);
  return {
    addOnsFor: (subscription) => offersFor(subscription).map((offer) => ({ offer, problems: problemsOf(offer, subscription) })),
    asJudged: (subscription) => judgedBy?.find(({ id }) => id === subscription.id) ?? subscription,
    unreadable,
  };
};

/** Whether one of them can be bought now. */
export const hasPurchasableAddOn = ({ addOnsFor }: Pick<AddOnShelf, 'addOnsFor'>, subscription: Subscription): boolean => addOnsFor(subscription).some(({ problems }) => problems.length === 0);

/** Of a subscription for which nothing is made. */
const EMPTY: AddOnShelf = { addOnsFor: () => [], asJudged: (subscription) => subscription, unreadable: [] };

/** The shelf of one subscription; the customer is read only where anything is made for it. Undefined where the customer's row is gone or cannot be read: the subscription is shown without. @throws when the store fails. */
export const shelfOf = async (app: App, partner: Partner, subscription: Subscription, at: Instant): Promise<AddOnShelf | undefined> => {
  const made = isLive(subscription, at) ? addOnsMadeFor(await app.catalogueOf(subscription.offer.country), subscription.offer) : [];
  if (made.length === 0) return EMPTY;
  try {
    const customer = await readCustomer(app.commerce, subscription.customerId);
    return customer && (await addOnShelf(app, partner, customer.value, [subscription], at));
  } catch (error) {
    if (error instanceof RowUnreadable) return undefined;
    throw error;
  }
};
