import { planInView } from '../../domain/subscription/nextTerm/planInView';
import { type Subscription } from '../../domain/subscription/state';
import { type App } from '../ports';

/** ORD-11: a subscription as it is read, its plan judged by the catalogue of this moment; read only where something depends on it. */
export const subscriptionInView = async ({ catalogueOf }: App, subscription: Subscription): Promise<Subscription> =>
  subscription.scheduledChange?.product.promotionId === undefined ? subscription : planInView(await catalogueOf(subscription.offer.country), subscription);
