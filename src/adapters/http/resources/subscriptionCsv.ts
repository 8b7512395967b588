import { type ListedSubscription } from '../../../app/subscription/listedSubscription';
import { type PortfolioEntry } from '../../../app/subscription/portfolio';
import { kindOf } from '../../../domain/subscription/kinds/table';
import { isPerpetual, statusAt, termOverAt } from '../../../domain/subscription/standing';
import { type Subscription } from '../../../domain/subscription/state';
import { dayOf } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { csvText } from '../../csv/csvText';
import { listedResource } from './listedSubscription';
import { type LineForm } from './reconciliation';
import { subscriptionResource } from './subscription';

/** The published columns, in their order. */
const COLUMNS = ['SubscriptionId', 'SubscriptionName', 'LicensesPurchased', 'Status', 'BillingCycle', 'Promotion', 'Reseller'] as const;

const NO_PROMOTION = 'none';

/** The status; of one whose term runs, whether it renews by itself, and then on which day: the first of the next term. What is suspended does not, also an add-on that renews with its base otherwise (SUS-3). */
const statusOf = (subscription: Subscription, now: Instant): string => {
  const status = statusAt(subscription, now);
  if ((status !== 'active' && status !== 'suspended') || isPerpetual(subscription)) return status;
  return subscription.autoRenew && status === 'active' ? `${status}, auto-renew on, renews ${dayOf(termOverAt(subscription))}` : `${status}, auto-renew off`;
};

const fieldsOf = (listed: ListedSubscription, now: Instant): readonly string[] => {
  if (listed.kind === 'licences') {
    const { id, offerName, quantity, billingCycle, promotionId = NO_PROMOTION, partnerId = '' } = subscriptionResource(listed.subscription, now);
    // What is charged by use has no licences (ORD-10).
    const licences = kindOf(listed.subscription).isMetered === true ? '' : String(quantity);
    return [id, offerName, licences, statusOf(listed.subscription, now), billingCycle, promotionId, partnerId];
  }
  // Azure has no licences, and no term that could renew.
  const { id, offerName, status, billingCycle } = listedResource(listed, now);
  return [id, offerName, '', status, billingCycle, NO_PROMOTION, listed.kind === 'azurePlan' ? (listed.plan.resellerOfRecord ?? '') : ''];
};

/** SUB-8: a customer's subscriptions as a file. Words are those of the contract's members; dates are UTC days, `2027-03-10`. @param now decides the status. */
export const subscriptionCsv = (listed: readonly ListedSubscription[], now: Instant): string => csvText([COLUMNS, ...listed.map((each) => fieldsOf(each, now))], { quotes: 'always' });

/** The same file in pages. @param resource of the list in JSON. */
export const subscriptionForm = (now: Instant, resource: (listed: ListedSubscription) => object): LineForm<ListedSubscription> => ({ header: COLUMNS, fields: (each) => fieldsOf(each, now), quotes: 'always', resource });

/** SUB-8, of all customers of a partner: the same columns behind whose subscription it is. */
export const portfolioForm = (now: Instant): LineForm<PortfolioEntry> => ({
  header: ['CustomerId', 'CustomerName', ...COLUMNS],
  fields: ({ customerId, customerName, listed }) => [customerId, customerName, ...fieldsOf(listed, now)],
  quotes: 'always',
  resource: ({ customerId, customerName, listed }) => ({ customerId, customerName, ...listedResource(listed, now) }),
});
