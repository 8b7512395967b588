import { z } from 'zod';
import { PLAN_TAG, planTagOf } from '../../../app/renewals/planTag';
import { type PlannedRenewal } from '../../../app/renewals/renewalPages';
import { type PlanLine } from '../../../app/renewals/planLine';
import { offerIdOf } from '../../../domain/subscription/sentBack';
import { statusAt } from '../../../domain/subscription/standing';
import { billingCycles, limitedTerms } from '../../../domain/subscription/state';
import { nextTermOf, type NextTerm } from '../../../domain/subscription/nextTerm/nextTerm';
import { sumOf } from '../../../kernel/money';
import { type Instant } from '../../../kernel/instant';
import { type CsvField } from '../../csv/csvText';
import { etagOf } from '../etag';
import { dayAtMidnight } from '../wireDates';
import { guidSchema, wireDaySchema } from '../wireSchemas';
import { bringsResource } from './brings';
import { type LineForm } from './reconciliation';

const catalogItemIdOf = ({ productId, skuId, availabilityId }: NextTerm): string => `${productId}:${skuId}:${availabilityId}`;

/** BLK-1: what a term's end is to bring, as it is read, edited and sent back. */
export const nextTermResource = (next: NextTerm) => ({
  atTermEnd: next.atTermEnd,
  quantity: next.quantity,
  catalogItemId: catalogItemIdOf(next),
  termDuration: next.termDuration,
  billingCycle: next.billingCycle,
  ...(next.promotionId !== undefined && { promotionId: next.promotionId }),
  ...(next.customTermEnd !== undefined && { customTermEndDate: dayAtMidnight(next.customTermEnd) }),
});

/** BLK-1: a line of the plan. @param showsCharges whether the caller may read what is charged. @param asOf when prices, and what the customer has, were looked at. */
const renewalResource = ({ at, kind, customerName, subscription, brought }: PlannedRenewal, showsCharges: boolean, asOf: Instant) => ({
  customerId: subscription.customerId,
  ...(customerName !== undefined && { customerName }),
  subscriptionId: subscription.id,
  friendlyName: subscription.friendlyName,
  offerId: offerIdOf(subscription),
  offerName: subscription.offer.title,
  status: statusAt(subscription, asOf),
  quantity: subscription.quantity,
  termDuration: subscription.termDuration,
  billingCycle: subscription.billingCycle,
  termEndDate: dayAtMidnight(subscription.term.end),
  at,
  what: kind,
  ...(showsCharges && brought !== undefined && { brings: bringsResource(brought, asOf) }),
  nextTerm: nextTermResource(nextTermOf(subscription)),
  planTag: planTagOf(subscription),
  attributes: { etag: etagOf(subscription), objectType: 'Renewal' },
});

/** What is shown, what may be edited, and by what the line is known. */
const SHOWN = ['CustomerId', 'CustomerName', 'SubscriptionId', 'SubscriptionName', 'OfferName', 'Status', 'QuantityNow', 'TermDurationNow', 'BillingCycleNow', 'TermEndDate', 'What', 'Becomes', 'UnitPrice', 'Amount', 'Currency', 'Reasons'] as const;
const EDITED = ['AtTermEnd', 'Quantity', 'CatalogItemId', 'TermDuration', 'BillingCycle', 'CustomTermEndDate'] as const;

const brings = ({ brought }: PlannedRenewal, showsCharges: boolean): readonly CsvField[] => {
  if (!showsCharges || brought === undefined) return ['', '', '', '', ''];
  const { steps } = brought;
  const last = steps.at(-1) ?? steps[0];
  const charges = steps.flatMap((step) => step.charges);
  const reasons = steps.flatMap((step) => step.events).flatMap((event) => (event.type === 'SubscriptionExpired' || event.type === 'ScheduledChangeNotApplied' ? [event.reason] : []));
  const { status, quantity, offer, termDuration, billingCycle, cyclePrice } = last.subscription;
  const [first] = charges;
  const amounts: readonly CsvField[] = first === undefined ? ['', '', ''] : [{ decimal: cyclePrice }, { decimal: sumOf(charges.map(({ subtotal }) => subtotal)) }, first.currency];
  return [status === 'active' ? `${quantity} ${offer.title}, ${termDuration} ${billingCycle}` : status, ...amounts, reasons.join(' ')];
};

