import { type CalendarDate } from '../../../kernel/calendarDate';
import { groupBy } from '../../../kernel/groupBy';
import { lineAmount } from '../../../kernel/money';
import { type Allowance } from './allowance';
import { chargedOn } from './charged';
import { type ChargedFrom } from './state';

type ChargedTo = NonNullable<ChargedFrom['to']>;

/** Minutes of users on one day. */
export interface DayOfCalls {
  readonly date: CalendarDate;
  readonly minutes: number;
  /** Whose users they are, where that is known. */
  readonly partnerId?: string;
  /** That partner itself reported them. */
  readonly bySelf?: boolean;
}

/** What licences bring in a month. */
export interface Allowances {
  readonly all: Allowance;
  /** By partner, its own. */
  readonly of: ReadonlyMap<string, Allowance>;
}

/** The published price of a minute, in the currency of the partner who is charged. */
export interface MinutePrice {
  readonly unitPrice: string;
  readonly currency: string;
}

export interface RatedDay extends Pick<DayOfCalls, 'date' | 'minutes'> {
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
  readonly subtotal: string;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
}

/** PAR-3: what a partner sees of a month: its own users' minutes, and what its own licences bring. */
export interface PartnersShare {
  readonly partnerId: string;
  readonly allowance: Allowance;
  readonly days: readonly RatedDay[];
}

export interface RatedMonth {
  readonly used: number;
  readonly allowance: Allowance;
  readonly remaining: number;
  readonly days: readonly RatedDay[];
  readonly lines: readonly RatedLine[];
  readonly partners: readonly PartnersShare[];
}

const minuteShare = { days: 1, cycleDays: 1 } as const;

/** What minutes cost. Cut once, as one line: minutes are use, and no policy of licences (NEXTTERM_ROUNDING) cuts the price of one. */
export const minutesAmount = ({ unitPrice, currency }: MinutePrice, minutes: number): string => lineAmount(unitPrice, minuteShare, minutes, currency, 'LINE_DOWN');

const NOTHING: Allowance = { licences: 0, minutes: 0 };

type Rated = RatedDay & Pick<DayOfCalls, 'partnerId'>;

const before = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Takes an allowance up day by day. @param takerOn who is charged for what is beyond it on a day; undefined: nobody, it is blocked. */
const rated = (calls: readonly DayOfCalls[], allowed: number, takerOn: (date: CalendarDate) => ChargedTo | undefined): Rated[] => {
  let left = allowed;
  return [...calls]
    .sort((a, b) => before(a.date, b.date) || before(a.partnerId ?? '', b.partnerId ?? ''))
    .map(({ date, minutes, partnerId }) => {
      const included = Math.min(left, minutes);
      left -= included;
      const beyond = minutes - included;
      const to = beyond > 0 ? takerOn(date) : undefined;
      return { date, minutes, included, charged: to === undefined ? 0 : beyond, blocked: to === undefined ? beyond : 0, ...(to !== undefined && { to }), ...(partnerId !== undefined && { partnerId }) };
    });
};

/** Each day once, in order; who is charged on a day is one for all. */
const summed = (entries: readonly Rated[]): RatedDay[] => {
  const days = new Map<CalendarDate, RatedDay>();
  for (const { partnerId: _, ...entry } of entries) {
    const day = days.get(entry.date);
    days.set(entry.date, day === undefined ? entry : {
      ...day,
      ...entry,
      minutes: day.minutes + entry.minutes,
      included: day.included + entry.included,
      charged: day.charged + entry.charged,
      blocked: day.blocked + entry.blocked,
    });
  }
  return [...days.values()].sort((a, b) => before(a.date, b.date));
};

const included = (entries: readonly Rated[]): number => entries.reduce((sum, entry) => sum + entry.included, 0);

/** What the operator's reports leave of each partner's own minutes: its own users took of its own first; what others took beyond theirs comes off in order of the ids. */
const spareOf = (entries: readonly Rated[], { of }: Allowances): ReadonlyMap<string, number> => {
  const own = (partnerId: string): number => included(entries.filter((entry) => entry.partnerId === partnerId));
  const partners = [...of].sort(([one], [other]) => before(one, other));
  let others = included(entries) - partners.reduce((sum, [partnerId, { minutes }]) => sum + Math.min(minutes, own(partnerId)), 0);
  return new Map(
    partners.map(([partnerId, { minutes }]) => {
      const unused = minutes - Math.min(minutes, own(partnerId));
      const lent = Math.min(unused, Math.max(0, others));
      others -= lent;
      return [partnerId, unused - lent];
    }),
  );
};

/**
 * OVG-6: what is beyond the month's allowance is charged at the published price to whoever the assignment charges on its day; with None it is blocked. Nobody pays a price that was not published: without
 * one in the partner's currency it is blocked as well. Late reports change the whole month, so it is rated anew until it closes.
 *
 * PAR-3: what the operator reports counts for the customer's licences, whoever sold them, and comes first. What a partner reports counts for its own licences, as far as the operator's reports leave them, and is
 * charged to itself or blocked: whatever it reports, no other partner is charged more or sees its figures change.
 * @param calls in any order; once for each day, partner and reporter. @param charged see `charged.ts`.
 */
export const rateMonth = (
  calls: readonly DayOfCalls[],
  allowance: Allowances,
  charged: readonly ChargedFrom[],
  priceFor: (partnerId: string) => MinutePrice | undefined,
): RatedMonth => {
  const takerOn = (date: CalendarDate): ChargedTo | undefined => {
    const to = chargedOn(charged, date);
    return to === undefined || priceFor(to.partnerId) === undefined ? undefined : to;
  };
  const ofOperator = rated(calls.filter(({ bySelf }) => bySelf !== true), allowance.all.minutes, takerOn);
  const spare = spareOf(ofOperator, allowance);
  const ofPartners = [...groupBy(calls.filter(({ bySelf }) => bySelf === true), ({ partnerId }) => partnerId)].flatMap(([partnerId, own]) =>
    rated(own, spare.get(partnerId ?? '') ?? 0, (date) => {
      const to = takerOn(date);
      return to?.partnerId === partnerId ? to : undefined;
    }),
  );
  const entries = [...ofOperator, ...ofPartners];
  const days = summed(entries);
  const lines = new Map<string, Omit<RatedLine, 'subtotal'>>();
  for (const { date, charged: minutes, to } of days) {
    const price = to && priceFor(to.partnerId);
    if (to === undefined || price === undefined) continue;
    const key = `${to.partnerId}|${to.azureSubscriptionId}|${to.resellerOfRecord ?? ''}`;
    const earlier = lines.get(key);
    lines.set(key, { ...to, ...price, minutes: minutes + (earlier?.minutes ?? 0), firstDay: earlier?.firstDay ?? date, lastDay: date });
  }
  const partners = [...new Set([...allowance.of.keys(), ...entries.flatMap(({ partnerId }) => partnerId ?? [])])].sort(before);
  return {
    used: days.reduce((sum, { minutes }) => sum + minutes, 0),
    allowance: allowance.all,
    remaining: Math.max(0, allowance.all.minutes - included(entries)),
    days,
    lines: [...lines.values()].map((line) => ({ ...line, subtotal: minutesAmount(line, line.minutes) })),
    partners: partners.map((partnerId) => ({ partnerId, allowance: allowance.of.get(partnerId) ?? NOTHING, days: summed(entries.filter((entry) => entry.partnerId === partnerId)) })),
  };
};
