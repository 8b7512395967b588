import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/api';
import { ChangeDialog } from '../../../change/changeDialog';
import { Failed } from '../../../parts/states';
import { type FormProps } from './formProps';

/** Of the order of a subscription, the line that it was bought with. */
const useLine = (customerId: string, orderId: string, subscriptionId: string) =>
  useQuery({
    queryKey: ['order', customerId, orderId, subscriptionId],
    queryFn: async ({ signal }) => {
      const { lineItems = [] } = await answerOf(api.GET('/v1/customers/{customerId}/orders/{orderId}', { signal, params: { path: { customerId, orderId } } }));
      return lineItems.find((line) => line.subscriptionId === subscriptionId) ?? null;
    },
  });

/** Software is cancelled through its order: the line of this one alone. */
export const CancelOrderForm = ({ subscription, of, done, close }: FormProps) => {
  const { orderId = '', friendlyName } = subscription;
  const { data: line, error, refetch } = useLine(of.customerId, orderId, of.subscriptionId);
  const body = line && { status: 'cancelled', lineItems: [{ lineItemNumber: line.lineItemNumber, offerId: line.offerId, quantity: line.quantity }] };
  return (
    <ChangeDialog
      title={`Cancel ${friendlyName}`}
      confirm="Cancel the subscription"
      asked={body ? JSON.stringify(body) : undefined}
      version={subscription.attributes.etag}
      send={({ query, header }) => api.PATCH('/v1/customers/{customerId}/orders/{orderId}', { params: { path: { customerId: of.customerId, orderId }, query, header }, body: body ?? {} })}
      done={(_, previewed) => done({ text: 'It is cancelled.', previewed })}
      close={close}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
    </ChangeDialog>
  );
};
