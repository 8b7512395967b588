import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { Facts } from '../../parts/facts';
import { Day, Instant } from '../../parts/instant';
import { moneyText } from '../../parts/money';
import { Failed, Loading } from '../../parts/states';

/** What was spent by use in the running month, beside the budget. */
export const UsageTab = ({ customerId }: { readonly customerId: string }) => {
  const { data, error, refetch } = useQuery({
    queryKey: ['usageSummary', customerId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/usagesummary', { signal, params: { path: { customerId } } })),
  });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="what was used" />;
  const { billingStartDate, billingEndDate, costs, budget, usdTotalCost, lastModifiedDate } = data;
  return (
    <Facts
      facts={{
        From: <Day on={billingStartDate} />,
        To: <Day on={billingEndDate} />,
        'Spent to date': costs.length === 0 ? 'nothing' : costs.map(({ totalCost, currencyCode }) => moneyText(totalCost, currencyCode)).join(', '),
        'In US dollars': usdTotalCost === undefined ? undefined : moneyText(usdTotalCost, 'USD'),
        Budget: budget.amount === undefined ? 'none' : moneyText(budget.amount, 'USD'),
        'Last report': <Instant at={lastModifiedDate} />,
      }}
    />
  );
};
