import { z } from 'zod';
import { chargeLineSchema, chargeTypes } from '../../../../domain/billing/chargeLine';
import { count, currency, decimalText, guid, instant, members, named } from './answerSchema';
import { midnight } from './days';

export const chargeLine = named(
  'ChargeLine',
  members({
    id: z.string(),
    chargeType: z.enum(chargeTypes),
    sign: z.union([z.literal(1), z.literal(-1)]).meta({ description: 'Whether the quantity is charged (1) or given back (-1), also at price zero.' }),
    orderDate: instant,
    chargeStartDate: midnight.meta({ description: 'The first day that is charged, UTC, as the midnight that begins it.' }),
    chargeEndDate: midnight.optional().meta({ description: 'The last day that is charged, itself included; absent of what was bought for good.' }),
    unitPrice: decimalText.meta({ description: 'Of one for a whole charge cycle, as listed.' }),
    effectiveUnitPrice: decimalText.meta({ description: 'After promotion and days; negative: given back. Not rounded.' }),
    quantity: count,
    subtotal: decimalText.meta({ description: 'Before tax; negative: given back.' }),
    currency,
    arithmetic: members({ billableDays: count.optional(), cycleDays: count.optional(), rounding: chargeLineSchema.shape.rounding }),
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
export const amountMembers = { charges: z.array(chargeLine), amount: decimalText.optional().meta({ description: 'Positive a cost, negative a refund; before tax.' }), currency: currency.optional() };
