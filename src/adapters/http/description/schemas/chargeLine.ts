import { z } from 'zod';
import { count, currency, decimalText, guid, instant, members, named } from './answerSchema';

export const chargeLine = named(
  'ChargeLine',
  members({
    id: z.string(),
    chargeType: z.string(),
    sign: z.union([z.literal(1), z.literal(-1)]),
    orderDate: instant,
    chargeStartDate: instant,
    chargeEndDate: instant.optional().meta({ description: 'The last day that is charged; absent of what was bought for good.' }),
    unitPrice: decimalText,
    effectiveUnitPrice: decimalText,
    quantity: z.number().int(),
    subtotal: decimalText,
    currency,
    arithmetic: members({ billableDays: count.optional(), cycleDays: count.optional(), rounding: z.string() }),
    referenceId: z.string(),
    orderId: z.string(),
    subscriptionId: guid,
    productId: z.string(),
    skuId: z.string(),
    availabilityId: z.string(),
    termAndBillingCycle: z.string(),
    promotionId: z.string().optional(),
  }),
);

/** The lines and their sum, where there are any. */
export const amountMembers = { charges: z.array(chargeLine), amount: decimalText.optional(), currency: currency.optional() };
