import { kindOf } from '../subscription/kinds/table';
import { isPerpetual } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { isCalendarDate, plusDays, startOfDay, dayOf, type CalendarDate } from '../../kernel/calendarDate';
import { isInstant, type Instant } from '../../kernel/instant';
import { type Span, type TermOf } from './item';
import { ruleOfSpan } from './rules';
import { factOf, isForeseen, textAfter, textIn, type Told } from './told';

/** A term while it is put together. */
interface Building {
  readonly start: CalendarDate;
  readonly number: number;
  readonly kind: 'term' | 'trial' | 'extended_service';
  readonly isForeseen: boolean;
  readonly events: readonly string[];
  /** Last day; undefined: it has none. */
  end: CalendarDate | undefined;
  /** When it was over before that. */
  endedAt?: Instant;
}

type Plan = Pick<TermOf, 'catalogItemId' | 'quantity' | 'termDuration' | 'billingCycle' | 'cyclePrice'>;

const begins = ['SubscriptionPurchased', 'SubscriptionImported', 'SubscriptionReceived', 'SubscriptionRenewed', 'SubscriptionExtended', 'TermRestarted'];
const ends = ['SubscriptionCancelled', 'SubscriptionMigrated', 'SubscriptionTransferred', 'SubscriptionExpired'];

const dayIn = (text: string | undefined): CalendarDate | undefined => (text !== undefined && isCalendarDate(text) ? text : undefined);

/** First day of the term that a change begins; undefined: it begins none. What older versions told has no fields that changed, but its facts say it. */
const startIn = (told: Told): CalendarDate | undefined => {
  const begun = factOf(told, ...begins);
  return dayIn(textAfter(told, 'termStart')) ?? dayIn(textIn(begun, 'termStart')) ?? (begun?.type === 'SubscriptionPurchased' ? dayOf(told.at) : undefined);
};

const endIn = (told: Told): CalendarDate | undefined => dayIn(textAfter(told, 'termEnd')) ?? dayIn(textIn(told.facts.find((fact) => 'termEnd' in fact), 'termEnd'));

const endedIn = (told: Told): Instant | undefined => {
  const text = textAfter(told, 'endedAt');
  if (text !== undefined && isInstant(text)) return text;
  return factOf(told, ...ends) === undefined && factOf(told, 'LicencesMovedOut')?.['to'] !== 0 ? undefined : told.at;
};

const planAfter = (plan: Plan, told: Told): Plan => {
  const text = (field: 'catalogItemId' | 'termDuration' | 'billingCycle' | 'cyclePrice') => textAfter(told, field) ?? plan[field];
  const quantity = told.changed['quantity']?.after;
  const kept = { catalogItemId: text('catalogItemId'), termDuration: text('termDuration'), billingCycle: text('billingCycle'), cyclePrice: text('cyclePrice'), quantity: typeof quantity === 'number' ? quantity : plan.quantity };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
};

const kindIn = (told: Told, isTrial: boolean): Building['kind'] => {
  if (factOf(told, 'SubscriptionExtended') !== undefined) return 'extended_service';
  return isTrial ? 'trial' : 'term';
};

const untilOf = ({ end, endedAt }: Building): Instant | undefined => {
  const over = end && startOfDay(plusDays(end, 1));
  if (endedAt === undefined) return over;
  return over === undefined || endedAt < over ? endedAt : over;
};

const spanOf = (term: Building, plan: Plan): Span => {
  const until = untilOf(term);
  const from = startOfDay(term.start);
  return {
    shape: 'span',
    id: `${term.kind}|${term.start}`,
    kind: term.kind,
    from,
    // What was given back on its first day was not for an instant of it.
    ...(until !== undefined && { until: until < from ? from : until }),
    rule: ruleOfSpan(term.kind),
    isForeseen: term.isForeseen,
    events: term.events,
    term: { number: term.number, ...plan },
  };
};

/** As the subscription itself says. */
const planOf = ({ offer, quantity, termDuration, billingCycle, cyclePrice }: Subscription): Plan => ({ catalogItemId: `${offer.productId}:${offer.skuId}:${offer.availabilityId}`, quantity, termDuration, billingCycle, cyclePrice });

/**
 * Terms as changes begin and end them, each with what it was at its end. @param now as the subscription stands; what was told after it is foreseen.
 */
export const termsOf = (past: readonly Told[], ahead: readonly Told[], now: Subscription): readonly Span[] => {
  const spans: Span[] = [];
  let open: Building | undefined;
  let plan: Plan = {};
  let isTrial = false;
  const close = (endedAt?: Instant): void => {
    if (open !== undefined) spans.push(spanOf({ ...open, ...(endedAt !== undefined && { endedAt: open.endedAt ?? endedAt }) }, plan));
    open = undefined;
  };
  const take = (told: Told): void => {
    const start = startIn(told);
    if (start !== undefined && start !== open?.start) close(startOfDay(start));
    const trial = told.changed['isTrial']?.after;
    if (typeof trial === 'boolean') isTrial = trial;
    plan = planAfter(plan, told);
    if (start !== undefined && open === undefined) {
      const said = factOf(told, 'SubscriptionRenewed', 'SubscriptionExtended', 'TermRestarted')?.['termNumber'];
      const number = typeof said === 'number' ? said : (spans.at(-1)?.term?.number ?? 0) + 1;
      open = { start, end: endIn(told), number, kind: kindIn(told, isTrial), isForeseen: isForeseen(told), events: told.event === undefined ? [] : [told.event] };
    } else if (open !== undefined && start === undefined) {
      open.end = endIn(told) ?? open.end;
    }
    const endedAt = endedIn(told);
    if (endedAt !== undefined && open !== undefined) open.endedAt = endedAt;
  };
  for (const told of past) take(told);
  // The running one is what the subscription says, whatever is missing of what was told.
  const { start, end, number } = now.term;
  const told = open;
  if (told !== undefined && told.start !== start) close(startOfDay(start));
  plan = planOf(now);
  isTrial = kindOf(now).isTrial;
  const kind = now.extendedFrom !== undefined ? 'extended_service' : isTrial ? 'trial' : 'term';
  open = { ...(told?.start === start ? told : { start, isForeseen: false, events: [] }), number, kind, end: isPerpetual(now) ? undefined : end, ...(now.endedAt !== undefined && { endedAt: now.endedAt }) };
  for (const each of ahead) take(each);
  close();
  return spans;
};
