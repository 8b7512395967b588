import { type FoundOffer } from '../catalogue/findOffer';
import { type RowProblem } from '../catalogue/csvRows';
import { mayBuy, ownershipProblem } from '../catalogue/mayBuy';
import { type Holding } from '../catalogue/holdings';
import { skuKey, type Catalogue } from '../catalogue/state';
import { mayOrder } from '../parties/customer/relationship';
import { type Customer } from '../parties/customer/state';
import { resellerProblem, type Seller } from '../parties/partner/resellers';
import { policyAt, type PolicyBook } from '../policy/policy';
import { addOnProblem } from '../subscription/limits/addOnBase';
import { seatsHeld } from '../subscription/limits/customerStanding';
import { kindOfOffer } from '../subscription/kinds/table';
import { termOverAt } from '../subscription/standing';
import { type AlignmentTarget } from '../subscription/termEndDates';
import { dayOf } from '../../kernel/calendarDate';
import { type TermDuration } from '../../kernel/durations';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { broughtSubscription, type Brought } from './broughtSubscription';
import { type PortfolioField } from './columns';
import { findProduct } from './findProduct';
import { addOnInWords, notForSaleInWords, resellerInWords } from './inWords';
import { priceRow } from './priceRow';
import { type JudgedRow } from './judgedRow';
import { type Portfolio, type PortfolioRow } from './readPortfolio';
import { hasNextTerm } from './hasNextTerm';
import { runningTerm } from './runningTerm';

/** A file, and whose subscriptions it has. */
export interface OwnedPortfolio {
  readonly portfolio: Portfolio;
  readonly seller: Seller;
  /** What the partner is billed in. */
  readonly currency: string;
  /** Whose they are where the rows do not say; by tenant id. */
  readonly customerId?: string;
}

/** The world they come into. */
export interface PortfolioContext {
  /** By tenant id and by domain, both in lower case. */
  readonly customers: ReadonlyMap<string, Customer>;
  /** Of every market that a customer is in. */
  readonly catalogues: ReadonlyMap<string, Catalogue>;
  readonly policies: PolicyBook;
  readonly now: Instant;
  /** Of the order that a subscription was bought by. */
  readonly orderId: (subscriptionId: string) => string;
}

interface PlacedRow {
  readonly owned: OwnedPortfolio;
  readonly row: PortfolioRow;
}

/** A row whose customer and product are known. */
interface KnownRow extends PlacedRow {
  readonly customer: Customer;
  readonly catalogue: Catalogue;
  readonly offer: FoundOffer;
  readonly termDuration: TermDuration;
}

type Report = (placed: PlacedRow, of: PortfolioField, reason: string) => undefined;

const keyOf = ({ item: { sku } }: FoundOffer): string => skuKey(sku.productId, sku.skuId);

/** The only term that is sold with the row's billing cycle, for a row that names none. */
const termOf = ({ item, segment }: FoundOffer, { term, billingCycle }: PortfolioRow): { readonly term: TermDuration } | { readonly sold: readonly string[] } => {
  if (term !== null) return { term };
  const sold = [...new Set(item.lines.filter((line) => line.segment === segment && line.billingCycle === billingCycle).map((line) => line.termDuration))];
  const [only] = sold;
  return only !== undefined && sold.length === 1 ? { term: only } : { sold };
};

const customerOf = (placed: PlacedRow, { customers }: PortfolioContext, report: Report): Customer | undefined => {
  const { row, owned } = placed;
  const named = row.customer ?? owned.customerId?.toLowerCase();
  if (named === undefined) return report(placed, 'customer', 'no row says whose it is: add the column, or name the customer beside the file');
  const customer = customers.get(named);
  if (customer === undefined) return report(placed, 'customer', `there is no customer "${named}"`);
  const allowed = mayOrder(customer, owned.seller.tenantId);
  if (allowed.ok) return customer;
  return report(placed, 'customer', allowed.error.kind === 'AgreementNotConfirmed' ? `${customer.name} has no customer agreement with this partner` : `${customer.name} has no accepted relationship with this partner`);
};

/** What is brought here: seats for a term, with a price of their own. */
const isBrought = ({ item: { sku } }: FoundOffer): boolean => {
  const kind = kindOfOffer(sku);
  return kind !== undefined && kind.planOf === 'line' && kind.commerce === 'new' && kind.isMetered !== true && sku.perpetual !== true;
};

