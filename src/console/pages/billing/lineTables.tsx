import { Day } from '../../parts/instant';
import { type LongList } from '../../api/pages';
import { LongTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { PageLink } from '../../parts/pageLink';
import { named } from '../../parts/words';
import { type BillingLine, type UsageLine } from './billingData';

const oneLine = { whiteSpace: 'nowrap' } as const;

/** What is charged, line by line. */
export const BillingLines = ({ list, empty }: { readonly list: LongList<BillingLine>; readonly empty: string }) => (
  <LongTable
    list={list}
    label="Billing lines"
    what="the lines"
    empty={empty}
    keyOf={(line) => `${line.referenceId} ${line.subscriptionId} ${line.chargeType} ${line.sign} ${line.chargeStartDate} ${line.quantity} ${line.subtotal}`}
    columns={[
      { title: 'Customer', cell: ({ customerId, customerName }) => <span style={oneLine}><PageLink to={`/customers/${customerId}`}>{customerName}</PageLink></span> },
      { title: 'Subscription', cell: ({ customerId, subscriptionId, subscriptionDescription }) => <span style={oneLine}><PageLink to={`/customers/${customerId}/subscriptions/${subscriptionId}`}>{subscriptionDescription}</PageLink></span> },
      { title: 'Charge', cell: ({ chargeType }) => <span style={oneLine}>{named(chargeType)}</span> },
      { title: 'From', cell: ({ chargeStartDate }) => <Day on={chargeStartDate} /> },
      { title: 'To', cell: ({ chargeEndDate }) => (chargeEndDate === undefined ? 'for good' : <Day on={chargeEndDate} />) },
      { title: 'Quantity', isNumber: true, cell: ({ quantity }) => quantity },
      { title: 'For one', isNumber: true, cell: ({ effectiveUnitPrice, pricingCurrency }) => <Money amount={effectiveUnitPrice} currency={pricingCurrency} /> },
      { title: 'Before tax', isNumber: true, cell: ({ subtotal, currency }) => <Money amount={subtotal} currency={currency} /> },
      { title: 'Tax', isNumber: true, cell: ({ taxTotal, currency }) => <Money amount={taxTotal} currency={currency} /> },
      { title: 'Total', isNumber: true, cell: ({ totalForCustomer, currency }) => <Money amount={totalForCustomer} currency={currency} /> },
    ]}
  />
);

/** The usage behind it, by the day. */
export const UsageLines = ({ list, empty }: { readonly list: LongList<UsageLine>; readonly empty: string }) => (
  <LongTable
    list={list}
    label="Daily usage"
    what="the usage"
    empty={empty}
    keyOf={(line) => `${line.usageDate} ${line.customerId} ${line.entitlementId} ${line.meterId} ${line.quantity} ${line.resellerMpnId}`}
    columns={[
      { title: 'Day', cell: ({ usageDate }) => <Day on={usageDate} /> },
      { title: 'Customer', cell: ({ customerId, customerName }) => <span style={oneLine}><PageLink to={`/customers/${customerId}`}>{customerName}</PageLink></span> },
      { title: 'What', cell: ({ entitlementDescription, subscriptionDescription }) => entitlementDescription || subscriptionDescription },
      { title: 'Meter', cell: ({ meterName }) => meterName },
      { title: 'Quantity', isNumber: true, cell: ({ quantity, unitOfMeasure }) => `${quantity} ${unitOfMeasure}` },
      { title: 'For one', isNumber: true, cell: ({ effectiveUnitPrice, pricingCurrency }) => <Money amount={effectiveUnitPrice} currency={pricingCurrency} /> },
      { title: 'Before tax', isNumber: true, cell: ({ billingPreTaxTotal, billingCurrency }) => <Money amount={billingPreTaxTotal} currency={billingCurrency} /> },
    ]}
  />
);
