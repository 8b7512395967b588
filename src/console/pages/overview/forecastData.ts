import { type components } from '@described';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { pagesOf } from '../../api/pages';
import { sumsOf } from '../../change/sums';

type Forecast = components['schemas']['Forecast'];

/** As many as the file of all of it has. */
const MOST_PARTS = 10;

/** Money that comes, with what is planned and without. */
interface Sums {
  readonly currency: string;
  readonly lines: number;
  readonly amount: string;
  readonly amountWithoutPlans: string;
}

export interface MonthSums extends Sums {
  readonly month: string;
}

export interface DaySums extends Sums {
  readonly date: string;
}

export interface WholeForecast {
  readonly asOf: string;
  readonly until: string;
  readonly months: readonly MonthSums[];
  readonly renewals: readonly DaySums[];
  readonly unknown: Forecast['unknown'];
  readonly notIncluded: Forecast['notIncluded'];
  readonly dependsOnHoldings: boolean;
  /** Whether it is of all customers. */
  readonly isWhole: boolean;
  /** How many rows the server could not read. */
  readonly unreadable: number;
}

const sumOf = (sums: readonly Sums[], amountOf: (each: Sums) => string): string => sumsOf(sums.map((each) => ({ subtotal: amountOf(each), currency: each.currency })))[0]?.amount ?? '0';

const together = <T extends Sums>(first: T, others: readonly T[]): T => {
  const all = [first, ...others];
  return { ...first, lines: all.reduce((sum, { lines }) => sum + lines, 0), amount: sumOf(all, ({ amount }) => amount), amountWithoutPlans: sumOf(all, ({ amountWithoutPlans }) => amountWithoutPlans) };
};

/** Sums of parts add up to those of the whole. @param keyOf a month or a day, of one currency. */
const merged = <T extends Sums>(parts: readonly T[], keyOf: (sums: T) => string): readonly T[] =>
  [...new Set(parts.map(keyOf))].toSorted().flatMap((key) => {
    const [first, ...others] = parts.filter((each) => keyOf(each) === key);
    return first === undefined ? [] : [others.length === 0 ? first : together(first, others)];
  });

/** What each of the coming twelve months charges if nobody acts; read in parts, which are added up. */
export const useForecast = () =>
  useQuery({
    queryKey: ['forecast'],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<WholeForecast> => {
      const { pages, isWhole, unreadable } = await pagesOf((page) => answerOf(api.GET('/nextterm/v1/forecast', { signal, params: { query: page.query, header: page.header } })), MOST_PARTS);
      const [first] = pages;
      return {
        asOf: first?.asOf ?? '',
        until: first?.until ?? '',
        months: merged<MonthSums>(pages.flatMap(({ items }) => items), ({ month, currency }) => `${month} ${currency}`),
        renewals: merged<DaySums>(pages.flatMap(({ renewals }) => renewals), ({ date, currency }) => `${date} ${currency}`),
        unknown: pages.flatMap(({ unknown }) => unknown),
        notIncluded: first?.notIncluded ?? [],
        dependsOnHoldings: pages.some(({ dependsOn }) => dependsOn !== undefined),
        isWhole,
        unreadable,
      };
    },
  });
