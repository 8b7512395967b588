import { type components } from '@described';
import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { Day } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { Failed, Loading } from '../../parts/states';
import { Unreadable } from '../../parts/unreadable';
import { useClock } from '../../shell/clock';

type ToDate = components['schemas']['StatementToDate'];

const YEAR_AND_MONTH = 7;

/** `2021-06-18`. */
const dayOf = (month: string, day: number): string => `${month}-${String(day).padStart(2, '0')}`;

const rowsOf = ({ totals, usage }: ToDate) => [
  ...totals.map((total) => ({ ...total, what: 'Charged', key: `charged ${total.currency}` })),
  ...usage.map((each) => ({ ...each, what: 'Used, in the whole month', key: `used ${each.currency}` })),
];

/** The running month to today against the one before it to the same day. */
export const MonthSoFar = () => {
  const month = useClock().now.slice(0, YEAR_AND_MONTH);
  const { data, error, refetch } = useQuery({ queryKey: ['statementToDate', month], queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/statements/{month}/todate', { signal, params: { path: { month } } })) });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="what was charged" />;
  const rows = rowsOf(data);
  return (
    <>
      <Text block>
        To <Day on={dayOf(data.month, data.day)} />, against the month before to <Day on={dayOf(data.lastMonth, data.lastMonthDay)} />, before tax.
      </Text>
      <Unreadable count={data.unreadable?.length ?? 0} of="what this adds up" />
      {rows.length === 0 ? (
        <Text>Nothing was charged in either.</Text>
      ) : (
        <ShortTable
          rows={rows}
          label="This month against the last"
          keyOf={({ key }) => key}
          columns={[
            { title: 'What', cell: ({ what }) => what },
            { title: 'This month', isNumber: true, cell: ({ amount, currency }) => <Money amount={amount} currency={currency} /> },
            { title: 'Month before', isNumber: true, cell: ({ lastMonth, currency }) => <Money amount={lastMonth} currency={currency} /> },
            { title: 'Difference', isNumber: true, cell: ({ difference, currency }) => <Money amount={difference} currency={currency} /> },
          ]}
        />
      )}
    </>
  );
};