const fieldsOf = (planned: PlannedRenewal, showsCharges: boolean, asOf: Instant): readonly CsvField[] => {
  const { subscription, customerName = '', kind } = planned;
  const { customerId, id, friendlyName, offer, quantity, termDuration, billingCycle, term } = subscription;
  const next = nextTermOf(subscription);
  return [
    ...[customerId, customerName, id, friendlyName, offer.title, statusAt(subscription, asOf), String(quantity), termDuration, billingCycle, term.end, kind],
    ...brings(planned, showsCharges),
    ...[next.atTermEnd, String(next.quantity), catalogItemIdOf(next), next.termDuration, next.billingCycle, next.customTermEnd ?? ''],
    planTagOf(subscription),
  ];
};

/** BLK-1: the plan as a list and as a file, whose last columns are edited and sent back. */
export const renewalForm = (showsCharges: boolean, asOf: Instant): LineForm<PlannedRenewal> => ({
  resource: (planned) => renewalResource(planned, showsCharges, asOf),
  header: [...SHOWN, ...EDITED, 'PlanTag'],
  fields: (planned) => fieldsOf(planned, showsCharges, asOf),
});

const catalogItemIdSchema = z
  .string()
  .regex(/^[\w.-]{1,100}:[\w.-]{1,100}(:[\w.-]{1,100})?$/, 'must be a product, a SKU and an availability: NCBUSSTAND01:0001:NCAV3T8R1ZW6')
  .meta({ description: 'Product, SKU and availability; without the last the one of the segment that the running term is in.' });

const askedSchema = z.strictObject({
  atTermEnd: z.enum(['renew', 'extend', 'cancel']).optional().meta({ description: '`renew`: another term; `extend`: a month of extended service; `cancel`: its end.' }),
  quantity: z.number().int().min(1).max(2_147_483_647).optional(),
  catalogItemId: catalogItemIdSchema.optional(),
  termDuration: z.enum(limitedTerms).optional(),
  billingCycle: z.enum(billingCycles).optional(),
  promotionId: z.string().min(1).max(200).nullable().optional(),
  customTermEndDate: wireDaySchema.nullable().optional().meta({ description: 'Last day of the next term, UTC; null: a whole term.' }),
});

/** Members of a line; whatever else it has is refused, so that a misspelt one is not left out without a word. */
const lineSchema = z.strictObject({
  customerId: guidSchema,
  subscriptionId: guidSchema,
  planTag: z.string().regex(PLAN_TAG, 'must be that of a plan'),
  nextTerm: askedSchema,
});

/** BLK-2: a line of a plan as it is sent back. */
export const planLineSchema = lineSchema.transform(({ nextTerm: { catalogItemId, customTermEndDate, ...asked }, ...line }): PlanLine => {
  const [productId = '', skuId = '', availabilityId] = catalogItemId?.split(':') ?? [];
  return {
    ...line,
    asked: {
      ...asked,
      ...(catalogItemId !== undefined && { product: { productId, skuId, ...(availabilityId !== undefined && { availabilityId }) } }),
      ...(customTermEndDate !== undefined && { customTermEnd: customTermEndDate }),
    },
  };
});

export const MOST_PLAN_LINES = 100;

/** Each line is judged by itself, so nothing is asked of its form here. */
export const planLinesBody = z.object({ lines: z.array(z.unknown().meta(z.toJSONSchema(lineSchema, { unrepresentable: 'any', io: 'input' }) as Record<string, unknown>)).min(1).max(MOST_PLAN_LINES) });
