import { isTraditional, kindOfOffer } from '../subscription/kinds/table';
import { offersOf, segmentsOpenTo, type FoundOffer } from '../catalogue/findOffer';
import { isEffective, termsOf, tierLimits } from '../catalogue/priceFor';
import { type TermAndCycle } from '../catalogue/refusals';
import { skuKey, type Sku } from '../catalogue/state';
import { type Instant } from '../../kernel/instant';
import { minimumOf } from '../subscription/limits/addOnBase';
import { seatsHeld } from '../subscription/limits/customerStanding';
import { type Subscription } from '../subscription/state';
import { type PricingContext } from './priceLine';
import { reviewLines } from './reviewLines';
import { type CartLine, type CartLineError } from './state';

/** A line that would buy as little of an offer as can be, after the lines of the same cart that it needs. */
interface Trial {
  readonly line: CartLine;
  readonly before: readonly CartLine[];
}

/** What is on sale; where nothing is, all that ever was, so that the answer can say until when. */
const plansOf = ({ item, segment }: FoundOffer, at: Instant): readonly TermAndCycle[] => {
  const own = item.lines.filter((line) => line.segment === segment);
  const onSale = own.filter((line) => isEffective(line, at));
  return termsOf(onSale.length > 0 ? onSale : own);
};

const keyOf = ({ productId, skuId }: Sku): string => skuKey(productId, skuId);

/** Seats that an add-on of which the customer must have a share still lacks (ORD-3). */
const shareMissing = (sku: Sku, { standing: { holdings } }: PricingContext, further = 0): number =>
  sku.baseRule?.kind === 'at_least_percent' ? minimumOf(sku.baseRule.percent, seatsHeld(holdings, sku.prerequisiteSkus) + further) - seatsHeld(holdings, [keyOf(sku)]) : 0;

const fewest = (offer: FoundOffer, plan: TermAndCycle, { currency, at }: PricingContext): number => tierLimits({ offer, ...plan, currency, at })?.minimum ?? offer.item.sku.minimumQuantity;

const trialLine = ({ catalogItemId }: FoundOffer, { termDuration, billingCycle }: TermAndCycle, quantity: number, members: Partial<CartLine> = {}): CartLine => ({
  id: 0,
  catalogItemId,
  quantity,
  billingCycle,
  ...(termDuration !== 'NoTerm' && { termDuration }),
  additionalResellers: [],
  ...members,
});

/** AZP-1: whose plan it may be. */
const holders = ({ kind }: Sku, { seller }: PricingContext): readonly Partial<CartLine>[] => {
  const resellers = kind === 'azure_plan' && seller.kind === 'indirect_provider' ? seller.resellers.filter(({ agreementSigned }) => agreementSigned) : [];
  return [{}, ...resellers.map(({ partnerId }) => ({ resellerOfRecord: partnerId }))];
};

/** ORD-5: what a traditional add-on may hang on; without anything it is asked for alone. */
const parents = (sku: Sku, bases: readonly Subscription[]): readonly Partial<CartLine>[] => {
  if (kindOfOffer(sku)?.planOf !== 'base') return [{}];
  const wanted = new Set(sku.prerequisiteSkus.map((key) => key.toUpperCase()));
  const fitting = bases.filter(({ parentId, offer }) => parentId === undefined && wanted.has(skuKey(offer.productId, offer.skuId)));
  return fitting.length === 0 ? [{}] : fitting.map(({ id }) => ({ parentSubscriptionId: id }));
};

const trialsOfCustomer = (offer: FoundOffer, context: PricingContext, bases: readonly Subscription[]): readonly Trial[] => {
  const { sku } = offer.item;
  return plansOf(offer, context.at).flatMap((plan) => {
    const quantity = Math.max(fewest(offer, plan, context), shareMissing(sku, context));
    return holders(sku, context).flatMap((holder) => parents(sku, bases).map((parent) => ({ line: trialLine(offer, plan, quantity, { ...holder, ...parent }), before: [] })));
  });
};

/** The first thing that is wrong with the first of some lines, unless one of them could be bought. */
const problemOfAll = (trials: readonly Trial[], context: PricingContext): CartLineError | undefined => {
  let first: CartLineError | undefined;
  for (const { line, before } of trials) {
    const result = reviewLines([...before, line], context).find((reviewed) => reviewed.line === line)?.result;
    if (result === undefined || result.ok) return undefined;
    first ??= result.error;
  }
  return first;
};