const known = (placed: PlacedRow, context: PortfolioContext, report: Report): KnownRow | undefined => {
  const customer = customerOf(placed, context, report);
  if (customer === undefined) return undefined;
  const catalogue = context.catalogues.get(customer.country);
  if (catalogue === undefined) return report(placed, 'market', `there is no price sheet of ${customer.country}, where ${customer.name} is`);
  const { row, owned } = placed;
  if (row.market !== null && row.market !== customer.country) report(placed, 'market', `is ${row.market}, and ${customer.name} is in ${customer.country}`);
  if (row.currency !== null && row.currency !== owned.currency) report(placed, 'currency', `is ${row.currency}, and the partner is billed in ${owned.currency}`);
  const offer = findProduct(row, catalogue, customer.segment);
  if ('reason' in offer) return report(placed, offer.of, offer.reason);
  if (!isBrought(offer)) return report(placed, 'productId', `${keyOf(offer)} is sold in a way that a portfolio does not bring: by use, for good, with free days, as Azure, or before new commerce`);
  const term = termOf(offer, row);
  if ('sold' in term) return report(placed, 'term', `is missing, and ${keyOf(offer)} is sold ${row.billingCycle} for ${term.sold.length === 0 ? 'no term' : term.sold.join(', ')}`);
  return { ...placed, customer, catalogue, offer, termDuration: term.term };
};

const targetOf = ({ row, termDuration }: KnownRow): AlignmentTarget => ({ id: row.id, termDuration, termEnd: row.end, autoRenew: row.autoRenew });

const judged = (each: KnownRow, targets: readonly AlignmentTarget[], context: PortfolioContext, report: Report): JudgedRow | undefined => {
  const { row, owned, customer, catalogue, offer, termDuration } = each;
  const { billingCycle, quantity } = row;
  const { minimumQuantity, maximumQuantity } = offer.item.sku;
  if (quantity < minimumQuantity || quantity > maximumQuantity) report(each, 'quantity', `is ${quantity}, and a subscription of ${keyOf(offer)} has ${minimumQuantity} to ${maximumQuantity}`);
  const reseller = resellerProblem({ ...(row.resellerOfRecord !== null && { resellerOfRecord: row.resellerOfRecord }), additionalResellers: [] }, owned.seller);
  if (reseller !== undefined) report(each, 'reseller', resellerInWords(reseller));
  const term = runningTerm({ duration: termDuration, start: row.start, end: row.end, targets: targets.filter(({ id }) => id !== row.id) }, context.now);
  if ('reason' in term) return report(each, term.of, term.reason);
  if (row.bought !== null && row.bought > term.startedAt) report(each, 'bought', `is ${row.bought}, after ${term.startedAt}, when the running term began`);
  const asked = { offer, termDuration, billingCycle, currency: owned.currency, quantity, at: term.startedAt, unitPrice: row.unitPrice, promotionId: row.promotionId };
  const price = priceRow(catalogue, asked);
  if ('reason' in price) return report(each, price.of, price.reason);
  return { row, seller: owned.seller, customer, catalogue, offer, termDuration, term, currency: owned.currency, price };
};

const holdingOf = ({ row, offer: { item: { sku } }, owned }: KnownRow): Holding => ({
  subscriptionId: row.id,
  productId: sku.productId,
  skuId: sku.skuId,
  quantity: row.quantity,
  status: row.isSuspended ? 'suspended' : 'active',
  partnerId: owned.seller.tenantId,
});

/** Of which SKUs a customer's other subscriptions can make a difference to whether it may have one more (CAT-4). */
const ownershipKeys = ({ item: { sku } }: FoundOffer): readonly string[] =>
  sku.ownershipLimit !== undefined || kindOfOffer(sku)?.isTrial === true ? [skuKey(sku.productId, sku.skuId), ...(sku.convertsTo === undefined ? [] : [sku.convertsTo.toUpperCase()])] : [];

