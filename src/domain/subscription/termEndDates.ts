import { dayOfMonth, lastDayOfMonth, plusDays, plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { type TermDuration } from '../../kernel/durations';
import { termEnd } from '../../kernel/term';

/** A subscription that a new one may end with: active, no trial, a new-commerce licence bought through the same partner. */
export interface AlignmentTarget {
  readonly id: string;
  readonly termDuration: TermDuration;
  /** Last day of its running term. */
  readonly termEnd: CalendarDate;
  /** Only what renews ends again. */
  readonly autoRenew: boolean;
  /** MIG-5: what is migrated goes on to this end, whatever day that is. */
  readonly isKept?: true;
}

/** The term that is bought, before it is cut short. */
export interface NewTerm {
  readonly duration: TermDuration;
  readonly start: CalendarDate;
}

/** A last day that the first term may have. */
export type AllowedEnd =
  | { readonly kind: 'calendarMonthAligned'; readonly end: CalendarDate }
  | { readonly kind: 'subscriptionAligned'; readonly end: CalendarDate; readonly subscriptionIds: readonly string[] };

/**
 * The last month end that does not lie beyond the natural end; the term's first day at the earliest.
 * Source: "Align subscription end dates", calendar month: a year from 2022-07-15 ends on 2023-06-30.
 */
export const lastMonthEnd = ({ duration, start }: NewTerm): CalendarDate => {
  const natural = termEnd(start, duration);
  const own = lastDayOfMonth(natural);
  return own === natural ? natural : lastDayOfMonth(plusMonths(natural, -1));
};

const isMonthEnd = (day: CalendarDate): boolean => lastDayOfMonth(day) === day;

/** A monthly term would drift off such a day in a shorter month: the 28th to the 30th, unless it is the month's last. */
export const driftsOff = (day: CalendarDate): boolean => dayOfMonth(day) >= 28 && dayOfMonth(day) <= 30 && !isMonthEnd(day);

/** Terms of a year and more cannot follow a monthly one, nor a monthly one a day that not every month has, but for its own old end. */
const mayAlign = (duration: TermDuration, target: AlignmentTarget, end: CalendarDate): boolean =>
  duration === 'P1M' ? (target.isKept === true && target.termDuration === 'P1M') || !driftsOff(end) : target.termDuration !== 'P1M';

/** The days within the new term on which the target ends, its own renewals included, earliest first. */
export const endsWithin = (term: NewTerm, target: AlignmentTarget): CalendarDate[] => {
  const natural = termEnd(term.start, term.duration);
  const ends: CalendarDate[] = [];
  for (let end = target.termEnd; end <= natural; end = termEnd(plusDays(end, 1), target.termDuration)) {
    if (end >= term.start && mayAlign(term.duration, target, end)) ends.push(end);
    if (!target.autoRenew) break;
  }
  return ends;
};

/**
 * ORD-8: the last days offered for a new first term: the last month end, and of each target the latest of its ends within the term; by date, equal days together.
 * Source: billing rules §7.7, whose examples only this reading explains.
 */
export const allowedEnds = (term: NewTerm, targets: readonly AlignmentTarget[]): AllowedEnd[] => {
  const bySubscription = new Map<CalendarDate, string[]>();
  for (const target of targets) {
    const latest = endsWithin(term, target).at(-1);
    if (latest !== undefined) bySubscription.set(latest, [...(bySubscription.get(latest) ?? []), target.id]);
  }
  const aligned = [...bySubscription].map(([end, subscriptionIds]): AllowedEnd => ({ kind: 'subscriptionAligned', end, subscriptionIds }));
  return [{ kind: 'calendarMonthAligned' as const, end: lastMonthEnd(term) }, ...aligned].sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
};

/**
 * ORD-8: whether a first term may end on that day: with a target (on any of its ends within the term), or at any month's end within the term, for whoever buys. Of these {@link allowedEnds} offers the
 * latest, as the published examples do; docs/decisions/0037-term-ends-and-ends-of-sale.md says why the others are taken.
 */
export const mayEndOn = (end: CalendarDate, term: NewTerm, targets: readonly AlignmentTarget[]): boolean => {
  if (end < term.start || end > termEnd(term.start, term.duration)) return false;
  return isMonthEnd(end) || targets.some((target) => endsWithin(term, target).includes(end));
};

/** ORD-8: by which target alone a first term may end on that day, the first of several; undefined: it may without any. */
export const alignedWith = (end: CalendarDate, term: NewTerm, targets: readonly AlignmentTarget[]): AlignmentTarget | undefined =>
  isMonthEnd(end) || end === termEnd(term.start, term.duration) ? undefined : targets.find((target) => endsWithin(term, target).includes(end));
