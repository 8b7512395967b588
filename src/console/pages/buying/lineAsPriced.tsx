import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { Facts } from '../../parts/facts';
import { Day } from '../../parts/instant';
import { Money } from '../../parts/money';
import { type CartLine } from './cartData';
import { planText } from './planText';

/** Why a line cannot be bought as it is. */
export const LineError = ({ error }: { readonly error: NonNullable<CartLine['error']> }) => (
  <MessageBar intent="error" layout="multiline">
    <MessageBarBody>
      <MessageBarTitle>Cannot be bought like this</MessageBarTitle> {`${error.errorDescription} (code ${error.errorCode})`}
    </MessageBarBody>
  </MessageBar>
);

/** What a line would cost as the server prices it, or why it cannot be bought. */
export const LineAsPriced = ({ line }: { readonly line: Omit<CartLine, 'addonItems'> | undefined }) => {
  if (line === undefined) return null;
  const { pricing, currencyCode, error, promotionId, customTermEndDate, renewsTo } = line;
  if (error !== undefined) return <LineError error={error} />;
  if (pricing === undefined || currencyCode === undefined) return null;
  const money = (amount: number) => <Money amount={amount} currency={currencyCode} />;
  return (
    <section aria-label="The line in the cart">
      <Facts
        facts={{
          'A licence, list price': money(pricing.listPrice),
          'After the promotion': promotionId === undefined ? undefined : money(pricing.discountedPrice),
          'A licence, first bill': pricing.proratedPrice === pricing.discountedPrice ? undefined : money(pricing.proratedPrice),
          'First term ends with': customTermEndDate === undefined ? undefined : <Day on={customTermEndDate} />,
          'After the free days': renewsTo?.billingCycle === undefined ? undefined : planText(renewsTo.termDuration, renewsTo.billingCycle),
          'All licences, whole term': money(pricing.extendedPrice),
        }}
      />
    </section>
  );
};
