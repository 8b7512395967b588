import { dayOf, plusDays, plusMonths, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { monthsOfTerm, type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { termEnd } from '../../kernel/term';
import { mayEndOn, type AlignmentTarget } from '../subscription/termEndDates';

export interface RunningTerm {
  readonly startedAt: Instant;
  /** Present where it was cut short (ORD-8). */
  readonly cutShortTo?: CalendarDate;
}

/** What is wrong with the days of a term: which of them, and why. */
export interface TermProblem {
  readonly of: 'start' | 'end';
  readonly reason: string;
}

interface AskedTerm {
  readonly duration: TermDuration;
  readonly start: Instant | null;
  readonly end: CalendarDate;
  /** What it may have been bought to end with. */
  readonly targets: readonly AlignmentTarget[];
}

/** The whole term that ends on a day; undefined if none does: a month from 28 February ends on 27 March, one from 1 March on the 31st, and none between. */
const wholeTermBefore = (end: CalendarDate, duration: TermDuration): CalendarDate | undefined => {
  const start = plusMonths(plusDays(end, 1), -monthsOfTerm(duration));
  return termEnd(start, duration) === end ? start : undefined;
};

/** The term that runs at `now`, or is over just then; or what is wrong with its days. Without a start, the whole term that ends on that day. */
export const runningTerm = ({ duration, start, end, targets }: AskedTerm, now: Instant): RunningTerm | TermProblem => {
  if (startOfDay(plusDays(end, 1)) < now) return { of: 'end', reason: `is ${end}: the term was over before ${now}, when this world begins` };
  const first = start === null ? wholeTermBefore(end, duration) : dayOf(start);
  if (first === undefined) return { of: 'end', reason: `is ${end}, and no term of ${duration} ends on that day` };
  const startedAt = start ?? startOfDay(first);
  if (startedAt > now) return start === null ? { of: 'end', reason: `is ${end}: a term of ${duration} that ends then begins on ${first}, after ${now}, when this world begins` } : { of: 'start', reason: `is ${start}, after ${now}, when this world begins` };
  const natural = termEnd(first, duration);
  if (end === natural) return { startedAt };
  if (mayEndOn(end, { duration, start: first }, targets)) return { startedAt, cutShortTo: end };
  return { of: 'end', reason: `is ${end}: a term of ${duration} from ${first} ends on ${natural}, or before that at the end of a month or with another subscription of the customer` };
};
