import { type components } from '@described';
import { type Column } from '../../parts/longTable';
import { ShortTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { PageLink } from '../../parts/pageLink';
import { planText } from './planText';
import { SkuTitle } from './skuTitle';

export type Order = components['schemas']['Order'];
export type OrderLine = components['schemas']['OrderLineItem'];

/** The lines of an order, each with the subscription it made. */
export const OrderLines = ({ order, customerId, more = [] }: { readonly order: Order; readonly customerId: string; readonly more?: readonly Column<OrderLine>[] }) => (
  <ShortTable
    rows={order.lineItems}
    label={`Lines of order ${order.id}`}
    keyOf={({ lineItemNumber }) => String(lineItemNumber)}
    columns={[
      { title: 'Subscription', cell: ({ friendlyName, subscriptionId, offerId }) => <PageLink to={`/customers/${customerId}/subscriptions/${subscriptionId}`}>{friendlyName ?? <SkuTitle customerId={customerId} catalogItemId={offerId} />}</PageLink> },
      { title: 'Licences', isNumber: true, cell: ({ quantity }) => quantity },
      { title: 'Term', cell: ({ termDuration }) => planText(termDuration, order.billingCycle) },
      { title: 'A licence, each bill', isNumber: true, cell: ({ pricing }) => <Money amount={pricing.discountedPrice} currency={order.currencyCode} /> },
      { title: 'All, whole term', isNumber: true, cell: ({ pricing }) => <Money amount={pricing.extendedPrice} currency={order.currencyCode} /> },
      ...more,
    ]}
  />
);
