import { type Brought } from '../../../domain/options/brings';
import { type Foretold } from '../../../domain/subscription/term/foretell';
import { type Instant } from '../../../kernel/instant';
import { sumOf } from '../../../kernel/money';
import { type ChargeLine } from '../../../domain/billing/chargeLine';
import { dayAtMidnight } from '../wireDates';
import { chargeLineResource } from './chargeLine';

/** The lines and their sum: positive a cost, negative a refund. */
export const amountOf = (charges: readonly ChargeLine[]) => {
  const [first] = charges;
  return { charges: charges.map(chargeLineResource), ...(first !== undefined && { amount: sumOf(charges.map(({ subtotal }) => subtotal)), currency: first.currency }) };
};

/** Own API (PRE-3): what a subscription will be at an instant ahead, and the lines that will come. @param asOf when prices, and what the customer has, were looked at. */
export const bringsResource = ({ steps, dependsOnHoldings }: Foretold, asOf: Instant) => {
  const [first] = steps;
  const { status, offer, quantity, termDuration, billingCycle, cyclePrice, listCyclePrice, promotionId, term } = (steps.at(-1) ?? first).subscription;
  const charges = steps.flatMap((step) => step.charges);
  const events = steps.flatMap((step) => step.events);
  const reasons = events.flatMap((event) => (event.type === 'SubscriptionExpired' || event.type === 'ScheduledChangeNotApplied' ? [event.reason] : []));
  return {
    asOf,
    status,
    product: { productId: offer.productId, skuId: offer.skuId, availabilityId: offer.availabilityId, title: offer.title },
    quantity,
    termDuration,
    billingCycle,
    termEndDate: dayAtMidnight(term.end),
    ...(charges.length > 0 && { unitPrice: cyclePrice, ...(listCyclePrice !== undefined && { listPrice: listCyclePrice }), ...(promotionId !== undefined && { promotionId }) }),
    ...amountOf(charges),
    events: events.map(({ type }) => type),
    ...(reasons.length > 0 && { reasons }),
    ...(dependsOnHoldings && { dependsOn: ['holdings'] }),
  };
};

/** With what it is and when. */
export const broughtResource = (brought: Brought, asOf: Instant) => ({ what: brought.kind, at: brought.at, brings: bringsResource(brought, asOf) });
