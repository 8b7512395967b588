import { z } from 'zod';
import { calendarDateSchema, decimalSchema, instantSchema, writtenDecimalSchema } from '../../kernel/schemas';
import { skuOverageSchema } from './overage';
import { type Promotion } from './promotion';
import { skuKeySchema } from './skuKeySchema';
import { billingCycles, termDurations } from './terms';

export const segments = ['commercial', 'education', 'government', 'nonprofit'] as const;
export type Segment = (typeof segments)[number];

export const skuKinds = ['licence', 'addon', 'trial', 'saas', 'azure_plan', 'software', 'traditional'] as const;
export type SkuKind = (typeof skuKinds)[number];

export const categories = ['enterprise', 'small_business', 'trial'] as const;

/** What no SKU without a stated maximum may exceed. */
export const UNLIMITED_QUANTITY = 10_000_000;

/** How many an add-on may or must be, against the customer's licences of all its prerequisite SKUs (ORD-3, ORD-4). */
export const baseRuleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at_least_percent'), percent: writtenDecimalSchema }),
  z.object({ kind: z.literal('at_most_base') }),
]);

/** A usage price of the Azure plan, or of a dimension of metered SaaS (ORD-10): from `fromUnits` a month on, each unit costs `unitPrice`. A meter whose price changes has one of these for each price. */
export const meterSchema = z.object({
  meterId: z.string(),
  name: z.string(),
  unit: z.string(),
  currency: z.string().length(3),
  earnsCredit: z.boolean(),
  /** Ascending; the first begins at 0. */
  tiers: z.array(z.object({ fromUnits: writtenDecimalSchema, unitPrice: writtenDecimalSchema })).min(1),
  /** First day on which it holds; absent: it always did. */
  effectiveFrom: calendarDateSchema.optional(),
  /** First day on which it no longer holds; absent: no end. */
  effectiveTo: calendarDateSchema.optional(),
  category: z.string().optional(),
  subcategory: z.string().optional(),
  /** Of Azure, as `EU West`; absent: the same everywhere. */
  region: z.string().optional(),
});

/** An address without a fragment: the purchase is named in its query. */
export const landingPageSchema = z.url({ protocol: /^https$/, error: 'must be an https address' }).max(1000);

/** What the seller decided about a SKU, whatever its price. */
export const skuSchema = z.object({
  productId: z.string(),
  skuId: z.string(),
  productTitle: z.string(),
  title: z.string(),
  description: z.string(),
  publisherName: z.string(),
  isMicrosoft: z.boolean(),
  kind: z.enum(skuKinds),
  category: z.enum(categories).optional(),
  /** `License`, `Trial`, `IncludeOverage`, … as the price sheet has them. */
  tags: z.array(z.string()),
  /** Limits of one subscription, both included; the maximum is also the customer's pool over all partners. */
  minimumQuantity: z.number().int().positive(),
  maximumQuantity: z.number().int().positive(),
  /** How many subscriptions a customer may hold: at a time, or ever. */
  ownershipLimit: z.object({ count: z.number().int().positive(), scope: z.enum(['concurrent', 'lifetime']) }).optional(),
  /** `product:sku`; an add-on needs one of them. Empty: no add-on. */
  prerequisiteSkus: z.array(skuKeySchema),
  baseRule: baseRuleSchema.optional(),
  /** `product:sku`, the offer matrix's ProductSkuConversion. */
  upgradeTargets: z.array(skuKeySchema),
  /** Targets one would expect and that are refused by name (UPG-1). */
  unsupportedUpgrades: z.array(skuKeySchema),
  /** Two-letter countries; empty: every market that has a price. */
  allowedMarkets: z.array(z.string()),
  provisioningId: z.string().optional(),
  provisioningString: z.string().optional(),
  overage: skuOverageSchema.optional(),
  /** A trial's paid equivalent, `product:sku`. */
  convertsTo: skuKeySchema.optional(),
  /** What it renews into once it is off sale, `product:sku`. */
  successor: skuKeySchema.optional(),
  /** MIG-5: of a traditional offer, the same in new commerce, `product:sku`. */
  migratesTo: skuKeySchema.optional(),
  /** Partner tenants that alone may buy it; everybody sees it. */
  exclusiveTo: z.array(z.string()).optional(),
  /** ISV SaaS: days before it turns paid. */
  freeTrialDays: z.number().int().positive().optional(),
  /** ORD-6: the publisher's page, https, where the set-up of what was bought begins. */
  landingPage: landingPageSchema.optional(),
  /** It is listed, and cannot be bought here (CAT-4). */
  withheld: z.enum(['not_in_programme', 'not_transactable']).optional(),
  /** Nobody has said of what kind it is: that is read from its tags and prerequisites, with each import anew. */
  isKindRead: z.literal(true).optional(),
  /** ORD-9: software that its distribution forbids to cancel. */
  neverCancelled: z.literal(true).optional(),
  /** ORD-9: it is sold without a term; {@link catalogueOf} tells by its prices. */
  perpetual: z.literal(true).optional(),
  /** Of the Azure plan; of metered SaaS its dimensions, whose ids are its own. */
  meters: z.array(meterSchema).optional(),
});
export type Sku = z.infer<typeof skuSchema>;

