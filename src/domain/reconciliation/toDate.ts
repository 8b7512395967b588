import { dayOf, dayOfMonth, daysInMonth, type CalendarDate } from '../../kernel/calendarDate';
import { amountIn, sumOf } from '../../kernel/money';
import { type LineItem } from './lineItem';
import { reasonOf } from './reason';
import { compareSums, merged, type Compared, type Summed } from './statement';

/** What was charged on one day of a month. */
export interface DayTotal extends Summed {
  /** 1 to 31; 0 for usage, which is of its month and not of a day. */
  readonly day: number;
}

/** What one day came to, and all days until then, itself included; of a month that has no such day, or has not come to it, nothing. */
export interface ComparedDay {
  readonly day: number;
  readonly currency: string;
  readonly amount?: string;
  readonly soFar?: string;
  readonly lastMonth?: string;
  readonly lastMonthSoFar?: string;
}

/** How far both months are compared: days of the month, included. */
export interface ToDate {
  readonly day: number;
  readonly lastMonthDay: number;
}

export interface ComparedToDate extends ToDate {
  /** Of what has a day, to that day. */
  readonly totals: readonly Compared[];
  /** Of both months as a whole, as it stands. */
  readonly usage: readonly Compared[];
  readonly days: readonly ComparedDay[];
}

const USAGE = 0;

const dayKey = ({ currency, day }: DayTotal): string => `${currency}|${String(day).padStart(2, '0')}`;

/** What several parts come to together, by currency and day, in that order. */
export const addDayTotals = (parts: readonly DayTotal[]): readonly DayTotal[] => merged(parts, dayKey);

/** In which day of the month a line is counted: what came too late for its own month, on the first. */
const dayIn = (month: CalendarDate, item: LineItem): number => {
  const reason = reasonOf(item);
  if (reason === 'usage' || reason === 'overage') return USAGE;
  const day = dayOf(item.orderDate);
  return day < month ? 1 : dayOfMonth(day);
};

/** What lines of a month come to by day. @param month its first day. */
export const dayTotalsOf = (month: CalendarDate, items: readonly LineItem[]): readonly DayTotal[] =>
  addDayTotals(items.map((item) => ({ day: dayIn(month, item), currency: item.currency, lines: 1, amount: item.subtotal })));

/** How far a month is: to today, or where it is over to its end; and to the same day of the month before, or, where that is shorter, to its end. @param today absent: the month is over. */
export const toDateOf = (month: CalendarDate, lastMonth: CalendarDate, today: CalendarDate | undefined): ToDate =>
  today === undefined ? { day: daysInMonth(month), lastMonthDay: daysInMonth(lastMonth) } : { day: dayOfMonth(today), lastMonthDay: Math.min(dayOfMonth(today), daysInMonth(lastMonth)) };

const upTo = (totals: readonly DayTotal[], day: number): readonly DayTotal[] => totals.filter((each) => each.day !== USAGE && each.day <= day);

/** Of one currency. @param last day that is told. */
const runningSums = (totals: readonly DayTotal[], currency: string, last: number): readonly { readonly amount: string; readonly soFar: string }[] => {
  let sum = '0';
  return Array.from({ length: last }, (_, index) => {
    const amount = totals.find((each) => each.currency === currency && each.day === index + 1)?.amount ?? '0';
    sum = sumOf([sum, amount]);
    return { amount: amountIn(amount, currency), soFar: amountIn(sum, currency) };
  });
};

const daysOf = (now: readonly DayTotal[], before: readonly DayTotal[], day: number, lastMonth: CalendarDate): readonly ComparedDay[] =>
  [...new Set([...now, ...before].filter((each) => each.day !== USAGE).map(({ currency }) => currency))].toSorted().flatMap((currency) => {
    const present = runningSums(now, currency, day);
    const past = runningSums(before, currency, daysInMonth(lastMonth));
    return Array.from({ length: Math.max(present.length, past.length) }, (_, index): ComparedDay => {
      const [own, other] = [present[index], past[index]];
      return { day: index + 1, currency, ...own, ...(other !== undefined && { lastMonth: other.amount, lastMonthSoFar: other.soFar }) };
    });
  });

/** BIL-4: a month so far against the month before, to the same day; of the month before all its days are told. @param lastMonth its first day. */
export const compareToDate = (toDate: ToDate, lastMonth: CalendarDate, now: readonly DayTotal[], before: readonly DayTotal[]): ComparedToDate => {
  const usageOf = (totals: readonly DayTotal[]) => totals.filter(({ day }) => day === USAGE);
  return { ...toDate, totals: compareSums(upTo(now, toDate.day), upTo(before, toDate.lastMonthDay)), usage: compareSums(usageOf(now), usageOf(before)), days: daysOf(now, before, toDate.day, lastMonth) };
};
