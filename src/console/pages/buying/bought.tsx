import { Button, makeStyles, MessageBar, MessageBarBody, MessageBarTitle, Subtitle2 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { answerOf, api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import { isPreview, type Preview } from '../../change/preview';
import { LinkButton } from '../../parts/linkButton';
import { PageLink } from '../../parts/pageLink';
import { Failed, Loading } from '../../parts/states';
import { type Cart, type CartKey } from './cartData';
import { OrderLines, type Order } from './orderLines';
import { ReviewDialog } from './reviewDialog';

const useStyles = makeStyles({ title: { margin: 0 } });

const orderIfMade = (customerId: string, orderId: string, signal: AbortSignal): Promise<Order | undefined> =>
  answerOf(api.GET('/v1/customers/{customerId}/orders/{orderId}', { signal, params: { path: { customerId, orderId } } })).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  });

/** What became of a cart: a checkout that is asked for again names all its orders; those that are not there yet are of groups that could not be bought. */
const useOrders = ({ customerId, cartId }: CartKey) =>
  useQuery({
    queryKey: ['ordersOfCart', customerId, cartId],
    queryFn: async ({ signal }) => {
      const answer: unknown = await answerOf(api.POST('/v1/customers/{customerId}/carts/{cartId}/checkout', { signal, params: { path: { customerId, cartId }, query: { preview: true } } }));
      if (!isPreview(answer)) throw new ApiProblem(200, 0, 'The server answered without a preview.');
      const { result } = answer as Preview<{ readonly orders: readonly Order[]; readonly orderErrors?: readonly { readonly description: string }[] }>;
      const orders = await Promise.all(result.orders.map(({ id }) => orderIfMade(customerId, id, signal)));
      const made = orders.filter((order) => order !== undefined);
      return { made, isWhole: made.length === orders.length && (result.orderErrors ?? []).length === 0, problems: (result.orderErrors ?? []).map(({ description }) => description) };
    },
  });

/** A cart that was checked out: its orders and subscriptions, and what of it could not be bought. */
export const Bought = ({ cart, customerId }: { readonly cart: Cart; readonly customerId: string }) => {
  const styles = useStyles();
  const { data, error, refetch } = useOrders({ customerId, cartId: cart.id });
  const [isReviewing, setReviewing] = useState(false);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="what was bought" />;
  return (
    <>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Bought</MessageBarTitle> This cart has been ordered and is changed no more.
        </MessageBarBody>
      </MessageBar>
      {!data.isWhole && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Not all of it was bought</MessageBarTitle> {data.problems.join(' ')}
          </MessageBarBody>
        </MessageBar>
      )}
      {!data.isWhole && (
        <div>
          <Button onClick={() => setReviewing(true)}>Review what is left</Button>
        </div>
      )}
      {data.made.map((order) => (
        <Fragment key={order.id}>
          <Subtitle2 as="h2" className={styles.title}>
            <PageLink to={`/customers/${customerId}/orders/${order.id}`}>{`Order ${order.id}`}</PageLink>
          </Subtitle2>
          <OrderLines order={order} customerId={customerId} />
        </Fragment>
      ))}
      <div>
        <LinkButton to={`/customers/${customerId}/buy`}>Buy something else</LinkButton>
      </div>
      {isReviewing && <ReviewDialog cart={cart} customerId={customerId} bought={data.made.map(({ id }) => id)} close={() => setReviewing(false)} />}
    </>
  );
};
