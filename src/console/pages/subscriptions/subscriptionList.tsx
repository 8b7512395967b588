import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { DownloadButton } from '../../parts/downloadButton';
import { LongTable } from '../../parts/longTable';
import { PageLink } from '../../parts/pageLink';
import { Filters, filterText, useFilter } from './filters';
import { subscriptionColumns } from './subscriptionColumns';

const PAGE_SIZE = 100;

/** Subscriptions of all customers, or of one, narrowed as somebody chooses; and the same as a file. @param none said where there is none at all */
export const SubscriptionList = ({ customerId, none }: { readonly customerId?: string; readonly none: string }) => {
  const { filter, isAny } = useFilter();
  const ofCustomer = customerId === undefined ? {} : { customerId };
  const list = useList(['subscriptions', customerId, filter], (page, signal) =>
    answerOf(api.GET('/nextterm/v1/subscriptions', { signal, params: { query: { size: PAGE_SIZE, ...ofCustomer, ...filter, ...page.query }, header: page.header } })),
  );
  const columns = subscriptionColumns();
  return (
    <>
      <Filters />
      <div>
        <DownloadButton label="Download as CSV" path={`/nextterm/v1/subscriptions?format=csv${customerId === undefined ? '' : `&customerId=${customerId}`}${filterText(filter)}`} accept="text/csv" name="subscriptions.csv" />
      </div>
      <LongTable
        list={list}
        label="Subscriptions"
        what="the subscriptions"
        empty={isAny ? 'No subscription is like that.' : none}
        keyOf={({ id }) => id}
        columns={
          customerId === undefined
            ? [
                {
                  title: 'Customer',
                  cell: (subscription) => (
                    <span style={{ whiteSpace: 'nowrap' }}>
                      <PageLink to={`/customers/${subscription.customerId}`}>{subscription.customerName}</PageLink>
                    </span>
                  ),
                },
                ...columns,
              ]
            : columns
        }
      />
    </>
  );
};
