import { type OfferProblem } from '../../../app/order/offerJudge';
import { type FoundOffer } from '../../../domain/catalogue/findOffer';
import { isEffective, priceFor, termsOf } from '../../../domain/catalogue/priceFor';
import { type TermAndCycle } from '../../../domain/catalogue/refusals';
import { type Sku } from '../../../domain/catalogue/state';
import { type BillingCycle, type TermDuration } from '../../../domain/catalogue/terms';
import { type Instant } from '../../../kernel/instant';
import { link } from '../links';
import { catalogueUri, productResource, skuResource, type CatalogueScope } from './catalogue';
import { currencySymbol } from './order';
import { restrictionResources } from './restriction';

export interface AvailabilityView {
  readonly scope: CatalogueScope;
  readonly market: string;
  /** The currency in which the caller is billed. */
  readonly currency: string;
  readonly at: Instant;
  /** Of the policy in force, for this market. */
  readonly windowHours: number;
}

/**
 * One term entry per duration and cycle that has a price at `at`. Beyond the contract each carries `pricing`: the term's and the cycle's price per
 * licence in the caller's currency, absent if the market does not list that currency. They are JSON numbers like all pricing of the contract: written
 * from decimal text, never computed with, and exact up to 15 digits; the price sheet has the text.
 * @param problems ORD-11: what stands in the way of buying it; beyond the contract they are shown.
 */
export const availabilityResource = (offer: FoundOffer, view: AvailabilityView, problems: readonly OfferProblem[]) => {
  const { item, segment, availabilityId, catalogItemId } = offer;
  const { sku } = item;
  const lines = item.lines.filter((line) => line.segment === segment);
  const terms = termsOf(lines.filter((line) => isEffective(line, view.at)));
  const defaultCurrency = defaultCurrencyOf(view.market, lines.map((line) => line.currency));
  const path = `/products/${sku.productId}/skus/${sku.skuId}/availabilities/${availabilityId}`;
  const instructions = renewalInstructions(sku, terms);
  return {
    id: availabilityId,
    productId: sku.productId,
    skuId: sku.skuId,
    catalogItemId,
    defaultCurrency: { code: defaultCurrency, symbol: currencySymbol(defaultCurrency) },
    segment,
    country: view.market,
    isPurchasable: problems.length === 0,
    ...(problems.length > 0 && { restrictions: restrictionResources(problems) }),
    isRenewable: instructions.length > 0,
    renewalInstructions: instructions,
    // An Azure plan has no term: it runs until it is cancelled. Perpetual software has one without a duration (ORD-9).
    terms: terms.filter((term) => term.termDuration !== 'NoTerm' || sku.perpetual === true).map((term) => termResource(offer, term, view)),
    product: productResource(item, view.scope),
    sku: skuResource(item, view.scope),
    links: { self: link(catalogueUri(view.scope, path)) },
  };
};

const termResource = (offer: FoundOffer, term: TermAndCycle, view: AvailabilityView) => {
  const price = priceFor({ offer, ...term, currency: view.currency, at: view.at });
  const renewal = offer.item.sku.kind === 'trial' ? 'P1Y' : term.termDuration;
  return {
    id: termId(term),
    ...(term.termDuration !== 'NoTerm' && { duration: term.termDuration }),
    description: `${termWords[term.termDuration]}, ${cycleWords[term.billingCycle]}`,
    billingCycle: pascalCycle(term.billingCycle),
    cancellationPolicies: cancellationPolicies(offer.item.sku, term, view.windowHours),
    renewalOptions: renewal === 'NoTerm' ? [] : [{ termDuration: renewal, description: termWords[renewal] }],
    ...(price.ok && { pricing: { unitPrice: Number(price.value.unitPrice), cyclePrice: Number(price.value.cyclePrice), currency: view.currency } }),
  };
};

const termWords: Readonly<Record<TermDuration, string>> = { P1M: 'One month', P1Y: 'One year', P2Y: 'Two years', P3Y: 'Three years', P5Y: 'Five years', NoTerm: 'No term' };

const cycleWords: Readonly<Record<BillingCycle, string>> = {
  monthly: 'billed monthly',
  annual: 'billed annually',
  biennial: 'billed every two years',
  triennial: 'billed every three years',
  one_time: 'billed once',
  none: 'not billed',
};

/** As in the contract's sample: a year paid at once is `t1yann`. */
const termId = ({ termDuration, billingCycle }: TermAndCycle): string => `t${termDuration.replace('P', '').toLowerCase()}${billingCycle.slice(0, 3)}`;

/** The cycle of a term is the one enumeration of these answers that is Pascal-cased. */
export const pascalCycle = (cycle: BillingCycle): string => cycle.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/**
 * What is given back, and until when from the order on. The only printed sample is older than today's rule: unconfirmed, proposed here:
 * partial within the window for licences and software subscriptions, full within 30 days for perpetual software, full within a day (monthly) or 14 days for ISV SaaS.
 */
const cancellationPolicies = (sku: Sku, { termDuration, billingCycle }: TermAndCycle, windowHours: number) => {
  if (sku.kind === 'trial' || sku.neverCancelled === true) return [];
  const refund = (type: 'Full' | 'Partial', expiresAfter: string) => [{ refundOptions: [{ sequenceId: 0, type, expiresAfter }] }];
  if (sku.kind === 'saas') return refund('Full', billingCycle === 'monthly' ? 'P1D' : 'P14D');
  if (sku.kind === 'software' && termDuration === 'NoTerm') return refund('Full', 'P30D');
  return refund('Partial', windowHours % 24 === 0 ? `P${windowHours / 24}D` : `PT${windowHours}H`);
};

/** A trial renews into what it converts to, an offer that goes off sale into its successor, anything else into itself. */
const renewalInstructions = (sku: Sku, terms: readonly TermAndCycle[]) => {
  const renewToId = sku.convertsTo ?? sku.successor ?? `${sku.productId}:${sku.skuId}`;
  const applicableTermIds = terms.filter((term) => term.termDuration !== 'NoTerm').map(termId);
  return applicableTermIds.length === 0 ? [] : [{ applicableTermIds, renewalOptions: [{ renewToId, isAutoRenewable: true }] }];
};

const marketCurrencies: Readonly<Record<string, string>> = { SE: 'SEK', NO: 'NOK', DK: 'DKK', CH: 'CHF', LI: 'CHF', GB: 'GBP', US: 'USD' };

/** The market's own currency where the sheet lists it; else the euro, else whatever comes first. */
const defaultCurrencyOf = (market: string, listed: readonly string[]): string => {
  const own = marketCurrencies[market] ?? 'EUR';
  return listed.includes(own) || listed[0] === undefined ? own : listed.includes('EUR') ? 'EUR' : listed[0];
};
