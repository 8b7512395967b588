import { z } from 'zod';
import { chargeLineSchema, chargeTypes } from '../../../../domain/billing/chargeLine';
import { segments } from '../../../../domain/catalogue/state';
import { billingCycles, termDurations } from '../../../../domain/subscription/state';
import { country, count, currency, day, decimalText, guid, instant, members, month, named } from './answerSchema';

const event = members({ id: z.string(), at: instant, types: z.array(z.string()) });

const author = z.union([
  members({ kind: z.literal('system') }),
  members({ kind: z.enum(['user', 'application']), id: z.string().optional(), name: z.string().optional(), operation: z.string(), auditRecordId: z.string(), requestId: z.string().optional() }),
]);

const common = {
  id: z.string(),
  subtotal: decimalText.meta({ description: 'Before tax; negative: given back.' }),
  currency,
  arithmetic: z.string(),
  rounding: members({ rule: chargeLineSchema.shape.rounding, meaning: z.string() }),
  policy: z.string().meta({ description: 'Name of the policy it was computed by.' }),
  sentence: z.string(),
};

const sheetRow = members({
  market: country,
  segment: z.enum(segments),
  productId: z.string(),
  skuId: z.string(),
  termDuration: z.enum(termDurations),
  billingCycle: z.enum(billingCycles),
  currency,
  termPrice: decimalText.meta({ description: 'Of one for the whole term.' }),
  effectiveFrom: instant,
  effectiveTo: instant.optional().meta({ description: 'Exclusive.' }),
});

const ofLicences = named(
  'ChargeExplanation',
  members({
    ...common,
    chargeType: z.enum(chargeTypes),
    price: members({
      unitPrice: decimalText.meta({ description: 'Of one for a whole charge cycle, as listed.' }),
      effectiveUnitPrice: decimalText.meta({ description: 'After promotion and days; negative: given back.' }),
      fixedSince: day.meta({ description: 'First day of the term, UTC.' }),
      sheetRow: sheetRow.optional().meta({ description: 'The row of the price sheet that it is of; absent: none has it any more.' }),
    }),
    promotion: members({ id: z.string(), name: z.string().optional(), discountPercent: decimalText.optional() }).optional(),
    days: members({ from: day, to: day, billable: count, ofCycle: count, isPriceByDays: z.boolean() }).optional().meta({ description: 'UTC, both included; absent of what was bought for good.' }),
    quantity: z.number().int(),
    event,
    by: author.optional().meta({ description: 'Absent: the log does not say.' }),
  }),
);

const used = {
  ...common,
  event: event.optional().meta({ description: 'Of the closing of the month; absent: it is not closed.' }),
  by: members({ kind: z.literal('system') }).optional(),
  billed: members({
    amount: decimalText,
    currency,
    exchangeRate: decimalText.optional(),
    month: month.meta({ description: 'Whose invoice has it, or will have it.' }),
    isInvoiced: z.boolean(),
    usageClosedAt: instant.optional().meta({ description: 'Absent: it stands so until a report changes it.' }),
  }),
};

const azureSubscription = members({ id: guid, name: z.string() });

const ofMeters = named(
  'MeterChargeExplanation',
  members({
    ...used,
    chargeType: z.literal('usage'),
    azureSubscription: azureSubscription.optional(),
    subscription: members({ id: guid, name: z.string(), productId: z.string(), skuId: z.string() }).optional().meta({ description: 'To metered SaaS.' }),
    dimension: z.string().optional(),
    meter: members({ id: z.string(), name: z.string(), unit: z.string(), category: z.string().optional(), subcategory: z.string().optional(), region: z.string().optional() }),
    price: members({
      unitPrice: decimalText,
      effectiveUnitPrice: decimalText,
      tierFromUnits: decimalText,
      includedUnits: decimalText.optional().meta({ description: 'Of each calendar month, free.' }),
      priceList: members({
        name: z.enum(['azure_consumption', 'saas_dimensions']),
        market: country,
        productId: z.string().optional(),
        skuId: z.string().optional(),
        effectiveFrom: day.optional(),
        effectiveTo: day.optional(),
        isStillListed: z.boolean(),
      }),
    }),
    quantity: decimalText,
    days: members({ from: day, to: day }).meta({ description: 'UTC, both included.' }),
    partnerEarnedCredit: members({ percent: z.number(), quantity: decimalText, days: z.array(day) }).optional(),
  }),
);

const ofCalls = named(
  'OverageChargeExplanation',
  members({
    ...used,
    chargeType: z.literal('overage'),
    azureSubscription,
    service: z.string(),
    price: members({ unitPrice: decimalText, unit: z.literal('minute'), priceList: members({ name: z.literal('overage'), market: country }) }),
    quantity: count.meta({ description: 'Minutes.' }),
    days: z.array(members({ date: day, minutes: count })),
    ownAllowance: members({ licences: count, minutes: count }).optional().meta({ description: "What the partner's own licences bring." }),
  }),
);

export const explanation = z.union([ofLicences, ofMeters, ofCalls]);
