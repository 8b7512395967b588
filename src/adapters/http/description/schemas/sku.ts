import { z } from 'zod';
import { count, currency, day, decimalText, link, members, named } from './answerSchema';
import { billingCycle, termDuration } from './terms';

const skuReference = z.string().meta({ description: '`product:sku`.' });

const dimension = named(
  'Dimension',
  members({
    id: z.string(),
    displayName: z.string(),
    unitOfMeasure: z.string(),
    currency,
    tiers: z.array(members({ fromUnits: decimalText, unitPrice: decimalText })).meta({ description: 'Ascending, of a month; what a plan includes is a first tier of price 0.' }),
    effectiveFrom: day.optional().meta({ description: 'The first day on which the price holds; absent: it always did.' }),
    effectiveTo: day.optional().meta({ description: 'The first day on which it no longer holds; absent: no end.' }),
  }),
);

const conversionInstruction = members({
  applicableTermIds: z.array(z.string()),
  conversionOptions: z.array(
    members({
      transferToId: skuReference,
      termTransferRules: z.array(members({ transferTiming: z.enum(['Immediate', 'Scheduled']), allowedTransferToTermDurationAndBilling: z.array(members({ termDuration, billingPlan: z.string() })) })),
    }),
  ),
});

export const sku = named(
  'Sku',
  members({
    id: z.string(),
    productId: z.string(),
    title: z.string(),
    description: z.string(),
    minimumQuantity: count.meta({ description: 'Of one subscription.' }),
    maximumQuantity: count.meta({ description: 'Of one subscription, and of all that a customer has of it, whoever sold them.' }),
    isTrial: z.boolean(),
    supportedBillingCycles: z.array(billingCycle),
    purchasePrerequisites: z.array(z.string()),
    inventoryVariables: z.array(z.string()),
    provisioningVariables: z.array(z.string()),
    actions: z.array(z.literal('Refund')),
    consumptionType: z.literal('Overage').optional(),
    constraints: z.array(members({ constraintName: z.literal('AssetOwnershipLimit'), constraintValue: count, constraintType: z.enum(['ConcurrentCount', 'LifetimeCount']) })).optional(),
    dynamicAttributes: members({
      isMicrosoftProduct: z.boolean(),
      hasConstraints: z.boolean(),
      isAddon: z.boolean(),
      prerequisiteSkus: z.array(skuReference).meta({ description: 'An add-on needs one of them.' }),
      isSoftwareAssuranceApplicable: z.literal(false),
      upgradeTargetOffers: z.array(skuReference),
      provisioningId: z.string().optional(),
      billingType: z.enum(['license', 'usage']),
      dimensions: z.array(dimension).optional().meta({ description: 'Of metered SaaS: what its use costs.' }),
      internal: z.literal(false),
      conversionInstructions: z.array(conversionInstruction).meta({ description: 'Of a trial: what it turns into.' }),
      overageService: z.string().optional().meta({ description: 'The service whose use beyond the included is charged.' }),
    }),
    links: members({ availabilities: link, self: link }),
  }),
);
