import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { DownloadButton } from '../../parts/downloadButton';
import { LongTable } from '../../parts/longTable';
import { subscriptionColumns } from '../subscriptions/subscriptionColumns';

const PAGE_SIZE = 100;

/** What a customer has of the partner. */
export const SubscriptionsTab = ({ customerId }: { readonly customerId: string }) => {
  const list = useList(['subscriptions', customerId], (page, signal) =>
    answerOf(api.GET('/v1/customers/{customerId}/subscriptions', { signal, params: { path: { customerId }, query: { size: PAGE_SIZE, ...page.query }, header: page.header } })),
  );
  return (
    <>
      <div>
        <DownloadButton label="Download as CSV" path={`/v1/customers/${customerId}/subscriptions?format=csv`} accept="text/csv" name="subscriptions.csv" />
      </div>
      <LongTable list={list} label="Subscriptions" what="the subscriptions" empty="This customer has no subscription of yours." keyOf={({ id }) => id} columns={subscriptionColumns(() => customerId)} />
    </>
  );
};
