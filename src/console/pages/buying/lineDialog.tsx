import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { ChangeDialog } from '../../change/changeDialog';
import { useSession } from '../../session/useSession';
import { type AskedLine, type Cart, type CartLine, changeCart, lineAsked, makeCart, nextLineId } from './cartData';
import { type Availability, type Term } from './catalogueData';
import { LineAsPriced } from './lineAsPriced';
import { cycleAsked, limitsText, planText } from './planText';
import { Promotions } from './promotions';
import { ResellerField } from './resellerField';
import { TermEndField } from './termEndField';

/** What a line is of, and within which limits. */
export interface LineItem {
  readonly title: string;
  readonly asked: Pick<AskedLine, 'catalogItemId' | 'billingCycle' | 'termDuration'>;
  readonly minimum: number;
  readonly maximum: number;
}

/** @param term undefined: what has none, and no price */
export const itemOf = ({ availability: { sku, catalogItemId }, term }: { readonly availability: Availability; readonly term: Term | undefined }): LineItem => ({
  title: sku.title,
  asked: { catalogItemId, billingCycle: term === undefined ? 'one_time' : cycleAsked(term.billingCycle), ...(term?.duration !== undefined && { termDuration: term.duration }) },
  minimum: sku.minimumQuantity,
  maximum: sku.maximumQuantity,
});

const useStyles = makeStyles({ form: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 1fr))', gap: tokens.spacingVerticalM, '& .fui-Field': { gridTemplateColumns: 'minmax(0, 1fr)' } } });

const WHOLE = /^\d{1,9}$/;

type Participant = NonNullable<AskedLine['participants']>[number];

const others = (line: CartLine | undefined): readonly Participant[] => (line?.participants ?? []).filter(({ key }) => key !== 'transaction_reseller');

/** What the form does not change. */
const keptOf = (line: CartLine): Omit<AskedLine, 'quantity'> => {
  const { id, catalogItemId, billingCycle, termDuration, renewsTo, provisioningContext, addonItems } = lineAsked(line);
  return {
    id,
    catalogItemId,
    billingCycle,
    ...(termDuration !== undefined && { termDuration }),
    ...(renewsTo !== undefined && { renewsTo }),
    ...(provisioningContext !== undefined && { provisioningContext }),
    ...(addonItems !== undefined && { addonItems }),
  } as Omit<AskedLine, 'quantity'>;
};

/**
 * A line for the cart, or one of the cart that is changed: how many, under which name, until when, with whom; below it what the line would cost, or why it cannot be bought.
 * @param cartId of the cart that is open; absent: a new one is made
 * @param line of the cart; absent: a further one
 */
export const LineDialog = ({ customerId, cartId, item, line, done, close }: { readonly customerId: string; readonly cartId?: string; readonly item: LineItem; readonly line?: CartLine; readonly done: (cart: Cart) => void; readonly close: () => void }) => {
  const styles = useStyles();
  const { caller } = useSession();
  const isProvider = caller.partner?.kind === 'indirect_provider';
  const [quantity, setQuantity] = useState(String(line?.quantity ?? item.minimum));
  const [name, setName] = useState(line?.friendlyName ?? '');
  const [termEnd, setTermEnd] = useState(line?.customTermEndDate?.slice(0, 'YYYY-MM-DD'.length) ?? '');
  const [reseller, setReseller] = useState(line?.participants?.find(({ key }) => key === 'transaction_reseller')?.value ?? '');
  const [promotionId, setPromotion] = useState(line?.promotionId ?? '');

  const isWhole = WHOLE.test(quantity);
  const participants: Participant[] = [...(reseller === '' ? [] : [{ key: 'transaction_reseller', value: reseller } as const]), ...others(line)];
  const asked: AskedLine = {
    ...(line === undefined ? item.asked : keptOf(line)),
    quantity: Number(quantity),
    ...(name.trim() !== '' && { friendlyName: name.trim() }),
    ...(termEnd !== '' && { customTermEndDate: termEnd }),
    ...(participants.length > 0 && { participants }),
    ...(promotionId !== '' && { promotionId }),
  };
  const { termDuration, billingCycle } = item.asked;
  return (
    <ChangeDialog<Cart>
      title={line === undefined ? `Add ${item.title}` : `Change the line ${item.title}`}
      confirm={line === undefined ? 'Add to the cart' : 'Change the line'}
      asked={isWhole ? JSON.stringify(asked) : undefined}
      send={(sent) =>
        cartId === undefined
          ? makeCart(customerId, { lineItems: [asked] }, sent)
          : changeCart(
              { customerId, cartId },
              (cart) => ({
                ...cart,
                lineItems: line === undefined ? [...cart.lineItems, { ...asked, id: nextLineId(cart) }] : cart.lineItems.map((each) => (each.id === line.id ? asked : each)),
              }),
              sent,
            )
      }
      more={({ result }) => <LineAsPriced line={line === undefined ? result.lineItems.at(-1) : result.lineItems.find(({ id }) => id === line.id)} />}
      done={done}
      close={close}
    >
      <Text>{planText(termDuration, billingCycle ?? 'none')}</Text>
      <div className={styles.form}>
        <Field label="Licences" required hint={limitsText(item.minimum, item.maximum)} {...(!isWhole && { validationState: 'error' as const, validationMessage: 'A whole number' })}>
          <Input inputMode="numeric" value={quantity} onChange={(_, { value }) => setQuantity(value.trim())} />
        </Field>
        <Field label="Name" hint="Yours; without one that of the product">
          <Input value={name} maxLength={200} onChange={(_, { value }) => setName(value)} />
        </Field>
        {termDuration !== undefined && billingCycle !== 'none' && <TermEndField customerId={customerId} termDuration={termDuration} value={termEnd} changed={setTermEnd} />}
        {isProvider && <ResellerField value={reseller} changed={setReseller} />}
      </div>
      {isWhole && termDuration !== undefined && billingCycle !== undefined && (
        <Promotions customerId={customerId} asked={{ catalogItemId: item.asked.catalogItemId, termDuration, billingCycle, quantity: Number(quantity) }} chosen={promotionId} choose={setPromotion} />
      )}
    </ChangeDialog>
  );
};
