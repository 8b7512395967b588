import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { ShortTable } from '../../parts/longTable';
import { PageLink } from '../../parts/pageLink';
import { Empty, Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { type SubscriptionKey } from './subscriptionData';

/** What hangs on it. */
export const AddOnsTab = ({ customerId, subscriptionId }: SubscriptionKey) => {
  const { data, error, refetch } = useQuery({
    queryKey: ['addOns', customerId, subscriptionId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/subscriptions/{subscriptionId}/addons', { signal, params: { path: { customerId, subscriptionId } } })),
  });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="its add-ons" />;
  if (data.items.length === 0) return <Empty>No add-on hangs on it.</Empty>;
  return (
    <ShortTable
      rows={data.items}
      label="Add-ons"
      keyOf={({ id }) => id}
      columns={[
        { title: 'Name', cell: ({ id, friendlyName }) => <PageLink to={`/customers/${customerId}/subscriptions/${id}`}>{friendlyName}</PageLink> },
        { title: 'Product', cell: ({ offerName }) => offerName },
        { title: 'Quantity', isNumber: true, cell: ({ quantity }) => quantity },
        { title: 'State', cell: ({ status }) => <StatusBadge status={status} /> },
      ]}
    />
  );
};
