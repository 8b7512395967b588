import { type AtRisk } from '../../../domain/options/atRisk';
import { type Point, type Span, type TermOf, type TimelineItem } from '../../../domain/timeline/item';
import { kindOf } from '../../../domain/subscription/kinds/table';
import { isPerpetual, statusAt, termOverAt, withinTerm } from '../../../domain/subscription/standing';
import { type Subscription } from '../../../domain/subscription/state';
import { plannedCharge, plannedTerm } from '../../../domain/subscription/toldFields';
import { removableSeats } from '../../../domain/subscription/window';
import { type Timeline } from '../../../app/timeline/getTimeline';
import { plusDays, startOfDay, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { atRiskResource } from './atRisk';
import { amountOf } from './brings';
import { nextStepResource } from './options';
import { timelineTitle } from './timelineTitles';

type Titles = Timeline['titleOf'];

/** Days, both included, as a span whose end is not part of it. */
const spanOfDays = (start: CalendarDate, end: CalendarDate) => ({ from: startOfDay(start), until: startOfDay(plusDays(end, 1)) });

const productOf = (catalogItemId: string, titleOf: Titles) => {
  const [productId = '', skuId = '', availabilityId = ''] = catalogItemId.split(':');
  const title = titleOf(catalogItemId);
  return { productId, skuId, availabilityId, ...(title !== undefined && { title }) };
};

/** The item that a fact names as what it is about now. */
const itemNamedBy = (fact: Point['fact']): string | undefined => {
  const named = fact?.['catalogItemId'] ?? fact?.['toCatalogItemId'];
  return typeof named === 'string' ? named : undefined;
};

const tenseOf = (item: TimelineItem, now: Instant): 'past' | 'present' | 'future' => {
  if (item.shape === 'point') return item.isForeseen || item.at > now ? 'future' : 'past';
  if (item.isForeseen || item.from > now) return 'future';
  return item.until !== undefined && item.until <= now ? 'past' : 'present';
};

const pointMembers = ({ fact, lines, usage, dependsOnHoldings }: Point, titleOf: Titles) => {
  const { type: _type, ...says } = fact ?? {};
  const item = itemNamedBy(fact);
  return {
    ...(fact !== undefined && Object.keys(says).length > 0 && { says }),
    ...(item !== undefined && { product: productOf(item, titleOf) }),
    ...(lines.length > 0 && amountOf(lines)),
    ...(usage !== undefined && { usage: { month: usage.month.slice(0, 7), lines: usage.lines }, amount: usage.amount, currency: usage.currency }),
    ...(dependsOnHoldings === true && { dependsOn: ['holdings'] }),
  };
};

const termMembers = ({ number, catalogItemId, quantity, termDuration, billingCycle, cyclePrice }: TermOf, titleOf: Titles, showsCharges: boolean) => ({
  ...(catalogItemId !== undefined && { product: productOf(catalogItemId, titleOf) }),
  term: { number, ...(quantity !== undefined && { quantity }), ...(termDuration !== undefined && { termDuration }), ...(billingCycle !== undefined && { billingCycle }), ...(showsCharges && cyclePrice !== undefined && { unitPrice: cyclePrice }) },
});

const spanMembers = ({ term, window, stage }: Span, titleOf: Titles, showsCharges: boolean) => ({
  ...(term !== undefined && termMembers(term, titleOf, showsCharges)),
  ...(window !== undefined && { window }),
  ...(stage !== undefined && { stage }),
});

/** One item of a timeline. */
export const timelineItemResource = (item: TimelineItem, { asOf, titleOf, listed }: Timeline, showsCharges: boolean) => {
  const { id, kind, rule, events } = item;
  const isPurchase = kind === 'subscription_purchased' || kind === 'subscription_received' || kind === 'subscription_imported';
  return {
    id,
    kind,
    tense: tenseOf(item, asOf),
    ...(item.shape === 'point' ? { at: item.at } : { from: item.from, ...(item.until !== undefined && { until: item.until }) }),
    title: timelineTitle(kind),
    ...(rule !== undefined && { rule }),
    ...(item.shape === 'point' ? pointMembers(item, titleOf) : spanMembers(item, titleOf, showsCharges)),
    ...(isPurchase && listed.kind === 'licences' && { orderId: listed.subscription.orderId }),
    events,
  };
};

const presentOf = (subscription: Subscription, atRisk: AtRisk | undefined, now: Instant) => {
  const { offer, term, cycle, friendlyName, orderId, quantity, termDuration, billingCycle, autoRenew, suspendedAt, endedAt, scheduledChange, nextCharge, batches } = subscription;
  const status = statusAt(subscription, now);
  return {
    status,
    friendlyName,
    orderId,
    product: { productId: offer.productId, skuId: offer.skuId, availabilityId: offer.availabilityId, title: offer.title },
    quantity,
    termDuration,
    billingCycle,
    autoRenewEnabled: autoRenew,
    term: { number: term.number, from: startOfDay(term.start), ...(!isPerpetual(subscription) && { until: termOverAt(subscription) }) },
    ...(!isPerpetual(subscription) && { cycle: spanOfDays(cycle.start, cycle.end) }),
    ...(term.cancellableUntil > now && endedAt === undefined && { cancellableUntil: withinTerm(term.cancellableUntil, subscription) }),
    // Those of what is suspended, or is given back as a whole, stay as they are.
    seatsThatCanComeOff: status === 'active' && kindOf(subscription).refuses.seats === undefined ? removableSeats(batches, now) : 0,
    ...(atRisk !== undefined && { atRisk: atRiskResource(atRisk) }),
    ...(suspendedAt !== undefined && { suspendedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(scheduledChange !== undefined && { scheduledChange: { ...plannedTerm(scheduledChange), effectiveAt: termOverAt(subscription) } }),
    ...(nextCharge !== undefined && { nextCharge: { billingCycle: plannedCharge(nextCharge).billingCycle, effectiveAt: startOfDay(plusDays(cycle.end, 1)) } }),
  };
};

const presentResource = ({ listed, atRisk, asOf }: Timeline) => {
  switch (listed.kind) {
    case 'licences':
      return presentOf(listed.subscription, atRisk, asOf);
    case 'azurePlan': {
      const { status, friendlyName, orderId } = listed.plan;
      return { status, friendlyName, ...(orderId !== undefined && { orderId }) };
    }
    case 'olderAzure': {
      const { status = 'active', friendlyName } = listed.held.subscription;
      return { status, friendlyName };
    }
  }
};

/** What stands beside the items: the present, and what happens if nobody acts. */
export const timelineMembers = (timeline: Timeline, showsCharges: boolean) => {
  const { asOf, tellsFrom, usageNotToldFrom, ifNobodyActs, misfitsAtTermEnd } = timeline;
  return {
    asOf,
    present: presentResource(timeline),
    ...(ifNobodyActs !== undefined && { ifNobodyActs: nextStepResource(ifNobodyActs, misfitsAtTermEnd, asOf, showsCharges) }),
    ...(tellsFrom !== undefined && { tellsFrom }),
    ...(usageNotToldFrom !== undefined && { usageNotToldFrom }),
  };
};
