import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { ShortTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { Failed, Loading } from '../../parts/states';
import { named } from '../../parts/words';
import { useClock } from '../../shell/clock';

const YEAR_AND_MONTH = 7;

/** The running month against the one before it. */
export const MonthSoFar = () => {
  const month = useClock().now.slice(0, YEAR_AND_MONTH);
  const { data, error, refetch } = useQuery({ queryKey: ['statement', month], queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/statements/{month}', { signal, params: { path: { month }, query: { size: 1 } } })) });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="what was charged" />;
  const { totals = [], reasons = [], lastMonth } = data;
  if (totals.length === 0) return <Text>{`Nothing was charged in ${month}, nor in ${lastMonth}.`}</Text>;
  return (
    <ShortTable
      rows={[...totals.map((total) => ({ ...total, what: 'All', key: `all ${total.currency}` })), ...reasons.map((each) => ({ ...each, what: named(each.reason), key: `${each.reason} ${each.currency}` }))]}
      label="This month against the last"
      keyOf={({ key }) => key}
      columns={[
        { title: 'What', cell: ({ what }) => what },
        { title: `${month} so far`, isNumber: true, cell: ({ amount, currency }) => <Money amount={amount} currency={currency} /> },
        { title: `All of ${lastMonth}`, isNumber: true, cell: ({ lastMonth: before, currency }) => <Money amount={before} currency={currency} /> },
        { title: 'Difference', isNumber: true, cell: ({ difference, currency }) => <Money amount={difference} currency={currency} /> },
      ]}
    />
  );
};
