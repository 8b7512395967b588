import { Facts } from '../../parts/facts';
import { Day, Instant } from '../../parts/instant';
import { PageLink } from '../../parts/pageLink';
import { StatusBadge } from '../../parts/statusBadge';
import { counted, named, spelled } from '../../parts/words';
import { type Subscription } from './subscriptionData';

const plannedText = ({ scheduledNextTermInstructions: plan, offerId, offerName }: Subscription): string | undefined => {
  if (plan === undefined) return undefined;
  const { quantity, product } = plan;
  const sku = `${product.productId}:${product.skuId}`;
  return `${counted(quantity, 'seat')} of ${offerId.startsWith(`${sku}:`) ? offerName : sku}, for ${spelled(product.termDuration ?? '')}, billed ${named(product.billingCycle).toLowerCase()}`;
};

/** What has seats that are counted: not an Azure plan, nor what is sold by use. */
export const hasSeats = ({ unitType }: Subscription): boolean => unitType === 'Licenses' || unitType === 'License(s)';

/** What it is, whatever kind it is of: what a kind has not is left out. */
export const SubscriptionFacts = ({ customerId, subscription }: { readonly customerId: string; readonly subscription: Subscription }) => {
  const { offerName, publisherName, status, quantity, termDuration, billingCycle, billingType, commitmentEndDate, creationDate, autoRenewEnabled, promotionId, partnerId, orderId, disabledFrom, deletedFrom, nextChargeInstructions, isTrial } = subscription;
  const isOver = status === 'expired' || status === 'disabled' || status === 'deleted';
  return (
    <Facts
      facts={{
        State: <StatusBadge status={status} />,
        Product: offerName,
        Publisher: publisherName,
        Quantity: hasSeats(subscription) ? counted(quantity, 'seat') : undefined,
        Term: termDuration === undefined ? 'none: it has no end' : `${spelled(termDuration)}${isTrial ? ', as a trial' : ''}`,
        Billed: `${named(billingCycle)}${billingType === 'usage' ? ', by use' : ''}`,
        Bought: <Instant at={creationDate} />,
        [isOver ? 'Ended' : 'Term ends']: termDuration === undefined ? undefined : <Day on={commitmentEndDate} />,
        'Renews itself': termDuration === undefined || isOver ? undefined : autoRenewEnabled ? 'yes' : 'no',
        'Planned for the next term': plannedText(subscription),
        'Planned for the next charge': nextChargeInstructions && `billed ${named(nextChargeInstructions.product.billingCycle).toLowerCase()}`,
        Promotion: promotionId,
        'Reseller of record': partnerId,
        Order: orderId && <PageLink to={`/customers/${customerId}/orders/${orderId}`}>{orderId}</PageLink>,
        'Administrators only from': disabledFrom && <Instant at={disabledFrom} />,
        'Data is gone from': deletedFrom && <Instant at={deletedFrom} />,
      }}
    />
  );
};
