import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';
import { segments, skuKinds } from '../catalogue/state';

const reason = <K extends string, S extends z.ZodRawShape>(kind: K, facts: S) => z.object({ kind: z.literal(kind), ...facts });
const sku = { productId: z.string(), skuId: z.string() };
const reseller = { partnerId: z.string() };

/** What is wrong with one line of a cart; the cart is kept and shows it. An order that has such a line is refused with it. */
export const cartLineErrorSchema = z.discriminatedUnion('kind', [
  reason('CatalogItemInvalid', { catalogItemId: z.string() }),
  /** The SKU is sold, and not under this availability: it was replaced, or is that of `otherMarket`, where the customer's is `market`. Read again and retry. */
  reason('PriceNoLongerOffered', { catalogItemId: z.string(), market: z.string().optional(), otherMarket: z.string().optional() }),
  reason('KindNotSoldHere', { ...sku, skuKind: z.enum(skuKinds) }),

  // CAT-4, as the catalogue names them.
  reason('AlreadyHeld', { ...sku, limit: z.number(), scope: z.enum(['concurrent', 'lifetime']) }),
  reason('HeldSuspended', { ...sku, subscriptionId: z.string().optional() }),
  reason('NotSoldInMarket', { ...sku, market: z.string(), soldIn: z.array(z.string()) }),
  reason('SegmentNotEligible', { ...sku, segment: z.enum(segments), customerSegment: z.enum(segments) }),
  reason('NotInProgramme', sku),
  reason('ExclusiveToOthers', sku),
  reason('NotTransactable', sku),
  reason('NotOnSale', { ...sku, at: instantSchema, soldUntil: instantSchema.optional(), soldFrom: instantSchema.optional() }),

  reason('BillingPlanNotSupported', { termDuration: z.string(), billingCycle: z.string() }),
  reason('CurrencyNotListed', { currency: z.string(), market: z.string(), listed: z.array(z.string()) }),
  reason('QuantityOutsideOffer', { quantity: z.number(), minimum: z.number(), maximum: z.number() }),

  // AZP-1, AZP-3.
  reason('AzurePlanHeld', { resellerOfRecord: z.string().optional() }),
  reason('OlderAzureOfferHeld', {}),

  // ORD-10, of metered SaaS.
  reason('AzurePlanMissing', sku),
  /** There is a plan, and none that is active with an active Azure subscription. */
  reason('AzurePlanUnused', sku),

  // ORD-7.
  /** `available` of the customer's pool, over all partners. */
  reason('SeatPoolExceeded', { catalogItemId: z.string(), asked: z.number(), available: z.number() }),
  reason('TooManySubscriptions', { most: z.number() }),

  // ORD-2.
  reason('ResellerNotAllowed', {}),
  reason('TooManyResellers', { named: z.number(), most: z.number() }),
  reason('AdditionalResellerWithoutFirst', {}),
  reason('ResellerNamedTwice', reseller),
  reason('ResellerUnknown', reseller),
  reason('ResellerNotOfProvider', reseller),
  reason('ResellerAgreementMissing', reseller),

  // ORD-3, ORD-4, ORD-5.
  reason('AddOnBaseMissing', { prerequisites: z.array(z.string()) }),
  reason('BaseSeatsNotMet', { asked: z.number(), available: z.number(), base: z.number() }),
  reason('MinimumAddOnSeatsNotMet', { minimum: z.number(), total: z.number(), base: z.number() }),

  // ORD-5, a traditional add-on and the base it names.
  reason('ParentNotFound', { parentId: z.string() }),
  reason('NotAddOnOf', { parentId: z.string(), ...sku }),
  reason('ParentNotActive', { parentId: z.string(), status: z.string() }),
  reason('TooManyAddOns', { parentId: z.string(), most: z.number() }),
  /** Of the base; carts stored before do not name it. */
  reason('RenewalInProgress', { subscriptionId: z.string().default(''), since: instantSchema }),

  // ORD-8.
  reason('TermEndNotForProduct', sku),
  reason('TermEndNotAllowed', { asked: z.string() }),
]);

export type CartLineError = z.infer<typeof cartLineErrorSchema>;