/** What a customer may have of an offer, and how many subscriptions in all (ORD-3 to ORD-7, CAT-4): each row after those before it, of all files; of an add-on all rows together. */
const judgeCustomer = (rows: readonly KnownRow[], context: PortfolioContext, report: Report): void => {
  const most = policyAt(context.policies, context.now).subscriptionsPerCustomer;
  const all = rows.map(holdingOf);
  const before = new Map<string, { readonly holdings: Holding[]; seats: number }>();
  rows.forEach((each, index) => {
    const { offer, customer, owned, row } = each;
    const { sku } = offer.item;
    const key = keyOf(offer);
    const same = before.get(key) ?? { holdings: [], seats: 0 };
    before.set(key, same);
    const holdings = ownershipKeys(offer).flatMap((other) => before.get(other)?.holdings ?? []);
    const allowed = mayBuy(offer, { partner: owned.seller, customerMarket: customer.country, customerSegment: customer.segment, holdings, at: context.now });
    // Bought while it was sold: that its sale is over stands against nothing, and hides nothing.
    const obstacle = allowed.ok ? undefined : allowed.error.kind === 'NotOnSale' ? ownershipProblem(sku, { holdings, partner: owned.seller }) : allowed.error;
    if (obstacle !== undefined) report(each, 'productId', notForSaleInWords(obstacle));
    const together = same.seats + row.quantity;
    if (same.seats <= sku.maximumQuantity && row.quantity <= sku.maximumQuantity && together > sku.maximumQuantity) report(each, 'quantity', `${customer.name} may have ${sku.maximumQuantity} of ${key} in all, and has ${together} with this row`);
    if (index === most) report(each, 'subscriptionId', `${customer.name} may have ${most} subscriptions`);
    const problem = same.holdings.length > 0 ? undefined : addOnProblem(sku, { base: seatsHeld(all, sku.prerequisiteSkus), owned: 0, asked: seatsHeld(all, [key]), later: 0 });
    if (problem !== undefined) report(each, 'productId', addOnInWords(problem));
    same.holdings.push(holdingOf(each));
    same.seats = together;
  });
};

/** What a judged row becomes; or nothing, where it would renew and nothing is sold that it could renew into (REN-8). */
const brought = (each: KnownRow, found: JudgedRow, context: PortfolioContext, report: Report): Brought | undefined => {
  const made = broughtSubscription(found, context.orderId(found.row.id), context.policies, context.now);
  const { subscription } = made.outcome;
  return subscription.autoRenew && !hasNextTerm(found.catalogue, subscription) ? report(each, 'autoRenew', `is on, and nothing that it could renew into is sold on ${dayOf(termOverAt(subscription))}: set it to off`) : made;
};

/**
 * Every row of all files, judged with the others: what runs at `context.now` can come here. What is wrong with any is named in `problems`, as much of it as can be found at once; a row with a problem is left out.
 * @returns in the order of the files.
 */
export const judgePortfolios = (files: readonly OwnedPortfolio[], context: PortfolioContext, problems: RowProblem[]): readonly Brought[] => {
  const report: Report = ({ owned: { portfolio }, row }, of, reason) => void problems.push({ file: portfolio.file, line: row.line, column: portfolio.columns[of], reason });
  const placed = files.flatMap((owned) => owned.portfolio.rows.map((row): PlacedRow => ({ owned, row })));
  const first = new Map<string, PlacedRow>();
  for (const each of placed) {
    const earlier = first.get(each.row.id);
    if (earlier === undefined) first.set(each.row.id, each);
    else report(each, 'subscriptionId', `${each.row.id} stands twice: also in ${earlier.owned.portfolio.file}, line ${earlier.row.line}`);
  }
  const rows = [...first.values()].flatMap((each) => known(each, context, report) ?? []);
  const ofCustomer = groupBy(rows, ({ customer }) => customer.id);
  for (const own of ofCustomer.values()) judgeCustomer(own, context, report);
  const targets = new Map([...groupBy(rows, ({ customer, owned }) => `${customer.id} ${owned.seller.tenantId}`)].map(([key, own]) => [key, own.filter(({ offer, row }) => !row.isSuspended && kindOfOffer(offer.item.sku)?.isAligned === true).map(targetOf)]));
  return rows.flatMap((each) => {
    const earlier = problems.length;
    const found = judged(each, targets.get(`${each.customer.id} ${each.owned.seller.tenantId}`) ?? [], context, report);
    // What is wrong with a row makes nothing of it.
    return found === undefined || problems.length > earlier ? [] : (brought(each, found, context, report) ?? []);
  });
};
