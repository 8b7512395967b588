import { z } from 'zod';
import { attributesOf, currency, day, decimalText, guid, instant, members, named } from './answerSchema';

/** One of the two. */
const holder = {
  azureSubscriptionId: guid.optional().meta({ description: 'The Azure subscription that used it.' }),
  subscriptionId: guid.optional().meta({ description: 'The subscription to metered SaaS that used it.' }),
};

const meter = { ...holder, meterId: z.string(), name: z.string(), unit: z.string() };

const tier = members({
  fromUnits: decimalText.meta({ description: 'What was used in the month before the tier begins.' }),
  pricedFrom: day.optional().meta({ description: 'First day of the price; absent where it always held.' }),
  quantity: decimalText,
  unitPrice: decimalText,
  effectiveUnitPrice: decimalText.meta({ description: 'What was paid on average, over days with earned credit and without.' }),
  subtotal: decimalText.meta({ description: 'Cut to the currency once, toward zero.' }),
});

/** A meter of an Azure subscription, or a dimension of metered SaaS, in a month to date. */
export const meterUsage = named(
  'MeterUsage',
  members({
    ...meter,
    pricingCurrency: currency,
    pricingPreTaxTotal: decimalText,
    tiers: z.array(tier).meta({ description: 'As the invoice will have them.' }),
    days: z.array(
      members({
        usageDate: day.meta({ description: 'UTC.' }),
        quantity: decimalText,
        unitPrice: decimalText,
        partnerEarnedCreditPercentage: z.number().meta({ description: 'Percent; 0 where none is given.' }),
        pricingPreTaxTotal: decimalText.meta({ description: 'Not rounded.' }),
      }),
    ),
    attributes: attributesOf('MeterUsage'),
  }),
);

/** The same as the customer sees it. */
export const meterUsageWithoutPrices = named(
  'MeterUsageWithoutPrices',
  members({ ...meter, days: z.array(members({ usageDate: day.meta({ description: 'UTC.' }), quantity: decimalText })), attributes: attributesOf('MeterUsage') }),
);

/** A line of a closed month. */
export const meterCharge = named(
  'MeterCharge',
  members({
    id: z.string(),
    chargeType: z.literal('usage'),
    ...meter,
    orderDate: instant.meta({ description: 'When the month was closed; decides the invoice.' }),
    chargeStartDate: instant.meta({ description: 'First day of the month.' }),
    chargeEndDate: instant.meta({ description: 'Last day of the month, itself included.' }),
    unitPrice: decimalText,
    effectiveUnitPrice: decimalText,
    quantity: decimalText,
    subtotal: decimalText.meta({ description: 'In `pricingCurrency`: no exchange rate is applied.' }),
    pricingCurrency: currency,
  }),
);
