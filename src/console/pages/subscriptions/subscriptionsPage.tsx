import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { DownloadButton } from '../../parts/downloadButton';
import { LongTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { subscriptionColumns } from './subscriptionColumns';

const PAGE_SIZE = 100;

const Subscriptions = () => {
  const list = useList(['subscriptions'], (page, signal) => answerOf(api.GET('/nextterm/v1/subscriptions', { signal, params: { query: { size: PAGE_SIZE, ...page.query }, header: page.header } })));
  return (
    <LongTable
      list={list}
      label="Subscriptions"
      what="your subscriptions"
      empty="You have sold no subscription yet."
      keyOf={({ id }) => id}
      columns={[
        { title: 'Customer', cell: ({ customerId, customerName }) => <span style={{ whiteSpace: 'nowrap' }}><PageLink to={`/customers/${customerId}`}>{customerName}</PageLink></span> },
        ...subscriptionColumns<(typeof list.items)[number]>(({ customerId }) => customerId),
      ]}
    />
  );
};

/** Those of all customers of a partner. */
export const SubscriptionsPage = () => (
  <Page title="Subscriptions" permission="subscriptions.read" actions={<DownloadButton label="Download as CSV" path="/nextterm/v1/subscriptions?format=csv" accept="text/csv" name="subscriptions.csv" />}>
    <Subscriptions />
  </Page>
);
