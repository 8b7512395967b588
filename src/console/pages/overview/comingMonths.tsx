import { makeStyles, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useMemo } from 'react';
import { sumsOf } from '../../change/sums';
import { Chart } from '../../parts/chart';
import { Day } from '../../parts/instant';
import { type Column, ShortTable } from '../../parts/longTable';
import { Money, moneyText } from '../../parts/money';
import { PageLink } from '../../parts/pageLink';
import { Empty, Failed, Loading } from '../../parts/states';
import { Unreadable } from '../../parts/unreadable';
import { counted, named } from '../../parts/words';
import { useChosenTheme } from '../../shell/theme';
import { calendarOption, monthsOption, monthText } from './forecastCharts';
import { type DaySums, type MonthSums, useForecast, type WholeForecast } from './forecastData';

const CALENDAR_PX = 190;
const MONTHS_PX = 260;

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  wide: { minWidth: '46rem' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  summary: { cursor: 'pointer', paddingBlock: tokens.spacingVerticalXS },
});

/** The figures of a chart, for whoever reads rather than looks. */
const Figures = ({ of, children }: { readonly of: string; readonly children: ReactNode }) => (
  <details>
    <summary className={useStyles().summary}>{of}</summary>
    {children}
  </details>
);

const moneyColumns: readonly Column<DaySums | MonthSums>[] = [
  { title: 'Charges', isNumber: true, cell: ({ lines }) => lines },
  { title: 'As planned', isNumber: true, cell: ({ amount, currency }) => <Money amount={amount} currency={currency} /> },
  { title: 'Without plans', isNumber: true, cell: ({ amountWithoutPlans, currency }) => <Money amount={amountWithoutPlans} currency={currency} /> },
];

const Calendar = ({ forecast, currency }: { readonly forecast: WholeForecast; readonly currency: string }) => {
  const styles = useStyles();
  const { look } = useChosenTheme();
  const days = useMemo(() => forecast.renewals.filter((each) => each.currency === currency), [forecast, currency]);
  const option = useMemo(() => calendarOption(days, forecast, currency, look), [days, forecast, currency, look]);
  return (
    <>
      <h3 className={styles.title}>{`Terms that renew, by day, in ${currency}`}</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={`Renewal calendar in ${currency}`}>
        <div className={styles.wide}>
          <Chart option={option} height={CALENDAR_PX} label={`Calendar of twelve months: terms renew on ${counted(days.length, 'day')}. The figures stand below as a table.`} />
        </div>
      </div>
      <Figures of="The calendar's figures">
        <ShortTable rows={days} label={`Renewals by day in ${currency}`} keyOf={({ date }) => date} columns={[{ title: 'Day', cell: ({ date }) => <Day on={date} /> }, ...moneyColumns]} />
      </Figures>
    </>
  );
};

const Months = ({ forecast, currency }: { readonly forecast: WholeForecast; readonly currency: string }) => {
  const styles = useStyles();
  const { look } = useChosenTheme();
  const months = useMemo(() => forecast.months.filter((each) => each.currency === currency), [forecast, currency]);
  const option = useMemo(() => monthsOption(months, currency, look), [months, currency, look]);
  return (
    <>
      <h3 className={styles.title}>{`What each month will charge, in ${currency}`}</h3>
      <Chart option={option} height={MONTHS_PX} label="Bars of twelve months, as planned and without plans. The figures stand below as a table." />
      <Figures of="The months' figures">
        <ShortTable rows={months} label={`Charges by month in ${currency}`} keyOf={({ month }) => month} columns={[{ title: 'Month', cell: ({ month }) => monthText(month) }, ...moneyColumns]} />
      </Figures>
    </>
  );
};

const Unknown = ({ unknown }: { readonly unknown: WholeForecast['unknown'] }) => (
  <Figures of={`${counted(unknown.length, 'subscription')} of which nobody knows what comes`}>
    <ShortTable
      rows={unknown}
      label="Subscriptions that are not foretold"
      keyOf={({ subscriptionId }) => subscriptionId}
      columns={[
        { title: 'Subscription', cell: ({ customerId, subscriptionId, friendlyName }) => <PageLink to={`/customers/${customerId}/subscriptions/${subscriptionId}`}>{friendlyName}</PageLink> },
        { title: 'From', cell: ({ from }) => <Day on={from} /> },
        { title: 'Why', cell: ({ reason }) => named(reason) },
      ]}
    />
  </Figures>
);

/** Calendar of renewals and forecast by month, from one reading. */
export const ComingMonths = () => {
  const { data, error, refetch } = useForecast();
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="what is to come" />;
  const sums = sumsOf(data.months.map(({ amount, currency }) => ({ subtotal: amount, currency }))).filter(({ currency }) => data.months.some((each) => each.currency === currency && each.lines > 0));
  if (sums.length === 0 && data.renewals.length === 0 && data.unreadable + data.unknown.length === 0) return <Empty>Nothing is charged by itself in the coming twelve months.</Empty>;
  const currencies = [...new Set(data.months.map(({ currency }) => currency))].toSorted();
  return (
    <>
      <Text block>{`${sums.map(({ amount, currency }) => moneyText(amount, currency)).join(' and ')} before tax, by the prices that are announced today. Not in it: ${data.notIncluded.map((each) => named(each).toLowerCase()).join(', ')}.`}</Text>
      <Unreadable count={data.unreadable} of="what this adds up" />
      {!data.isWhole && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>These are not all of your customers: there are more than this page adds up. `nextterm forecast` has all of them.</MessageBarBody>
        </MessageBar>
      )}
      {data.dependsOnHoldings && <Text block>Some of it may come out otherwise if a customer buys or ends something before.</Text>}
      {currencies.map((currency) => (
        <Calendar key={`calendar ${currency}`} forecast={data} currency={currency} />
      ))}
      {currencies.map((currency) => (
        <Months key={`months ${currency}`} forecast={data} currency={currency} />
      ))}
      {data.unknown.length > 0 && <Unknown unknown={data.unknown} />}
    </>
  );
};
