import { Decimal } from 'decimal.js';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type FoundOffer } from './findOffer';
import { overlapOrder } from './overlap';
import { type CatalogueRefusal, type TermAndCycle } from './refusals';
import { type PriceLine, type Sku } from './state';
import { cyclesInTerm, type BillingCycle, type TermDuration } from './terms';

const Exact = Decimal.clone({ precision: 60 });
/** A third of a price has no end. It is rounded up here, so that cutting a line down to the currency never loses a cent that the exact product has: 6 × 10.00 / 12 is 5.00. */
const CYCLE_PRICE_DECIMALS = 12;

export interface PriceQuestion {
  readonly offer: FoundOffer;
  /** As the request has them: a value the catalogue does not know is simply not offered. */
  readonly termDuration: string;
  readonly billingCycle: string;
  readonly currency: string;
  readonly at: Instant;
  /** For sheets with quantity tiers; 1 if absent. */
  readonly quantity?: number;
}

export interface Price extends TermAndCycle {
  /** Per licence and whole term, before tax. */
  readonly unitPrice: string;
  /** Per licence and charge cycle: the unit price divided by `cyclesInTerm`; exact if it ends within 12 decimals, else rounded up there. */
  readonly cyclePrice: string;
  readonly cyclesInTerm: number;
  readonly currency: string;
  readonly line: PriceLine;
}

/** Of a price, from when to when it holds. */
export type Dated = Pick<PriceLine, 'effectiveFrom' | 'effectiveTo'>;

/** `effectiveFrom` included, `effectiveTo` excluded. */
export const isEffective = (line: Dated, at: Instant): boolean => line.effectiveFrom <= at && (line.effectiveTo === undefined || at < line.effectiveTo);

/** The lines of an offer that a plan is chosen from where none was named: what is sold in a currency at `at`, and then all there is, by which a refusal says what is wrong. */
export const linesToChooseFrom = ({ item, segment }: FoundOffer, currency: string, at: Instant): readonly (readonly PriceLine[])[] => {
  const own = item.lines.filter((line) => line.segment === segment);
  return [own.filter((line) => line.currency === currency && isEffective(line, at)), own];
};

/** The order in which lines of one price that overlap count; no two of them start at the same instant. */
export const firstInForce = (a: Dated, b: Dated): number => overlapOrder({ from: a.effectiveFrom, to: a.effectiveTo }, { from: b.effectiveFrom, to: b.effectiveTo });

/** What one licence of an offer costs the partner at `at`. Refusals: TermNotOffered, CurrencyNotListed, NotOnSale. */
export const priceFor = (question: PriceQuestion): Result<Price, CatalogueRefusal> => {
  const { offer, currency, at, quantity = 1 } = question;
  const inSegment = offer.item.lines.filter((line) => line.segment === offer.segment);
  const ofTerm = inSegment.filter((line) => line.termDuration === question.termDuration && line.billingCycle === question.billingCycle);
  if (ofTerm.length === 0) {
    return failure({ kind: 'TermNotOffered', termDuration: question.termDuration, billingCycle: question.billingCycle, offered: termsOf(inSegment) });
  }
  const inCurrency = ofTerm.filter((line) => line.currency === currency);
  if (inCurrency.length === 0) {
    return failure({ kind: 'CurrencyNotListed', currency, market: ofTerm[0]?.market ?? '', listed: [...new Set(ofTerm.map((line) => line.currency))] });
  }
  const [line] = inCurrency.filter((candidate) => isEffective(candidate, at) && isInTier(candidate, quantity)).sort(firstInForce);
  return line === undefined ? failure(notOnSale(offer.item.sku, inCurrency, at)) : success(priceOf(line));
};

type PlanQuestion = Omit<PriceQuestion, 'quantity'>;

/** The lines of a plan in a currency that are in force at `at`, for whatever quantity. */
const linesOnSale = ({ offer, termDuration, billingCycle, currency, at }: PlanQuestion): readonly PriceLine[] =>
  offer.item.lines.filter((line) => line.segment === offer.segment && line.termDuration === termDuration && line.billingCycle === billingCycle && line.currency === currency && isEffective(line, at));

