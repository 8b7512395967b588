import { dayOf, plusDays, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { raised, type EntitlementChange } from './entitlement';
import { type EntitlementRefusal } from './refusals';
import { type AccessGap, type AzurePlan, type AzureSubscription } from './state';

/** More would be a report of every other day for half a year. */
const MOST_GAPS = 100;

/** What is said of a span of UTC days, both included; without `to`: from that day on. */
export interface PartnerAccess extends AccessGap {
  readonly hasAccess: boolean;
}

/** The gaps outside a span. */
const outside = (gaps: readonly AccessGap[], { from, to }: AccessGap): AccessGap[] =>
  gaps.flatMap((gap): AccessGap[] => {
    const before = gap.from < from ? [{ from: gap.from, to: gap.to !== undefined && gap.to < from ? gap.to : plusDays(from, -1) }] : [];
    const after = to !== undefined && (gap.to === undefined || gap.to > to) ? [{ ...gap, from: gap.from > to ? gap.from : plusDays(to, 1) }] : [];
    return [...before, ...after];
  });

/** In order of days; what follows without a day between is one. */
const joined = (gaps: readonly AccessGap[]): AccessGap[] =>
  [...gaps]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .reduce<AccessGap[]>((done, gap) => {
      const last = done.at(-1);
      if (last?.to === undefined || plusDays(last.to, 1) !== gap.from) return [...done, gap];
      return [...done.slice(0, -1), { ...gap, from: last.from }];
    }, []);

const isSame = (one: readonly AccessGap[], other: readonly AccessGap[]): boolean => one.length === other.length && one.every(({ from, to }, index) => from === other[index]?.from && to === other[index]?.to);

/** AZP-4: whether the partner is known to have had no access on a day. */
export const isWithoutAccess = (gaps: readonly AccessGap[] | undefined, day: CalendarDate): boolean => gaps?.some(({ from, to }) => from <= day && (to === undefined || day <= to)) === true;

/**
 * AZP-4: says of a span of days that the partner had no access, so that it earns no credit for them, or that it had. The last word counts; what is so already is no change.
 * Refused: AccessDaysFixed for a span that begins after today or in a closed month, and for more than a hundred spans.
 * @param closesAt from which instant, included, what a month is charged stands; of the month of a day.
 */
export const setPartnerAccess = (plan: AzurePlan, subscription: AzureSubscription, { hasAccess, ...span }: PartnerAccess, closesAt: (day: CalendarDate) => Instant, now: Instant): Result<EntitlementChange, EntitlementRefusal> => {
  const { from, to } = span;
  if (from > dayOf(now)) return failure({ kind: 'AccessDaysFixed', reason: 'future', from });
  if (now >= closesAt(from)) return failure({ kind: 'AccessDaysFixed', reason: 'closed', from });
  const { accessGaps: before = [], ...rest } = subscription;
  const left = outside(before, span);
  const gaps = joined(hasAccess ? left : [...left, { from, ...(to !== undefined && { to }) }]);
  if (isSame(before, gaps)) return success({ plan, subscription, events: [] });
  if (gaps.length > MOST_GAPS) return failure({ kind: 'AccessDaysFixed', reason: 'tooMany', from });
  return success({
    plan: raised(plan),
    subscription: { ...rest, ...(gaps.length > 0 && { accessGaps: gaps }) },
    events: [{ type: hasAccess ? 'PartnerAccessRestored' : 'PartnerAccessLost', azureSubscriptionId: subscription.id, from, ...(to !== undefined && { to }) }],
  });
};
