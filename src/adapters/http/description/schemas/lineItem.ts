import { z } from 'zod';
import { attributesOf, country, currency, guid, instant, members, named } from './answerSchema';

const text = z.string();
const blank = z.literal('').meta({ description: 'Always blank.' });
const number = z.number();
const first = instant.meta({ description: 'First day.' });
const last = instant.meta({ description: 'Last day, itself included.' });

const list = text.meta({ description: 'JSON text of an array of texts.' });

const parties = {
  customerId: guid,
  customerName: text,
  customerDomainName: text,
  customerCountry: z.union([country, z.literal('')]),
  invoiceNumber: text.meta({ description: 'Blank where it is on no invoice yet.' }),
  mpnId: text,
  resellerMpnId: text.meta({ description: 'PartnerID of the indirect reseller of record; `0` where it is sold directly.' }),
};

const product = { productId: text, skuId: text, availabilityId: text, skuName: text, productName: text };

const exchange = {
  pricingCurrency: currency,
  pcToBCExchangeRate: number.meta({ description: 'From the pricing currency to the billing currency; 1 where they are the same, or nobody has said.' }),
  pcToBCExchangeRateDate: instant,
};

/** The contract's OneTimeInvoiceLineItem. */
export const oneTimeInvoiceLineItem = named(
  'OneTimeInvoiceLineItem',
  members({
    partnerId: guid,
    ...parties,
    orderId: text,
    orderDate: instant.meta({ description: 'Of what made the line.' }),
    ...product,
    chargeType: text,
    unitPrice: number.meta({ description: 'Before promotions, in `pricingCurrency`.' }),
    quantity: number,
    subtotal: number.meta({ description: 'Before tax, in `currency`; negative of what is given back.' }),
    taxTotal: number,
    totalForCustomer: number.meta({ description: 'With tax.' }),
    currency,
    priceAdjustmentDescription: list.meta({ description: 'Why the price is another than the list price: JSON text of an array of texts.' }),
    publisherName: text,
    publisherId: blank,
    subscriptionDescription: text,
    subscriptionId: guid,
    chargeStartDate: first,
    chargeEndDate: last.optional().meta({ description: 'Last day, itself included; absent: paid for good.' }),
    termAndBillingCycle: text,
    effectiveUnitPrice: number.meta({ description: 'What was really charged for one, of which the subtotal is made.' }),
    unitType: text,
    alternateId: text,
    billableQuantity: number,
    billingFrequency: text,
    ...exchange,
    meterDescription: text,
    reservationOrderId: blank,
    creditReasonCode: blank,
    subscriptionStartDate: first.optional().meta({ description: 'First day of the term; absent of usage.' }),
    subscriptionEndDate: last.optional().meta({ description: 'Last day of the term, itself included; absent of usage, and of what was bought for good.' }),
    referenceId: text,
    productQualifiers: list.meta({ description: '`Trial`, `Add-on`, `Overage`: JSON text of an array of texts.' }),
    promotionId: text,
    entitlementId: text.meta({ description: 'The Azure subscription that takes the usage.' }),
    entitlementDescription: text,
    sign: z.union([z.literal(1), z.literal(-1)]).meta({ description: 'Whether the quantity is charged or given back, also at price 0.' }),
    discountDetails: blank.meta({ deprecated: true }),
    invoiceLineItemType: z.literal('billing_line_items'),
    billingProvider: z.literal('one_time'),
    attributes: attributesOf('OneTimeInvoiceLineItem'),
  }),
);

/** The contract's DailyRatedUsageLineItem. */
export const dailyRatedUsageLineItem = named(
  'DailyRatedUsageLineItem',
  members({
    partnerId: guid,
    partnerName: text,
    ...parties,
    ...product,
    publisherName: text,
    publisherId: blank,
    subscriptionDescription: text,
    subscriptionId: guid,
    chargeStartDate: first.meta({ description: 'First day of the month.' }),
    chargeEndDate: last.meta({ description: 'Last day of the month, itself included.' }),
    usageDate: instant.meta({ description: 'The UTC day.' }),
    meterType: text,
    meterCategory: text,
    meterId: text,
    meterSubCategory: blank,
    meterName: text,
    meterRegion: blank,
    unitOfMeasure: text,
    resourceLocation: blank,
    consumedService: blank,
    resourceGroup: blank,
    resourceUri: blank,
    chargeType: z.literal('new'),
    unitPrice: number,
    quantity: number,
    unitType: text,
    billingPreTaxTotal: number.meta({ description: 'In `billingCurrency`, not rounded.' }),
    billingCurrency: currency,
    pricingPreTaxTotal: number.meta({ description: 'In `pricingCurrency`, not rounded.' }),
    ...exchange,
    serviceInfo1: blank,
    serviceInfo2: blank,
    tags: blank,
    additionalInfo: blank,
    effectiveUnitPrice: number,
    entitlementId: text,
    entitlementDescription: text,
    hasPartnerEarnedCredit: z.boolean(),
    rateOfPartnerEarnedCredit: number.meta({ description: 'A share: 0.15 for 15 percent.' }),
    partnerEarnedCreditPercentage: number,
    rateOfCredit: z.literal(0),
    creditType: z.enum(['Partner Earned Credit Applied', 'Credit Not Applied']),
    benefitOrderId: blank,
    benefitId: blank,
    benefitType: blank,
    invoiceLineItemType: z.literal('usage_line_items'),
    billingProvider: z.literal('one_time'),
    attributes: attributesOf('DailyRatedUsageLineItem'),
  }),
);
