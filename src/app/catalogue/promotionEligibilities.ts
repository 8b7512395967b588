import { findOffer } from '../../domain/catalogue/findOffer';
import { type Holdings } from '../../domain/catalogue/holdings';
import { eligiblePromotions, obstaclesToNamed, type Eligibility, type PromotionObstacle } from '../../domain/catalogue/promotionEligibility';
import { type Catalogue, type Segment } from '../../domain/catalogue/state';
import { type Instant } from '../../kernel/instant';
import { success, type Result } from '../../kernel/result';
import { isPromoted } from '../../domain/subscription/kinds/table';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { customerOf } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { listSubscriptions } from '../subscription/subscriptionBook';

/** What a client would like to buy. */
export interface AskedItem {
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly termDuration: string;
  readonly billingCycle: string;
  /** Only this one; absent: all that run for the offer. */
  readonly promotionId?: string;
}

/** A promotion and why it does not apply; eligible if nothing stands against it. */
export interface ItemEligibility {
  /** Absent where there is no promotion to name. */
  readonly promotionId?: string;
  readonly obstacles: readonly (PromotionObstacle | { readonly type: 'InvalidCatalogItemId' | 'NoPromotionsAvailable' })[];
}

interface Shopper {
  readonly catalogue: Catalogue;
  readonly segment: Segment;
  readonly holdings: Holdings;
  readonly at: Instant;
}

/** CAT-5: the promotions of each item as the customer would get them now, each item by itself; none of what is bought without any, as with free days. Ineligible is an answer, not a refusal. Refused: CustomerNotFound. */
export const promotionEligibilities = async (
  app: App,
  partnerTenantId: string,
  customerId: string,
  items: readonly AskedItem[],
): Promise<Result<readonly (readonly ItemEligibility[])[], Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const { country, segment } = customer.value.value;
  const [catalogue, subscriptions] = await Promise.all([app.catalogueOf(country), listSubscriptions(app.commerce, customerId)]);
  const at = app.clock.now();
  const shopper = { catalogue, segment, holdings: standingOf(subscriptions, partnerTenantId, at).holdings, at };
  return success(items.map((item) => eligibilitiesOf(item, shopper)));
};

const eligibilitiesOf = ({ catalogItemId, promotionId, ...asked }: AskedItem, { catalogue, segment, holdings, at }: Shopper): readonly ItemEligibility[] => {
  const named = promotionId === undefined ? {} : { promotionId };
  const offer = findOffer(catalogue, catalogItemId, segment);
  if (!offer.ok) return [{ ...named, obstacles: [{ type: 'InvalidCatalogItemId' }] }];
  const question = { ...asked, offer: offer.value, holdings, at };
  const mayHave = isPromoted(offer.value.item.sku);
  if (promotionId !== undefined) return [{ promotionId, obstacles: mayHave ? obstaclesToNamed(catalogue, promotionId, question) : [{ type: 'InvalidPromotion' }] }];
  const running = mayHave ? eligiblePromotions(catalogue, question) : [];
  return running.length === 0 ? [{ obstacles: [{ type: 'NoPromotionsAvailable' }] }] : running.map(({ promotion, obstacles }: Eligibility) => ({ promotionId: promotion.id, obstacles }));
};
