import { Button, Checkbox, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf, api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import { ChangeDialog } from '../../change/changeDialog';
import { Facts } from '../../parts/facts';
import { Instant } from '../../parts/instant';
import { Money } from '../../parts/money';
import { Page } from '../../parts/page';
import { Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { useBuyer } from './customerData';
import { type Order, OrderLines } from './orderLines';
import { cycleText } from './planText';

interface OrderKey {
  readonly customerId: string;
  readonly orderId: string;
}

interface Answered {
  readonly data?: Order;
  readonly error?: unknown;
  readonly response: Response;
}

const cancelled = (key: OrderKey, lines: readonly number[], params: { readonly query: { readonly preview?: true }; readonly header?: { readonly 'MS-RequestId': string } }): Promise<Answered> =>
  api.PATCH('/v1/customers/{customerId}/orders/{orderId}', { params: { path: key, ...params }, body: { status: 'cancelled', lineItems: lines.map((lineItemNumber) => ({ lineItemNumber })) } }) as Promise<Answered>;

const CancelDialog = ({ order, customerId, close }: { readonly order: Order; readonly customerId: string; readonly close: () => void }) => {
  const open = order.lineItems.filter(({ quantity }) => quantity > 0);
  const [lines, setLines] = useState<readonly number[]>(open.map(({ lineItemNumber }) => lineItemNumber));
  return (
    <ChangeDialog<Order>
      title={`Cancel order ${order.id}`}
      confirm="Cancel what is chosen"
      asked={lines.length === 0 ? undefined : JSON.stringify(lines)}
      send={(sent) => cancelled({ customerId, orderId: order.id }, lines, sent)}
      done={close}
      close={close}
    >
      <fieldset>
        <legend>What is given up</legend>
        {open.map(({ lineItemNumber, friendlyName, offerId, quantity }) => (
          <Checkbox
            key={lineItemNumber}
            label={`${friendlyName ?? offerId}, ${quantity}`}
            checked={lines.includes(lineItemNumber)}
            onChange={(_, { checked }) => setLines(checked === true ? [...lines, lineItemNumber].sort((a, b) => a - b) : lines.filter((each) => each !== lineItemNumber))}
          />
        ))}
      </fieldset>
    </ChangeDialog>
  );
};

/** What the API answers where a line is not of software. */
const NOT_SOFTWARE = 800063;

/** Only software is cancelled through its order; the server says of the others where they are. */
const Cancelling = ({ order, customerId }: { readonly order: Order; readonly customerId: string }) => {
  const [isOpen, setOpen] = useState(false);
  const key = { customerId, orderId: order.id };
  const { data: obstacle, error } = useQuery({
    queryKey: ['orderCancellable', customerId, order.id],
    queryFn: async () => {
      try {
        const open = order.lineItems.filter(({ quantity }) => quantity > 0);
        await answerOf(cancelled(key, open.map(({ lineItemNumber }) => lineItemNumber), { query: { preview: true } }));
        return { text: undefined };
      } catch (problem) {
        if (problem instanceof ApiProblem && !problem.mayPass) return { text: problem.code === NOT_SOFTWARE ? 'Licences are cancelled one by one: open the subscription.' : problem.description };
        throw problem;
      }
    },
  });
  if (error !== null) return <Failed error={error} />;
  if (obstacle === undefined) return null;
  if (obstacle.text !== undefined) return <Text>{`It cannot be cancelled as an order. ${obstacle.text}`}</Text>;
  return (
    <div>
      <Button onClick={() => setOpen(true)}>Cancel …</Button>
      {isOpen && <CancelDialog order={order} customerId={customerId} close={() => setOpen(false)} />}
    </div>
  );
};

const Known = ({ customerId, orderId }: OrderKey) => {
  const { may } = useSession();
  const path = { customerId, orderId };
  const { data: order, error, refetch } = useQuery({ queryKey: ['order', customerId, orderId], queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/orders/{orderId}', { signal, params: { path } })) });
  const provisioning = useQuery({
    queryKey: ['provisioning', customerId, orderId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/orders/{orderId}/provisioningstatus', { signal, params: { path } })),
    enabled: may('orders.provisioning'),
  });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (order === undefined) return <Loading what="the order" />;
  const stateOf = (number: number) => provisioning.data?.items.find(({ lineItemNumber }) => lineItemNumber === number)?.status;
  return (
    <>
      <Facts
        facts={{
          State: <StatusBadge status={order.status} />,
          Ordered: <Instant at={order.creationDate} />,
          Billing: cycleText(order.billingCycle),
          'Whole terms': <Money amount={order.totalPrice} currency={order.currencyCode} />,
          Attested: order.partnerOnRecordAttestationAccepted === undefined ? undefined : order.partnerOnRecordAttestationAccepted ? 'yes' : 'no',
        }}
      />
      <OrderLines
        order={order}
        customerId={customerId}
        more={[
          ...(order.lineItems.some(({ partnerIdOnRecord }) => partnerIdOnRecord !== undefined) ? [{ title: 'Reseller', cell: ({ partnerIdOnRecord = '' }: Order['lineItems'][number]) => partnerIdOnRecord }] : []),
          ...(may('orders.provisioning') ? [{ title: 'Provisioning', cell: ({ lineItemNumber }: Order['lineItems'][number]) => named(stateOf(lineItemNumber) ?? '…') }] : []),
        ]}
      />
      {provisioning.error !== null && <Failed error={provisioning.error} retry={() => void provisioning.refetch()} />}
      {order.status === 'completed' && may('orders.cancel') && <Cancelling order={order} customerId={customerId} />}
    </>
  );
};

/** One order: its lines, how far they are set up, and what can be given up. */
export const OrderPage = () => {
  const { customerId = '', orderId = '' } = useParams();
  const { name } = useBuyer(customerId);
  return (
    <Page
      title={`Order ${orderId}`}
      permission="orders.read"
      above={[
        { title: 'Customers', path: '/customers' },
        { title: name ?? 'Customer', path: `/customers/${customerId}` },
        { title: 'Orders', path: `/customers/${customerId}/orders` },
      ]}
    >
      <Known customerId={customerId} orderId={orderId} />
    </Page>
  );
};