/** Seats that some lines would buy of what an add-on is made for. */
const seatsIn = (lines: readonly CartLine[], { prerequisiteSkus }: Sku): number => {
  const wanted = new Set(prerequisiteSkus.map((key) => key.toUpperCase()));
  return lines.filter(({ catalogItemId }) => wanted.has(catalogItemId.split(':').slice(0, 2).join(':').toUpperCase())).reduce((sum, { quantity }) => sum + quantity, 0);
};

/**
 * Lines that would buy something an add-on is made for, the last of each after those that it needs itself, where it is an add-on too. Of a traditional one each plan counts: its add-on follows it.
 * @param above `product:sku` of the add-ons that they are looked for: none of two that need each other can be bought.
 */
const linesBefore = (sku: Sku, atLeast: number, context: PricingContext, above: ReadonlySet<string> = new Set()): readonly (readonly CartLine[])[] => {
  const passed = new Set([...above, keyOf(sku)]);
  return sku.prerequisiteSkus
    .flatMap((key) => {
      const item = context.catalogue.items.get(key.toUpperCase());
      return item === undefined || passed.has(keyOf(item.sku)) ? [] : offersOf(context.catalogue, item, segmentsOpenTo(context.segment));
    })
    .flatMap((base) => {
      const own = base.item.sku;
      const trials = plansOf(base, context.at).flatMap((plan) => {
        const quantity = Math.max(fewest(base, plan, context), atLeast);
        const chains = own.prerequisiteSkus.length > 0 && !isTraditional(own) ? linesBefore(own, quantity, context, passed) : [[]];
        return chains.map((before): Trial => ({ before, line: trialLine(base, plan, Math.max(quantity, shareMissing(own, context, seatsIn(before, own))), { id: before.length }) }));
      });
      const sold = trials.filter((trial) => problemOfAll([trial], context) === undefined);
      return (isTraditional(sku) ? sold : sold.slice(0, 1)).map(({ before, line }) => [...before, line]);
    });
};

/** An add-on in the same cart as what it needs: of a market nobody holds anything yet. */
const trialsWithBase = (offer: FoundOffer, context: PricingContext): readonly Trial[] => {
  const { sku } = offer.item;
  const plans = plansOf(offer, context.at);
  const least = Math.max(...plans.map((plan) => fewest(offer, plan, context)));
  const hangsOn = isTraditional(sku) ? { parentLineId: 0 } : {};
  return linesBefore(sku, least, context).flatMap((before) =>
    plans.map((plan): Trial => ({ before, line: trialLine(offer, plan, Math.max(fewest(offer, plan, context), shareMissing(sku, context, seatsIn(before, sku))), { id: before.length, ...hangsOn }) })),
  );
};

/**
 * ORD-11, CAT-4: why a cart could not hold an offer for this customer now, in whatever plan and number; undefined if it could. The review of a cart itself is asked, with a line for as little as can be
 * bought; of an add-on, with what the customer holds already.
 * @param bases what a traditional add-on may hang on: one of them; all that the partner sold if absent.
 */
export const problemForCustomer = (offer: FoundOffer, context: PricingContext, bases: readonly Subscription[] = context.standing.bases): CartLineError | undefined =>
  problemOfAll(trialsOfCustomer(offer, context, bases), context);

/**
 * The same of a market: whether there can be a customer, of the offer's own segment and holding nothing, for whom this seller may buy it. An add-on is bought with its base; metered SaaS by who has an Azure plan (ORD-10).
 * @param given its standing is that of nobody.
 */
export const problemInMarket = (offer: FoundOffer, given: Omit<PricingContext, 'segment'>): CartLineError | undefined => {
  const context = { ...given, segment: offer.segment };
  const alone = problemOfAll(trialsOfCustomer(offer, context, []), context);
  if (alone?.kind === 'AzurePlanMissing') return undefined;
  if (alone?.kind !== 'AddOnBaseMissing') return alone;
  const withBase = trialsWithBase(offer, context);
  return withBase.length === 0 ? alone : problemOfAll(withBase, context);
};
