import { type ProvisionedLine } from '../../../app/order/orderProvisioning';

/** `unfulfilled` is the contract's word for a line that was cancelled. */
export const provisionedLineResource = ({ line, isProvisioned, quantity }: ProvisionedLine) => {
  const status = isProvisioned ? 'fulfilled' : 'unfulfilled';
  return {
    orderLineItemId: line.subscriptionId,
    lineItemNumber: line.lineItemNumber,
    status,
    quantityProvisioningInformation: [{ quantity, status }],
  };
};
