import { happenings, type Happening } from '../../domain/forecast/foretoldLines';
import { forecastCsv, forecastMonthResource, renewalResource } from '../../adapters/http/resources/forecast';
import { type MonthSums } from '../../domain/forecast/forecastSums';
import { amountIn, sumOf } from '../../kernel/money';
import { table } from '../demo/tables';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { dayOf } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';
import { readForecast, type WholeForecast } from './readForecast';

export interface ForecastWish {
  readonly flags: ConnectionFlags;
  readonly months: number;
  /** Absent: all. */
  readonly customer: string | undefined;
  readonly csv: boolean;
}

const HEADS: Readonly<Record<Happening, string>> = { renewal: 'Renewals', cycleCharge: 'Cycles', trialConversion: 'Trials', plannedChange: 'Planned', extendedService: 'Extended' };

const WHY: Readonly<Record<string, string>> = {
  row_unreadable: 'a row cannot be read',
  overdue: 'it was due before this month',
  migration_planned: 'it is to be migrated',
  failed: 'the server could not tell',
};

const rowOf = ({ month, currency, amount, amountWithoutPlans, happenings: each }: MonthSums): readonly string[] => [
  month.slice(0, 7),
  ...happenings.map((what) => each.find((sums) => sums.what === what)?.amount ?? ''),
  amount,
  amountWithoutPlans,
  currency,
];

const totalsOf = (months: readonly MonthSums[]): readonly (readonly string[])[] =>
  [...new Set(months.map(({ currency }) => currency))].map((currency) => {
    const own = months.filter((each) => each.currency === currency);
    const total = (of: 'amount' | 'amountWithoutPlans'): string => amountIn(sumOf(own.map((each) => each[of])), currency);
    return ['Total', ...happenings.map(() => ''), total('amount'), total('amountWithoutPlans'), currency];
  });

const shown = ({ asOf, customers, subscriptions, months, unknown, notIncluded, dependsOn }: WholeForecast): string =>
  [
    `${customers} customers, ${subscriptions} subscriptions, as of ${asOf}`,
    '',
    table(['Month', ...happenings.map((what) => HEADS[what]), 'Amount', 'Without plans', 'Currency'], [...months.map(rowOf), ...totalsOf(months)]),
    ...(unknown.length > 0 ? ['', 'Not in it:', '', table(['Customer', 'Subscription', 'Name', 'From', 'Why'], unknown.map(({ customerId, subscriptionId, friendlyName, from, reason }) => [customerId, subscriptionId, friendlyName, dayOf(from), WHY[reason] ?? reason]))] : []),
    '',
    `Nor is what nobody knows: ${notIncluded.join(', ').replaceAll('_', ' ')}.${dependsOn === undefined ? '' : ' Some of it depends on what else customers have by then.'}`,
  ].join('\n');

/** Prints what the coming months will charge, month by month. @returns the exit code. */
export const showForecast = async ({ flags, months, customer, csv }: ForecastWish, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const question = `months=${months}${customer === undefined ? '' : `&customerId=${encodeURIComponent(customer)}`}`;
  const forecast = await readForecast(api, question, (customers, subscriptions) => terminal.complain(`${customers} customers, ${subscriptions} subscriptions …`));
  const { months: items, renewals, ...rest } = forecast;
  if (csv) {
    terminal.print(forecastCsv(items).trimEnd());
    if (forecast.unknown.length > 0) terminal.complain(`${forecast.unknown.length} ${forecast.unknown.length === 1 ? 'subscription is' : 'subscriptions are'} not in it, since nobody knows what they bring: without --csv they are named.`);
  } else if (flags.json === true) terminal.print(JSON.stringify({ ...rest, items: items.map(forecastMonthResource), renewals: renewals.map(renewalResource) }, undefined, 2));
  else terminal.print(shown(forecast));
  return tellUnreadable(api, terminal);
};
