import { type components } from '@described';
import { Checkbox, MessageBar, MessageBarBody, MessageBarTitle, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { type ChargeLine, type Preview } from '../../change/preview';
import { sumsOf } from '../../change/sums';
import { ShortTable } from '../../parts/longTable';
import { moneyText } from '../../parts/money';
import { agreedOf } from './agreedOf';
import { type Cart } from './cartData';
import { planText } from './planText';
import { SkuTitle } from './skuTitle';

type CheckedOut = components['schemas']['PreviewedCheckout'];

interface Answered {
  readonly data?: CheckedOut;
  readonly error?: unknown;
  readonly response: Response;
}

const NONE: readonly string[] = [];

const chargedNow = (charges: readonly ChargeLine[], subscriptionId: string): string =>
  sumsOf(charges.filter((each) => each.subscriptionId === subscriptionId))
    .map(({ amount, currency }) => moneyText(amount, currency))
    .join(', ') || 'nothing';

const PriceChanges = ({ changes, accepted, accept }: { readonly changes: NonNullable<CheckedOut['priceChanges']>; readonly accepted: boolean; readonly accept: (accepted: boolean) => void }) => {
  if (changes.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Prices have changed since the cart was shown</MessageBarTitle>
        {changes.map(({ lineItemId, currencyCode, shown, now }) => (
          <Text key={lineItemId} block>{`Line ${lineItemId + 1}: ${moneyText(shown.pricing.extendedPrice, currencyCode)} then, ${moneyText(now.pricing.extendedPrice, currencyCode)} now, for the whole term.`}</Text>
        ))}
        {changes.some(({ risen }) => risen) && <Checkbox label="Buy at the prices of now" checked={accepted} onChange={(_, { checked }) => accept(checked === true)} />}
      </MessageBarBody>
    </MessageBar>
  );
};

const Lines = ({ preview: { result, charges }, customerId, bought }: { readonly preview: Preview<CheckedOut>; readonly customerId: string; readonly bought: readonly string[] }) => (
  <>
    {(result.orderErrors ?? []).map(({ orderGroupId, code, description }) => (
      <MessageBar key={orderGroupId} intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Some lines will not be bought</MessageBarTitle> {`${description} (code ${code})`}
        </MessageBarBody>
      </MessageBar>
    ))}
    <ShortTable
      rows={result.orders.filter(({ id }) => !bought.includes(id)).flatMap(({ id, billingCycle, lineItems }) => lineItems.map((line) => ({ ...line, orderId: id, billingCycle })))}
      label="What is bought"
      keyOf={({ orderId, lineItemNumber }) => `${orderId}:${lineItemNumber}`}
      columns={[
        { title: 'Product', cell: ({ friendlyName, offerId }) => friendlyName ?? <SkuTitle customerId={customerId} catalogItemId={offerId} /> },
        { title: 'Licences', isNumber: true, cell: ({ quantity }) => quantity },
        { title: 'Term', cell: ({ termDuration, billingCycle }) => planText(termDuration, billingCycle) },
        { title: 'Charged now', isNumber: true, cell: ({ subscriptionId }) => chargedNow(charges, subscriptionId) },
      ]}
    />
  </>
);

/** What a checkout would do, to the cent, then the question. @param bought orders that an earlier checkout of the cart made */
export const ReviewDialog = ({ cart, customerId, bought = NONE, close }: { readonly cart: Cart; readonly customerId: string; readonly bought?: readonly string[]; readonly close: () => void }) => {
  const [acceptPrices, setAcceptPrices] = useState(false);
  return (
    <ChangeDialog<CheckedOut>
      title="Review and buy"
      confirm="Buy"
      asked={JSON.stringify({ cartId: cart.id, changed: cart.lastModifiedTimestamp, acceptPrices })}
      send={({ query, header }) =>
        api.POST('/v1/customers/{customerId}/carts/{cartId}/checkout', { params: { path: { customerId, cartId: cart.id }, query: { ...query, ...(acceptPrices && { acceptPrices }) }, header } }) as Promise<Answered>
      }
      more={(preview) => (
        <>
          <PriceChanges changes={preview.result.priceChanges ?? []} accepted={acceptPrices} accept={setAcceptPrices} />
          <Lines preview={preview} customerId={customerId} bought={bought} />
        </>
      )}
      agreed={agreedOf}
      done={close}
      close={close}
    />
  );
};
