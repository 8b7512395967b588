import { type Catalogue } from '../../domain/catalogue/state';
import { planInView } from '../../domain/subscription/nextTerm/planInView';
import { type Outcome } from '../../domain/subscription/outcome';
import { type Subscription } from '../../domain/subscription/state';
import { type App } from '../ports';

/** Whether how it is shown depends on the catalogue. */
export const hasPromisedPromotion = ({ scheduledChange }: Subscription): boolean => scheduledChange?.product.promotionId !== undefined;

/** ORD-11: a subscription as it is read, its plan judged by the catalogue of this moment; read only where something depends on it. */
export const subscriptionInView = async ({ catalogueOf }: App, subscription: Subscription): Promise<Subscription> =>
  hasPromisedPromotion(subscription) ? planInView(await catalogueOf(subscription.offer.country), subscription) : subscription;

/** ORD-11: a change as it is answered and previewed, which is as it is read afterwards. @param catalogue absent where no plan has a promotion. */
export const outcomeInView = (outcome: Outcome, catalogue: Catalogue | undefined): Outcome => (catalogue === undefined ? outcome : { ...outcome, subscription: planInView(catalogue, outcome.subscription) });
