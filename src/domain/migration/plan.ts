import { type CalendarDate } from '../../kernel/calendarDate';
import { type BillingCycle, type TermDuration } from '../../kernel/durations';
import { failure, success, type Result } from '../../kernel/result';
import { offersOf, segmentsOpenTo, type FoundOffer } from '../catalogue/findOffer';
import { skuKey, type Catalogue, type Segment } from '../catalogue/state';
import { type CartLine } from '../order/state';
import { type AlignmentTarget } from '../subscription/termEndDates';
import { type Subscription } from '../subscription/state';
import { type MigrationRefusal } from './refusals';

/** How one subscription is to be migrated; what is left out stays as it is. */
export interface AskedPlan {
  readonly currentSubscriptionId: string;
  readonly termDuration?: TermDuration | undefined;
  readonly billingCycle?: BillingCycle | undefined;
  /** Begins a whole term instead of going on to the old end. */
  readonly purchaseFullTerm?: boolean | undefined;
  readonly quantity?: number | undefined;
  /** Last day of the first term (ORD-8). */
  readonly customTermEnd?: CalendarDate | undefined;
}

/** A line to be bought for a traditional subscription. */
export interface PlannedLine {
  readonly source: Subscription;
  readonly target: FoundOffer;
  readonly line: CartLine;
  readonly purchaseFullTerm: boolean;
  /** The old end, which the line keeps; absent where another end was asked for, or a whole term begins. */
  readonly kept?: CalendarDate;
}

/** MIG-5: the same offer in new commerce, for the customer's own segment where it is sold so. Undefined: the market's catalogue names none. */
export const migrationTarget = (catalogue: Catalogue, { offer }: Pick<Subscription, 'offer'>, segment: Segment): FoundOffer | undefined => {
  const key = catalogue.items.get(skuKey(offer.productId, offer.skuId))?.sku.migratesTo;
  const item = key === undefined ? undefined : catalogue.items.get(key.toUpperCase());
  const offers = item === undefined ? [] : offersOf(catalogue, item, segmentsOpenTo(segment));
  return offers.find((each) => each.segment === segment) ?? offers[0];
};

/**
 * MIG-5: the line that buys what a traditional subscription becomes: its licences, plan, name and resellers unless others are asked for. A term of the old length ends when the old one would have; one of another length, or
 * one asked for in full, begins today and is whole. Refused: MigrationEndOfFullTerm, MigrationNotOffered.
 * @param number of the line in what is bought together.
 */
export const plannedLine = (source: Subscription, asked: AskedPlan | undefined, number: number, catalogue: Catalogue, segment: Segment): Result<PlannedLine, MigrationRefusal> => {
  const { id: subscriptionId, offer, friendlyName, resellerOfRecord, additionalResellers = [], term } = source;
  const { termDuration = source.termDuration, billingCycle = source.billingCycle, quantity = source.quantity, purchaseFullTerm = false, customTermEnd } = asked ?? {};
  if (purchaseFullTerm && customTermEnd !== undefined) return failure({ kind: 'MigrationEndOfFullTerm', subscriptionId, end: customTermEnd });
  const target = migrationTarget(catalogue, source, segment);
  if (target === undefined) return failure({ kind: 'MigrationNotOffered', subscriptionId, title: offer.title });
  const kept = !purchaseFullTerm && customTermEnd === undefined && termDuration === source.termDuration ? term.end : undefined;
  const end = customTermEnd ?? kept;
  const line: CartLine = {
    id: number,
    catalogItemId: target.catalogItemId,
    quantity,
    termDuration,
    billingCycle,
    additionalResellers,
    ...(friendlyName !== offer.title && { friendlyName }),
    ...(resellerOfRecord !== undefined && { resellerOfRecord }),
    ...(end !== undefined && { customTermEndDate: end }),
  };
  return success({ source, target, line, purchaseFullTerm, ...(kept !== undefined && { kept }) });
};

/** ORD-8: the old ends, as what the new first terms may end with. */
export const oldEnds = (planned: readonly PlannedLine[]): readonly AlignmentTarget[] =>
  planned.flatMap(({ source: { id, termDuration }, kept }) => (kept === undefined ? [] : [{ id, termDuration, termEnd: kept, autoRenew: false, isKept: true as const }]));
