import { useParams } from 'react-router';
import { LinkButton } from '../../parts/linkButton';
import { Page } from '../../parts/page';
import { Failed, Loading } from '../../parts/states';
import { Tabs } from '../../parts/tabs';
import { useSession } from '../../session/useSession';
import { AgreementMissing } from '../buying/agreementMissing';
import { SubscriptionList } from '../subscriptions/subscriptionList';
import { CustomerFacts } from './customerFacts';
import { useCustomer } from './customerData';
import { RelationTab } from './relationTab';
import { UsageTab } from './usageTab';

const Known = ({ customerId }: { readonly customerId: string }) => {
  const { may } = useSession();
  const { data: customer, error, refetch } = useCustomer(customerId);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (customer === undefined) return <Loading what="the customer" />;
  return (
    <>
      {may('carts.write') && <AgreementMissing customerId={customerId} />}
      <CustomerFacts customer={customer} />
      <Tabs
        label="More about the customer"
        tabs={[
          { key: 'subscriptions', title: 'Subscriptions', permission: 'subscriptions.read', shown: () => <SubscriptionList customerId={customerId} none="This customer has no subscription of yours." /> },
          { key: 'relation', title: 'Relationship and agreements', shown: () => <RelationTab customerId={customerId} /> },
          { key: 'usage', title: 'Usage', permission: 'spending.read', shown: () => <UsageTab customerId={customerId} /> },
        ]}
      />
    </>
  );
};

/** Where one goes from a customer. */
const Ways = ({ customerId }: { readonly customerId: string }) => {
  const { may } = useSession();
  return (
    <>
      {may('overage.manage') && <LinkButton to={`/customers/${customerId}/overage`}>Overage</LinkButton>}
      {may('transfers.read') && <LinkButton to={`/customers/${customerId}/transfers`}>Transfers</LinkButton>}
      {may('orders.read') && <LinkButton to={`/customers/${customerId}/orders`}>Orders</LinkButton>}
      {may('carts.write') && (
        <LinkButton to={`/customers/${customerId}/buy`} appearance="primary">
          Buy
        </LinkButton>
      )}
    </>
  );
};

/** One customer, and what it has. */
export const CustomerPage = () => {
  const { customerId = '' } = useParams();
  const { data } = useCustomer(customerId);
  return (
    <Page title={data?.companyProfile.companyName ?? 'Customer'} permission="customers.read" above={[{ title: 'Customers', path: '/customers' }]} actions={<Ways customerId={customerId} />}>
      <Known customerId={customerId} />
    </Page>
  );
};
