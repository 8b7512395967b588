import { plusDays, plusMonths, startOfDay, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { type ChargedFrom, type Overage } from './state';

type ChargedTo = ChargedFrom['to'];

/** Months of days that are kept: longer than usage of a month can come in, and than the closing of one may be held up until an operator sees to it. */
const monthsKept = 24;
/** Of entries, the latest; at one a day they reach back longer than usage of a month can come in. */
const mostKept = 200;

/** Whose subscription the calls of that day are charged to. */
export const chargedOn = (charged: readonly ChargedFrom[], day: CalendarDate): ChargedTo => charged.findLast(({ from }) => from <= day)?.to;

/**
 * OVG-4: from when None holds: calls from that instant on, included, are charged to nobody, those before it to who had the assignment on their day. It is the beginning of a day in UTC, as calls are reported by the day.
 * @returns undefined while it is assigned.
 */
export const noneFrom = ({ assigned, charged, since }: Pick<Overage, 'assigned' | 'charged' | 'since'>): Instant | undefined => {
  if (assigned !== undefined) return undefined;
  const last = charged.at(-1);
  return last === undefined || last.to !== undefined ? since : startOfDay(last.from);
};

const sameAs = (one: ChargedTo, other: ChargedTo): boolean =>
  one?.partnerId === other?.partnerId && one?.azureSubscriptionId === other?.azureSubscriptionId && one?.resellerOfRecord === other?.resellerOfRecord;

/** Drops what lies too far back, and entries that change nothing. */
const tidied = (charged: readonly ChargedFrom[], day: CalendarDate): ChargedFrom[] => {
  const oldest = plusMonths(day, -monthsKept);
  const needed = charged.filter((_, index) => (charged[index + 1]?.from ?? day) > oldest || index === charged.length - 1);
  return needed.filter(({ to }, index) => (index === 0 ? to !== undefined : !sameAs(to, needed[index - 1]?.to))).slice(-mostKept);
};

/**
 * A clean cut by the day, as usage is reported by the day: who had the assignment on a day first is charged for the whole of it, and a change holds from the next day;
 * at once where nobody had it yet.
 */
export const chargedAfter = (charged: readonly ChargedFrom[], day: CalendarDate, to: ChargedTo): ChargedFrom[] => {
  const today = chargedOn(charged, day);
  const earlier = charged.filter(({ from }) => from < day);
  const own = today === undefined ? [entry(day, to)] : [entry(day, today), entry(plusDays(day, 1), to)];
  return tidied([...earlier, ...own], day);
};

/** Nobody from the day after `lastDay` on: what stood since then no longer counts. */
export const chargedUntil = (charged: readonly ChargedFrom[], lastDay: CalendarDate): ChargedFrom[] => {
  const next = plusDays(lastDay, 1);
  return tidied([...charged.filter(({ from }) => from < next), entry(next, undefined)], next);
};

const entry = (from: CalendarDate, to: ChargedTo): ChargedFrom => (to === undefined ? { from } : { from, to });
