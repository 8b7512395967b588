import { type ProvisionedLine } from '../../../app/order/orderProvisioning';

/** `unfulfilled` is the contract's word for a line that was cancelled. */
export const provisionedLineResource = ({ line, subscription }: ProvisionedLine) => {
  const isCancelled = subscription === undefined || subscription.status === 'deleted';
  const status = isCancelled ? 'unfulfilled' : 'fulfilled';
  return {
    orderLineItemId: line.subscriptionId,
    lineItemNumber: line.lineItemNumber,
    status,
    quantityProvisioningInformation: [{ quantity: subscription?.quantity ?? line.quantity, status }],
  };
};
