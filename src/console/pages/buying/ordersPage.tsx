import { useParams } from 'react-router';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { Instant } from '../../parts/instant';
import { LinkButton } from '../../parts/linkButton';
import { LongTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { StatusBadge } from '../../parts/statusBadge';
import { useSession } from '../../session/useSession';
import { useBuyer } from './customerData';
import { type Order } from './orderLines';
import { cycleText } from './planText';

const newestFirst = (orders: readonly Order[]): readonly Order[] => orders.toSorted((a, b) => b.creationDate.localeCompare(a.creationDate));

const Orders = ({ customerId }: { readonly customerId: string }) => {
  const list = useList(['orders', customerId], async (_, signal) => {
    const answer = await answerOf(api.GET('/v1/customers/{customerId}/orders', { signal, params: { path: { customerId } } }));
    return { ...answer, items: newestFirst(answer.items) };
  });
  return (
    <LongTable
      list={list}
      label="Orders"
      what="the orders"
      empty="Nothing has been ordered for this customer yet."
      keyOf={({ id }) => id}
      columns={[
        { title: 'Order', cell: ({ id }) => <PageLink to={`/customers/${customerId}/orders/${id}`}>{id}</PageLink> },
        { title: 'Ordered', cell: ({ creationDate }) => <Instant at={creationDate} /> },
        { title: 'State', cell: ({ status }) => <StatusBadge status={status} /> },
        { title: 'Lines', isNumber: true, cell: ({ lineItems }) => lineItems.length },
        { title: 'Billing', cell: ({ billingCycle }) => cycleText(billingCycle) },
        { title: 'Whole terms', isNumber: true, cell: ({ totalPrice, currencyCode }) => <Money amount={totalPrice} currency={currencyCode} /> },
      ]}
    />
  );
};

/** What was ordered for a customer, the newest first. */
export const OrdersPage = () => {
  const { customerId = '' } = useParams();
  const { may } = useSession();
  const { name } = useBuyer(customerId);
  return (
    <Page
      title="Orders"
      permission="orders.read"
      above={[
        { title: 'Customers', path: '/customers' },
        { title: name ?? 'Customer', path: `/customers/${customerId}` },
      ]}
      actions={may('carts.write') && <LinkButton appearance="primary" to={`/customers/${customerId}/buy`}>Buy</LinkButton>}
    >
      <Orders customerId={customerId} />
    </Page>
  );
};
