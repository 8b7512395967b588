import { type CalendarDate } from '../kernel/calendarDate';
import { lineAmount, type RoundingPolicy } from '../kernel/money';
import { type Allowance } from './allowance';
import { chargedOn } from './charged';
import { type ChargedFrom } from './state';

type ChargedTo = NonNullable<ChargedFrom['to']>;

/** Minutes of all users on one day. */
export interface DayOfCalls {
  readonly date: CalendarDate;
  readonly minutes: number;
}

/** The published price of a minute, in the currency of the partner who is charged. */
export interface MinutePrice {
  readonly unitPrice: string;
  readonly currency: string;
}

export interface RatedDay extends DayOfCalls {
  /** Within the allowance. */
  readonly included: number;
  readonly charged: number;
  /** Beyond the allowance and not charged. */
  readonly blocked: number;
  /** Whose subscription takes what is charged. */
  readonly to?: ChargedTo | undefined;
}

/** What one Azure subscription is charged for the month. */
export interface RatedLine extends ChargedTo, MinutePrice {
  readonly minutes: number;
  /** Rounded once, as one line. */
  readonly subtotal: string;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
}

export interface RatedMonth {
  readonly used: number;
  readonly allowance: Allowance;
  readonly remaining: number;
  readonly days: readonly RatedDay[];
  readonly lines: readonly RatedLine[];
}

const minuteShare = { days: 1, cycleDays: 1 } as const;

/** Takes the allowance up day by day. */
const ratedDays = (calls: readonly DayOfCalls[], allowance: Allowance, charged: readonly ChargedFrom[], priceFor: (partnerId: string) => MinutePrice | undefined): RatedDay[] => {
  let left = allowance.minutes;
  return [...calls]
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, minutes }) => {
      const included = Math.min(left, minutes);
      left -= included;
      const beyond = minutes - included;
      const to = beyond > 0 ? chargedOn(charged, date) : undefined;
      const isCharged = to !== undefined && priceFor(to.partnerId) !== undefined;
      return { date, minutes, included, charged: isCharged ? beyond : 0, blocked: isCharged ? 0 : beyond, ...(isCharged && { to }) };
    });
};

/**
 * OVG-6: what is beyond the month's allowance is charged at the published price to whoever the assignment charges on its day; with None it is blocked. Nobody pays a price that was not published: without
 * one in the partner's currency it is blocked as well. Late reports change the whole month, so it is rated anew until it closes.
 * @param calls each day once, in any order. @param charged see `charged.ts`.
 */
export const rateMonth = (
  calls: readonly DayOfCalls[],
  allowance: Allowance,
  charged: readonly ChargedFrom[],
  priceFor: (partnerId: string) => MinutePrice | undefined,
  rounding: RoundingPolicy,
): RatedMonth => {
  const days = ratedDays(calls, allowance, charged, priceFor);
  const used = days.reduce((sum, { minutes }) => sum + minutes, 0);
  const lines = new Map<string, Omit<RatedLine, 'subtotal'>>();
  for (const { date, charged: minutes, to } of days) {
    const price = to && priceFor(to.partnerId);
    if (to === undefined || price === undefined) continue;
    const key = `${to.partnerId}|${to.azureSubscriptionId}|${to.resellerOfRecord ?? ''}`;
    const before = lines.get(key);
    lines.set(key, { ...to, ...price, minutes: minutes + (before?.minutes ?? 0), firstDay: before?.firstDay ?? date, lastDay: date });
  }
  return {
    used,
    allowance,
    remaining: Math.max(0, allowance.minutes - used),
    days,
    lines: [...lines.values()].map((line) => ({ ...line, subtotal: lineAmount(line.unitPrice, minuteShare, line.minutes, line.currency, rounding) })),
  };
};
