import { type ForecastPart, type ForecastSpan } from '../../../app/forecast/partnerForecast';
import { type BothSums, type MonthSums, type RenewalDay } from '../../../domain/forecast/forecastSums';
import { type WhyNotLived } from '../../../domain/subscription/term/liveAhead';
import { amountIn } from '../../../kernel/money';
import { csvText, type CsvField } from '../../csv/csvText';
import { type ListAnswer } from '../listPage';

/** What nobody knows beforehand, or decides itself whether it comes. */
export const notForetold = ['azure_usage', 'metered_usage', 'overage', 'transfers', 'tax'] as const;

export const unknownReasons = { unreadable: 'row_unreadable', overdue: 'overdue', otherwise: 'migration_planned', failed: 'failed' } as const satisfies Record<WhyNotLived, string>;

const sumsResource = ({ currency, lines, amount, linesWithoutPlans, amountWithoutPlans }: BothSums) => ({ currency, lines, amount, linesWithoutPlans, amountWithoutPlans });

/** Own API (PRE-3): what a month will charge in one currency, before tax. */
export const forecastMonthResource = (sums: MonthSums) => ({
  month: sums.month.slice(0, 7),
  ...sumsResource(sums),
  happenings: sums.happenings.map((each) => ({ what: each.what, ...sumsResource(each) })),
});

/** The terms that begin by themselves on a day. */
export const renewalResource = (sums: RenewalDay) => ({ date: sums.day, ...sumsResource(sums) });

/** Every month that was asked for: where nothing comes, with nothing, in the partner's currency. */
export const everyMonth = (months: ForecastSpan['months'], sums: readonly MonthSums[], currency: string): readonly MonthSums[] =>
  months.flatMap((month) => {
    const own = sums.filter((each) => each.month === month);
    const nothing = amountIn('0', currency);
    return own.length > 0 ? own : [{ month, currency, lines: 0, amount: nothing, linesWithoutPlans: 0, amountWithoutPlans: nothing, happenings: [] }];
  });

/** The same page with what stands beside its months. */
export const forecastResource = ({ items, links, ...page }: ListAnswer<ReturnType<typeof forecastMonthResource>>['body'], { asOf, until }: ForecastSpan, { renewals, notLived, dependsOnHoldings, customers, subscriptions }: ForecastPart) => ({
  asOf,
  until,
  customers,
  subscriptions,
  ...page,
  items,
  renewals: renewals.map(renewalResource),
  unknown: notLived.map(({ subscription: { customerId, id, friendlyName }, from, reason }) => ({ customerId, subscriptionId: id, friendlyName, from, reason: unknownReasons[reason] })),
  notIncluded: notForetold,
  ...(dependsOnHoldings && { dependsOn: ['holdings'] }),
  links,
});

/** Beside a file, which has sums alone: of how many subscriptions something is not in it, as nobody knows it. */
export const unknownHeader = ({ notLived }: Pick<ForecastPart, 'notLived'>): Readonly<Record<string, string>> => (notLived.length === 0 ? {} : { 'NextTerm-Unknown': String(notLived.length) });

const HEADER = ['Month', 'Currency', 'What', 'Lines', 'Amount', 'LinesWithoutPlans', 'AmountWithoutPlans'];

/** As a file: a row for each month, currency and kind of happening. */
export const forecastCsv = (months: readonly MonthSums[]): string =>
  csvText([HEADER, ...months.flatMap(({ month, happenings }) => happenings.map((each): readonly CsvField[] => [month.slice(0, 7), each.currency, each.what, { decimal: String(each.lines) }, { decimal: each.amount }, { decimal: String(each.linesWithoutPlans) }, { decimal: each.amountWithoutPlans }]))], { quotes: 'whereNeeded' });
