import { z } from 'zod';
import { attributesOf, count, decimalText, instant, members, named } from './answerSchema';
import { pascalBillingCycle } from './availability';
import { billingCycle, termDuration } from './terms';

export const promotion = named(
  'Promotion',
  members({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    startDate: instant.meta({ description: 'Included.' }),
    endDate: instant.meta({ description: 'Included, its last second as a whole.' }),
    properties: members({ isAutoApplicable: z.boolean().meta({ description: 'False: a cart or order has to name it.' }) }),
    requiredProducts: z.array(
      members({
        productId: z.string(),
        skuId: z.string(),
        term: members({ duration: termDuration, billingCycle: pascalBillingCycle }),
        pricingPolicies: z.array(members({ policyType: z.literal('PercentDiscount'), value: decimalText.meta({ description: 'A fraction: `0.12` is twelve percent.' }) })),
      }),
    ),
  }),
);

export const promotionWithConstraints = named(
  'PromotionWithConstraints',
  members({
    ...promotion.shape,
    promotionConstraints: members({
      seatConstraints: z.array(members({ minSeats: count, maxSeats: count, type: z.literal('SubscriptionQuantity') })).optional().meta({ description: 'Of a customer, whoever sells to it; both included.' }),
      assetOwnershipLimits: z.array(members({ minAssets: z.literal(0), maxAssets: count, type: z.literal('LifetimeRedemptionCount') })).optional(),
      eligibilityConstraints: z.array(members({ isApplicable: z.boolean(), type: z.literal('FirstPurchase') })).optional(),
      productOwnershipConstraints: z.array(z.array(members({ bigId: z.string().meta({ description: '`product/sku`.' }) }))).optional().meta({ description: 'Lists of SKUs; all of one list have to be held.' }),
    }),
  }),
);

const obstacle = <Type extends string, More extends z.ZodRawShape>(type: Type, more: More) => members({ type: z.literal(type), description: z.string(), ...more });

const plainObstacles = ['InvalidCatalogItemId', 'NoPromotionsAvailable', 'InvalidPromotion', 'OfferPurchasedPreviously', 'PrerequisiteProductOwnership'] as const;

const promotionObstacle = named(
  'PromotionObstacle',
  z.discriminatedUnion('type', [
    members({ type: z.enum(plainObstacles), description: z.string() }),
    obstacle('SeatCount', { minimumRequiredSeats: count, maximumRequiredSeats: count, availableSeats: count }),
    obstacle('RedemptionLimit', { maxPromotionRedemptionCount: count, remainingPromotionRedemptionCount: count }),
    obstacle('Term', { eligibleTerms: z.array(members({ billingCycle: pascalBillingCycle, duration: termDuration })) }),
  ]),
);

export const promotionEligibilities = named(
  'PromotionEligibilities',
  members({
    id: count.meta({ description: 'As the request numbered the item.' }),
    catalogItemId: z.string(),
    quantity: count,
    billingCycle,
    termDuration: z.string().meta({ description: 'As asked for.' }),
    eligibilities: z.array(
      members({
        promotionId: z.string().optional().meta({ description: 'Absent where there is no promotion to name.' }),
        isEligible: z.boolean(),
        errors: z.array(promotionObstacle).optional().meta({ description: 'Why it does not apply; absent where it does.' }),
      }),
    ),
    attributes: attributesOf('PromotionEligibilities'),
  }),
);
