import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { sumsOf } from '../../change/sums';
import { Day } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Money, moneyText } from '../../parts/money';
import { useSession } from '../../session/useSession';
import { type Cart, type CartLine, useSku } from './cartData';
import { LineError } from './lineAsPriced';
import { LineDialog } from './lineDialog';
import { planText } from './planText';
import { useResellers } from './resellerField';
import { SkuTitle } from './skuTitle';

const useStyles = makeStyles({ product: { display: 'grid', gap: tokens.spacingVerticalXS, minWidth: '14rem' }, addOn: { display: 'flex', flexWrap: 'wrap', alignItems: 'center' }, muted: { color: tokens.colorNeutralForeground3 }, actions: { display: 'flex', gap: tokens.spacingHorizontalS } });

const Resellers = ({ line }: { readonly line: CartLine }) => {
  const styles = useStyles();
  const { caller } = useSession();
  const { participants = [] } = line;
  const { data = [] } = useResellers(participants.length > 0 && caller.partner?.kind === 'indirect_provider');
  if (participants.length === 0) return null;
  return <Text className={styles.muted}>{`With ${participants.map(({ value }) => data.find(({ mpnId }) => mpnId === value)?.name ?? value).join(', ')}`}</Text>;
};

const PriceChanged = ({ line: { priceChange, pricing, currencyCode } }: { readonly line: CartLine }) =>
  priceChange !== undefined && pricing !== undefined && currencyCode !== undefined ? (
    <Text>{`The price has changed since it was shown: ${moneyText(priceChange.previousPricing.extendedPrice, currencyCode)} then, ${moneyText(pricing.extendedPrice, currencyCode)} now, for the whole term.`}</Text>
  ) : null;

const LineProduct = ({ line, customerId, isBusy, remove }: { readonly line: CartLine; readonly customerId: string; readonly isBusy: boolean; readonly remove: (lineId: number) => void }) => {
  const styles = useStyles();
  const { catalogItemId, friendlyName, termDuration, billingCycle, customTermEndDate, renewsTo, addonItems = [], error } = line;
  return (
    <div className={styles.product}>
      <Text weight="semibold">{friendlyName ?? <SkuTitle customerId={customerId} catalogItemId={catalogItemId} />}</Text>
      {friendlyName !== undefined && (
        <Text className={styles.muted}>
          <SkuTitle customerId={customerId} catalogItemId={catalogItemId} />
        </Text>
      )}
      <Text className={styles.muted}>{planText(termDuration, billingCycle)}</Text>
      {customTermEndDate !== undefined && (
        <Text className={styles.muted}>
          First term ends with <Day on={customTermEndDate} />
        </Text>
      )}
      {renewsTo?.billingCycle !== undefined && <Text className={styles.muted}>{`After the free days: ${planText(renewsTo.termDuration, renewsTo.billingCycle)}`}</Text>}
      <Resellers line={line} />
      {addonItems.map((each) => (
        <span key={each.id} className={styles.addOn}>
          <Text className={styles.muted}>
            {`With ${each.quantity} × `}
            <SkuTitle customerId={customerId} catalogItemId={each.catalogItemId} />
            {each.pricing !== undefined && each.currencyCode !== undefined && `: ${moneyText(each.pricing.extendedPrice, each.currencyCode)} for the whole term`}
          </Text>
          <Button size="small" appearance="subtle" disabled={isBusy} aria-label={`Remove line ${each.id + 1}`} onClick={() => remove(each.id)}>
            Remove
          </Button>
        </span>
      ))}
      <PriceChanged line={line} />
      {[error, ...addonItems.map((each) => each.error)].map((each, index) => each && <LineError key={index} error={each} />)}
    </div>
  );
};

const ChangeLine = ({ customerId, cartId, line, close }: { readonly customerId: string; readonly cartId: string; readonly line: CartLine; readonly close: () => void }) => {
  const { data: sku } = useSku(customerId, line.catalogItemId);
  if (sku === undefined) return null;
  const { catalogItemId, billingCycle, termDuration } = line;
  const item = { title: sku.title, asked: { catalogItemId, billingCycle, ...(termDuration !== undefined && { termDuration }) }, minimum: sku.minimumQuantity, maximum: sku.maximumQuantity };
  return <LineDialog customerId={customerId} cartId={cartId} item={item} line={line} done={close} close={close} />;
};

/** The lines of a cart, each with its price or with what is wrong. The last line cannot be removed: a cart has one at least. */
export const CartLines = ({ cart, customerId, isBusy, remove }: { readonly cart: Cart; readonly customerId: string; readonly isBusy: boolean; readonly remove: (lineId: number) => void }) => {
  const styles = useStyles();
  const [changed, setChanged] = useState<CartLine>();
  const sums = sumsOf(cart.lineItems.flatMap((line) => [line, ...(line.addonItems ?? [])]).flatMap(({ pricing, currencyCode }) => (pricing === undefined || currencyCode === undefined ? [] : [{ subtotal: String(pricing.extendedPrice), currency: currencyCode }])));
  const money = (amount: number | undefined, currency: string | undefined) => (amount === undefined || currency === undefined ? '' : <Money amount={amount} currency={currency} />);
  return (
    <>
      <ShortTable
        rows={cart.lineItems}
        label="Lines of the cart"
        keyOf={({ id }) => String(id)}
        columns={[
          { title: 'Product', cell: (line) => <LineProduct line={line} customerId={customerId} isBusy={isBusy} remove={remove} /> },
          { title: 'Licences', isNumber: true, cell: ({ quantity }) => quantity },
          { title: 'A licence, each bill', isNumber: true, cell: ({ pricing, currencyCode }) => money(pricing?.discountedPrice, currencyCode) },
          { title: 'A licence, first bill', isNumber: true, cell: ({ pricing, currencyCode }) => money(pricing?.proratedPrice, currencyCode) },
          { title: 'All, whole term', isNumber: true, cell: ({ pricing, currencyCode }) => money(pricing?.extendedPrice, currencyCode) },
          {
            title: 'Do',
            cell: (line) => (
              <span className={styles.actions}>
                <Button size="small" disabled={isBusy} aria-label={`Change line ${line.id + 1}`} onClick={() => setChanged(line)}>
                  Change
                </Button>
                {cart.lineItems.length > 1 && (
                  <Button size="small" appearance="subtle" disabled={isBusy} aria-label={`Remove line ${line.id + 1}`} onClick={() => remove(line.id)}>
                    Remove
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      <Text weight="semibold">{`For the whole terms: ${sums.map(({ amount, currency }) => moneyText(amount, currency)).join(', ') || 'nothing'}. The review says what is charged now.`}</Text>
      {changed && <ChangeLine customerId={customerId} cartId={cart.id} line={changed} close={() => setChanged(undefined)} />}
    </>
  );
};
