import { makeStyles, tokens } from '@fluentui/react-components';
import { useParams } from 'react-router';
import { Page } from '../../parts/page';
import { Failed, Loading } from '../../parts/states';
import { type TabShown, Tabs } from '../../parts/tabs';
import { AddOnsTab } from './addOnsTab';
import { AuditTab } from './auditTab';
import { ChargesTab } from './chargesTab';
import { ComingOff } from './comingOff';
import { EventsTab } from './eventsTab';
import { IfNobodyActs } from './ifNobodyActs';
import { useSubscriptionChanges } from './change/useSubscriptionChanges';
import { useCustomer } from '../customers/customerData';
import { type SubscriptionKey, useSubscription } from './subscriptionData';
import { SubscriptionFacts } from './subscriptionFacts';
import { TimelineTab } from './timeline/timelineTab';

const useStyles = makeStyles({ beside: { display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'repeat(auto-fit, minmax(min(22rem, 100%), 1fr))' } });

const tabsOf = (key: SubscriptionKey): readonly TabShown[] => [
  { key: 'timeline', title: 'Timeline', shown: () => <TimelineTab {...key} /> },
  { key: 'charges', title: 'Charges', permission: 'charges.read', shown: () => <ChargesTab {...key} /> },
  { key: 'addons', title: 'Add-ons', shown: () => <AddOnsTab {...key} /> },
  { key: 'events', title: 'Events', permission: 'events.read', shown: () => <EventsTab {...key} /> },
  { key: 'audit', title: 'Audit', permission: 'audit.read', shown: () => <AuditTab {...key} /> },
];

const Known = (key: SubscriptionKey) => {
  const styles = useStyles();
  const { data: subscription, error, refetch } = useSubscription(key);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (subscription === undefined) return <Loading what="the subscription" />;
  return (
    <>
      <SubscriptionFacts customerId={key.customerId} subscription={subscription} />
      <div className={styles.beside}>
        <ComingOff subscription={subscription} />
        <IfNobodyActs {...key} />
      </div>
      <Tabs label="More about the subscription" tabs={tabsOf(key)} />
    </>
  );
};

/** One subscription. */
export const SubscriptionPage = () => {
  const { customerId = '', subscriptionId = '' } = useParams();
  const key = { customerId, subscriptionId };
  const { data } = useSubscription(key);
  const { data: customer } = useCustomer(customerId);
  const { actions, notice } = useSubscriptionChanges(key);
  return (
    <Page title={data?.friendlyName ?? 'Subscription'} actions={actions} permission="subscriptions.read" above={[{ title: 'Customers', path: '/customers' }, { title: customer?.companyProfile.companyName ?? 'Customer', path: `/customers/${customerId}` }]}>
      {notice}
      <Known {...key} />
    </Page>
  );
};