/**
 * What one licence costs of a subscription that runs already: in a quantity that no tier is for, the price of the tier below it, else of the lowest. What would not be sold anew in that quantity has a price all the same.
 * Refusals: as {@link priceFor}; NotOnSale only where no tier is on sale.
 */
export const runningPriceFor = (question: PriceQuestion): ReturnType<typeof priceFor> => {
  const exact = priceFor(question);
  if (exact.ok || exact.error.kind !== 'NotOnSale') return exact;
  const { quantity = 1 } = question;
  const onSale = linesOnSale(question);
  const below = onSale.flatMap(({ tierMax }) => (tierMax !== undefined && tierMax < quantity ? [tierMax] : []));
  const above = onSale.flatMap(({ tierMin }) => (tierMin !== undefined && tierMin > quantity ? [tierMin] : []));
  const nearest = below.length > 0 ? Math.max(...below) : Math.min(...above);
  return Number.isFinite(nearest) ? priceFor({ ...question, quantity: nearest }) : exact;
};

/** The quantities that have a price at `at`, where only some have: both included. Undefined: every quantity has one, or the plan is not on sale at all. */
export const tierLimits = (question: PlanQuestion): { readonly minimum: number; readonly maximum: number } | undefined => {
  const { offer } = question;
  const onSale = linesOnSale(question);
  if (onSale.length === 0) return undefined;
  const { minimumQuantity, maximumQuantity } = offer.item.sku;
  return {
    minimum: Math.max(minimumQuantity, Math.min(...onSale.map(({ tierMin = minimumQuantity }) => tierMin))),
    maximum: Math.min(maximumQuantity, Math.max(...onSale.map(({ tierMax = maximumQuantity }) => tierMax))),
  };
};

/** The (duration, cycle) pairs of some lines, each once, in their order. */
export const termsOf = (lines: readonly PriceLine[]): readonly TermAndCycle[] => {
  const terms = new Map<string, TermAndCycle>();
  for (const { termDuration, billingCycle } of lines) terms.set(`${termDuration} ${billingCycle}`, { termDuration, billingCycle });
  return [...terms.values()];
};

const isInTier = (line: PriceLine, quantity: number): boolean => (line.tierMin ?? 0) <= quantity && quantity <= (line.tierMax ?? Infinity);

const priceOf = (line: PriceLine): Price => {
  const cycles = cyclesOf(line.termDuration, line.billingCycle);
  const cyclePrice = cyclePriceOf(line.unitPrice, cycles);
  return { termDuration: line.termDuration, billingCycle: line.billingCycle, unitPrice: line.unitPrice, cyclePrice, cyclesInTerm: cycles, currency: line.currency, line };
};

/** One charge of a whole term's price less a discount (a fraction): exact if it ends within 12 decimals, else rounded up there. */
export const cyclePriceOf = (unitPrice: string, cycles: number, discount = '0'): string =>
  new Exact(unitPrice).times(new Exact(1).minus(discount)).div(cycles).toDecimalPlaces(CYCLE_PRICE_DECIMALS, Decimal.ROUND_UP).toFixed();

const cyclesOf = (term: TermDuration, cycle: BillingCycle): number => {
  const cycles = cyclesInTerm(term, cycle);
  if (cycles === undefined) throw new RangeError(`A ${cycle} charge does not divide ${term}: no such line is imported`);
  return cycles;
};

/** @param lines none of which is effective at `at`. */
export const notOnSale = ({ productId, skuId }: Sku, lines: readonly PriceLine[], at: Instant): Extract<CatalogueRefusal, { kind: 'NotOnSale' }> => {
  const ends = lines.flatMap((line) => (line.effectiveTo !== undefined && line.effectiveTo <= at ? [line.effectiveTo] : [])).sort();
  const starts = lines.map((line) => line.effectiveFrom).filter((start) => start > at).sort();
  const soldUntil = ends.at(-1);
  const soldFrom = starts[0];
  return { kind: 'NotOnSale', productId, skuId, at, ...(soldUntil && { soldUntil }), ...(soldFrom && { soldFrom }) };
};
