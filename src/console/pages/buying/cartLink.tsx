import { Text } from '@fluentui/react-components';
import { LinkButton } from '../../parts/linkButton';
import { counted } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { useOpenCart } from './openCart';

/** To the cart that is open for a customer, and to what was ordered before. */
export const CartLink = ({ customerId }: { readonly customerId: string }) => {
  const { may } = useSession();
  const { cart, isGone } = useOpenCart(customerId);
  return (
    <>
      {cart !== undefined && <LinkButton appearance="primary" to={`/customers/${customerId}/carts/${cart.id}`}>{`Cart (${counted(cart.lineItems.length, 'line')})`}</LinkButton>}
      {isGone && <Text>The last cart has expired.</Text>}
      {may('orders.read') && <LinkButton to={`/customers/${customerId}/orders`}>Orders</LinkButton>}
    </>
  );
};
