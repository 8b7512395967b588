import { Page } from '../../parts/page';
import { SubscriptionList } from './subscriptionList';

/** Those of all customers of a partner. */
export const SubscriptionsPage = () => (
  <Page title="Subscriptions" permission="subscriptions.read">
    <SubscriptionList none="You have sold no subscription yet." />
  </Page>
);