/** One line of a price sheet. */
export const priceLineSchema = z.object({
  market: z.string(),
  currency: z.string(),
  segment: z.enum(segments),
  termDuration: z.enum(termDurations),
  billingCycle: z.enum(billingCycles),
  /** The partner's price per licence for the WHOLE term. */
  unitPrice: decimalSchema,
  /** Estimated retail price, likewise; a sheet may leave it out. */
  erpPrice: decimalSchema.optional(),
  /** Quantities it holds for, both included; absent: no bound. */
  tierMin: z.number().int().optional(),
  tierMax: z.number().int().optional(),
  /** Included. */
  effectiveFrom: instantSchema,
  /** Excluded; absent: no end. */
  effectiveTo: instantSchema.optional(),
  unitOfMeasure: z.string(),
  tags: z.array(z.string()),
});
export type PriceLine = z.infer<typeof priceLineSchema>;

export const catalogueItemSchema = z.object({ sku: skuSchema, lines: z.array(priceLineSchema) });
/** A SKU and its prices in one market. */
export type CatalogueItem = z.infer<typeof catalogueItemSchema>;

/** All that is sold in one market, ready to be looked up. */
export interface Catalogue {
  readonly market: string;
  /** By `skuKey`, in the order of the price sheet. */
  readonly items: ReadonlyMap<string, CatalogueItem>;
  readonly promotions: readonly Promotion[];
}

/** ORD-10: SaaS that is charged by what is used of its dimensions. What has free days is sold by seats. */
export const isMeteredSaas = ({ kind, meters, freeTrialDays }: Pick<Sku, 'kind' | 'meters' | 'freeTrialDays'>): boolean => kind === 'saas' && meters !== undefined && meters.length > 0 && freeTrialDays === undefined;

/** By its prices: software that has one without a term is sold for good, and not for a term. By its dimensions: what is metered has no seats, and is bought once (ORD-10). */
const asSold = ({ sku, lines }: CatalogueItem): CatalogueItem => {
  const { perpetual: _before, ...rest } = sku;
  return {
    sku: {
      ...rest,
      ...(sku.kind === 'software' && lines.some(({ termDuration }) => termDuration === 'NoTerm') && { perpetual: true }),
      ...(isMeteredSaas(sku) && { minimumQuantity: 1, maximumQuantity: 1 }),
    },
    lines,
  };
};

/** Letter case of ids in paths varies, so keys are upper case. */
export const skuKey = (productId: string, skuId: string): string => `${productId}:${skuId}`.toUpperCase();

export const catalogueOf = (market: string, items: readonly CatalogueItem[], promotions: readonly Promotion[] = []): Catalogue => ({
  market,
  items: new Map(items.map(asSold).map((item) => [skuKey(item.sku.productId, item.sku.skuId), item])),
  promotions: promotions.filter((promotion) => promotion.market === market),
});

/** Segments that have a price, in the order of `segments`. */
export const segmentsOf = (item: CatalogueItem): readonly Segment[] => segments.filter((segment) => item.lines.some((line) => line.segment === segment));
