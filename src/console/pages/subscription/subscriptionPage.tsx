import { useParams } from 'react-router';
import { Facts } from '../../parts/facts';
import { Day } from '../../parts/instant';
import { Page } from '../../parts/page';
import { Failed, Loading } from '../../parts/states';
import { counted, named, spelled } from '../../parts/words';
import { useSubscriptionChanges } from './change/useSubscriptionChanges';
import { type SubscriptionKey, useSubscription } from './subscriptionData';

const Known = ({ customerId, subscriptionId }: SubscriptionKey) => {
  const { data: subscription, error, refetch } = useSubscription({ customerId, subscriptionId });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (subscription === undefined) return <Loading what="the subscription" />;
  return (
    <Facts
      facts={{
        Product: subscription.offerName,
        State: named(subscription.status),
        Quantity: counted(subscription.quantity, 'seat'),
        Term: subscription.termDuration && spelled(subscription.termDuration),
        Billed: subscription.billingCycle && named(subscription.billingCycle),
        'Term ends': <Day on={subscription.commitmentEndDate} />,
        'Renews itself': subscription.autoRenewEnabled ? 'yes' : 'no',
      }}
    />
  );
};

/** One subscription. */
export const SubscriptionPage = () => {
  const { customerId = '', subscriptionId = '' } = useParams();
  const key = { customerId, subscriptionId };
  const { data } = useSubscription(key);
  const { actions, notice } = useSubscriptionChanges(key);
  return (
    <Page title={data?.friendlyName ?? 'Subscription'} actions={actions} permission="subscriptions.read" above={[{ title: 'Customers', path: '/customers' }, { title: 'Customer', path: `/customers/${customerId}` }]}>
      {notice}
      <Known {...key} />
    </Page>
  );
};
