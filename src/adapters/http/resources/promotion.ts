import { type AskedItem, type ItemEligibility } from '../../../app/catalogue/promotionEligibilities';
import { type Promotion } from '../../../domain/catalogue/promotion';
import { pascalCycle } from './catalogueAvailability';

/** As a list shows it. */
export const promotionResource = (promotion: Promotion) => ({
  id: promotion.id,
  name: promotion.name,
  description: promotion.description,
  startDate: promotion.startDate,
  endDate: promotion.endDate,
  properties: { isAutoApplicable: promotion.autoApplicable },
  requiredProducts: promotion.requiredProducts.map(({ productId, skuId, termDuration, billingCycle, percentDiscount }) => ({
    productId,
    skuId,
    term: { duration: termDuration, billingCycle: pascalCycle(billingCycle) },
    // The contract's table says `type`; its samples and the published client say `policyType`.
    pricingPolicies: [{ policyType: 'PercentDiscount', value: percentDiscount }],
  })),
});

/** As a single get shows it: with what it asks of the customer. */
export const promotionWithConstraints = (promotion: Promotion) => {
  const { seats, firstPurchase, lifetimeRedemptions, ownedProducts } = promotion.constraints;
  return {
    ...promotionResource(promotion),
    promotionConstraints: {
      ...(seats && { seatConstraints: [{ minSeats: seats.minimum, maxSeats: seats.maximum, type: 'SubscriptionQuantity' }] }),
      ...(lifetimeRedemptions !== undefined && { assetOwnershipLimits: [{ minAssets: 0, maxAssets: lifetimeRedemptions, type: 'LifetimeRedemptionCount' }] }),
      ...(firstPurchase !== undefined && { eligibilityConstraints: [{ isApplicable: firstPurchase, type: 'FirstPurchase' }] }),
      ...(ownedProducts && { productOwnershipConstraints: ownedProducts.map((all) => all.map((key) => ({ bigId: key.replace(':', '/') }))) }),
    },
  };
};

/** @param id as the client numbered the item. */
export const eligibilityResource = (id: number, asked: AskedItem, entries: readonly ItemEligibility[]) => ({
  id,
  catalogItemId: asked.catalogItemId,
  quantity: asked.quantity,
  billingCycle: asked.billingCycle,
  termDuration: asked.termDuration,
  eligibilities: entries.map(({ promotionId, obstacles }) => ({
    ...(promotionId !== undefined && { promotionId }),
    isEligible: obstacles.length === 0,
    ...(obstacles.length > 0 && { errors: obstacles.map(obstacleResource) }),
  })),
  attributes: { objectType: 'PromotionEligibilities' },
});

type Obstacle = ItemEligibility['obstacles'][number];

const obstacleResource = (obstacle: Obstacle) => {
  const { type } = obstacle;
  switch (type) {
    case 'InvalidCatalogItemId':
      return { type, description: 'The catalogue has no such item for this customer.' };
    case 'NoPromotionsAvailable':
      return { type, description: 'No promotion runs for this item.' };
    case 'InvalidPromotion':
      return { type, description: 'There is no such promotion for this item now.' };
    case 'OfferPurchasedPreviously':
      return { type, description: 'The customer bought the offer, or tried it, before.' };
    case 'PrerequisiteProductOwnership':
      return { type, description: 'The customer does not hold the products that the promotion asks for.' };
    case 'SeatCount': {
      const { minimumRequiredSeats, maximumRequiredSeats, availableSeats } = obstacle;
      return { type, description: `The promotion takes ${minimumRequiredSeats} to ${maximumRequiredSeats} seats; ${availableSeats} are left.`, minimumRequiredSeats, maximumRequiredSeats, availableSeats };
    }
    case 'RedemptionLimit': {
      const { maxPromotionRedemptionCount, remainingPromotionRedemptionCount } = obstacle;
      return { type, description: `The promotion can be used ${maxPromotionRedemptionCount} times; ${remainingPromotionRedemptionCount} are left.`, maxPromotionRedemptionCount, remainingPromotionRedemptionCount };
    }
    case 'Term':
      return {
        type,
        description: 'The promotion is for other terms or billing cycles.',
        eligibleTerms: obstacle.eligibleTerms.map(({ termDuration, billingCycle }) => ({ billingCycle: pascalCycle(billingCycle), duration: termDuration })),
      };
  }
};
