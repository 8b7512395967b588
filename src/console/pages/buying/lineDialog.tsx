import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { ChangeDialog } from '../../change/changeDialog';
import { useSession } from '../../session/useSession';
import { type AskedCart, type AskedLine, type Cart, type CartLine, changeCart, lineAsked, makeCart, nextLineId } from './cartData';
import { type Availability, type Term } from './catalogueData';
import { LineAsPriced } from './lineAsPriced';
import { type Parent, ParentField } from './parentField';
import { cycleAsked, limitsText, planText } from './planText';
import { Promotions } from './promotions';
import { FurtherResellersField, ResellerField } from './resellerField';
import { TermEndField } from './termEndField';

/** What a line is of, and within which limits. */
export interface LineItem {
  readonly title: string;
  readonly asked: Pick<AskedLine, 'catalogItemId' | 'billingCycle' | 'termDuration'>;
  readonly minimum: number;
  readonly maximum: number;
  /** `product:sku` of what a traditional add-on may hang on; absent: it is no such add-on. */
  readonly hangsOn?: readonly string[];
}

/** The type of traditional products; those of new commerce say so at their end. */
const TRADITIONAL = 'OnlineServices';

/** @param term undefined: what has none, and no price */
export const itemOf = ({ availability: { sku, product, catalogItemId }, term }: { readonly availability: Availability; readonly term: Term | undefined }): LineItem => ({
  title: sku.title,
  asked: { catalogItemId, billingCycle: term === undefined ? 'one_time' : cycleAsked(term.billingCycle), ...(term?.duration !== undefined && { termDuration: term.duration }) },
  minimum: sku.minimumQuantity,
  maximum: sku.maximumQuantity,
  ...(sku.dynamicAttributes.isAddon && product.productType.id === TRADITIONAL && { hangsOn: sku.dynamicAttributes.prerequisiteSkus }),
});

const useStyles = makeStyles({ form: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 1fr))', gap: tokens.spacingVerticalM, '& .fui-Field': { gridTemplateColumns: 'minmax(0, 1fr)' } } });

const WHOLE = /^\d{1,9}$/;

type Participant = NonNullable<AskedLine['participants']>[number];

const furtherOf = (line: CartLine | undefined): readonly string[] => (line?.participants ?? []).filter(({ key }) => key === 'additional_transaction_reseller').map(({ value }) => value);

const withLine = (cart: AskedCart, asked: AskedLine, parent: Parent | undefined): AskedLine[] => {
  const line = { ...asked, id: nextLineId(cart) };
  return parent?.kind === 'line' ? cart.lineItems.map((each) => (each.id === parent.id ? { ...each, addonItems: [...(each.addonItems ?? []), line] } : each)) : [...cart.lineItems, line];
};

/** Of the lines and their add-ons the one that was added last: it has the highest number. */
const newestOf = ({ lineItems }: Cart) => lineItems.flatMap((line) => [line, ...(line.addonItems ?? [])]).reduce((newest, each) => (each.id > newest.id ? each : newest));

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
  const [further, setFurther] = useState(() => furtherOf(line));
  const [parent, setParent] = useState<Parent>();
  const [promotionId, setPromotion] = useState(line?.promotionId ?? '');

  const isWhole = WHOLE.test(quantity);
  const participants: Participant[] = [...(reseller === '' ? [] : [{ key: 'transaction_reseller', value: reseller } as const]), ...(reseller === '' ? [] : further.filter((each) => each !== reseller)).map((value) => ({ key: 'additional_transaction_reseller', value }) as const)];
  const asked: AskedLine = {
    ...(line === undefined ? item.asked : keptOf(line)),
    quantity: Number(quantity),
    ...(name.trim() !== '' && { friendlyName: name.trim() }),
    ...(termEnd !== '' && { customTermEndDate: termEnd }),
    ...(participants.length > 0 && { participants }),
    ...(promotionId !== '' && { promotionId }),
    ...(parent?.kind === 'subscription' && { provisioningContext: { parentSubscriptionId: parent.id } }),
  };
  const { termDuration, billingCycle } = item.asked;
  return (
    <ChangeDialog<Cart>
      title={line === undefined ? `Add ${item.title}` : `Change the line ${item.title}`}
      confirm={line === undefined ? 'Add to the cart' : 'Change the line'}
      asked={isWhole ? JSON.stringify({ asked, parent }) : undefined}
      send={(sent) =>
        cartId === undefined
          ? makeCart(customerId, { lineItems: [asked] }, sent)
          : changeCart(
              { customerId, cartId },
              (cart) => ({
                ...cart,
                lineItems: line === undefined ? withLine(cart, asked, parent) : cart.lineItems.map((each) => (each.id === line.id ? asked : each)),
              }),
              sent,
            )
      }
      more={({ result }) => <LineAsPriced line={line === undefined ? newestOf(result) : result.lineItems.find(({ id }) => id === line.id)} />}
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
        {item.hangsOn !== undefined && line === undefined && <ParentField customerId={customerId} cartId={cartId} bases={item.hangsOn} value={parent} changed={setParent} />}
        {isProvider && <ResellerField value={reseller} changed={setReseller} />}
        {isProvider && reseller !== '' && <FurtherResellersField first={reseller} value={further} changed={setFurther} />}
      </div>
      {isWhole && termDuration !== undefined && billingCycle !== undefined && (
        <Promotions customerId={customerId} asked={{ catalogItemId: item.asked.catalogItemId, termDuration, billingCycle, quantity: Number(quantity) }} chosen={promotionId} choose={setPromotion} />
      )}
    </ChangeDialog>
  );
};
