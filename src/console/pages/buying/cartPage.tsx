import { Button, Checkbox, makeStyles, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answerOf } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import { Facts } from '../../parts/facts';
import { Instant } from '../../parts/instant';
import { Page } from '../../parts/page';
import { LinkButton } from '../../parts/linkButton';
import { Empty, Failed, Loading } from '../../parts/states';
import { useSession } from '../../session/useSession';
import { AgreementMissing } from './agreementMissing';
import { Bought } from './bought';
import { type AskedCart, type Cart, type CartKey, changeCart, useCart, withoutLine } from './cartData';
import { CartLines } from './cartLines';
import { useBuyer } from './customerData';
import { forgetCart, keepCart } from './openCart';
import { ReviewDialog } from './reviewDialog';

const useStyles = makeStyles({ actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center' } });

const Open = ({ cart, customerId }: { readonly cart: Cart; readonly customerId: string }) => {
  const styles = useStyles();
  const { caller } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isReviewing, setReviewing] = useState(false);
  const [attesting, setAttesting] = useState<boolean>();
  const key: CartKey = { customerId, cartId: cart.id };
  // Whoever comes by a link goes on with it too.
  useEffect(() => keepCart(caller.tenantId, customerId, cart.id), [caller.tenantId, customerId, cart.id]);
  const change = useMutation({
    mutationFn: (how: (asked: AskedCart) => AskedCart) => answerOf(changeCart(key, how, { query: {}, header: { 'MS-RequestId': crypto.randomUUID() } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['cart', customerId, cart.id] }),
  });
  const named = cart.lineItems.some(({ participants = [] }) => participants.length > 0);
  const { partnerOnRecordAttestationAccepted: isAttested } = cart;
  const lacksAttestation = isAttested === false || (named && isAttested !== true);
  const inError = cart.lineItems.filter(({ error, addonItems = [] }) => error !== undefined || addonItems.some((each) => each.error !== undefined)).length;
  return (
    <>
      <AgreementMissing customerId={customerId} />
      <CartLines cart={cart} customerId={customerId} isBusy={change.isPending} remove={(lineId) => change.mutate((asked) => withoutLine(asked, lineId))} />
      {change.error !== null && <Failed error={change.error} />}
      <Facts facts={{ 'Kept until': <Instant at={cart.expirationTimestamp} />, 'Changed last': <Instant at={cart.lastModifiedTimestamp} /> }} />
      {(caller.partner?.kind === 'indirect_provider' || named) && (
        <Checkbox
          label="I attest that we act as indirect partner where a reseller of record is named, and as direct partner elsewhere."
          checked={attesting ?? isAttested === true}
          onChange={(_, { checked }) => {
            setAttesting(checked === true);
            change.mutate((asked) => ({ ...asked, partnerOnRecordAttestationAccepted: checked === true }), { onSettled: () => setAttesting(undefined) });
          }}
        />
      )}
      {inError > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{inError === 1 ? 'One line cannot be bought as it is: change or remove it.' : `${inError} lines cannot be bought as they are: change or remove them.`}</MessageBarBody>
        </MessageBar>
      )}
      {lacksAttestation && <Text>Before it can be bought, attest as which partner you act.</Text>}
      <div className={styles.actions}>
        <Button appearance="primary" disabled={inError > 0 || lacksAttestation || change.isPending} onClick={() => setReviewing(true)}>
          Review and buy
        </Button>
        <LinkButton to={`/customers/${customerId}/buy`}>Add something else</LinkButton>
        <Button
          appearance="subtle"
          onClick={() => {
            forgetCart(caller.tenantId, customerId);
            void navigate(`/customers/${customerId}/buy`);
          }}
        >
          Leave this cart
        </Button>
      </div>
      {isReviewing && <ReviewDialog cart={cart} customerId={customerId} close={() => setReviewing(false)} />}
    </>
  );
};

const Known = ({ customerId, cartId }: CartKey) => {
  const { data: cart, error, refetch } = useCart({ customerId, cartId });
  if (error instanceof ApiProblem && error.status === 404) {
    return <Empty action={<LinkButton to={`/customers/${customerId}/buy`}>Start a new one</LinkButton>}>There is no such cart, or it has expired: a cart is kept for seven days.</Empty>;
  }
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (cart === undefined) return <Loading what="the cart" />;
  if (cart.status === 'Ordered') return <Bought cart={cart} customerId={customerId} />;
  return <Open cart={cart} customerId={customerId} />;
};

/** A cart: its lines as they are priced now, and what is wrong with them; checked out after a review of what that would do. */
export const CartPage = () => {
  const { customerId = '', cartId = '' } = useParams();
  const { may } = useSession();
  const { name } = useBuyer(customerId);
  return (
    <Page
      title="Cart"
      permission="carts.write"
      above={[
        { title: 'Customers', path: '/customers' },
        { title: name ?? 'Customer', path: `/customers/${customerId}` },
        { title: 'Buy', path: `/customers/${customerId}/buy` },
      ]}
      actions={may('orders.read') && <LinkButton to={`/customers/${customerId}/orders`}>Orders</LinkButton>}
    >
      {name !== undefined && <Text>{`For ${name}`}</Text>}
      <Known customerId={customerId} cartId={cartId} />
    </Page>
  );
};
