import { type OrderRefusal } from './refusals';
import { kindOf } from '../subscription/kinds/table';
import { type Order } from './state';

/**
 * Why an order, or some lines of it, cannot be cancelled through the order: licences, Azure plans and SaaS are given up through their subscriptions. The first of the lines decides.
 * @param numbers of the lines to be cancelled; none: all of them.
 * @returns SaasCancelledElsewhere, LicencesCancelledElsewhere; LineNumbersInvalid for a line that the order has not.
 */
export const cancellationRefusal = (order: Order, numbers: readonly number[]): OrderRefusal => {
  const expectedUpTo = order.lines.length - 1;
  const [number = 0] = numbers;
  const line = order.lines.find((each) => each.lineItemNumber === number);
  if (line === undefined || numbers.some((each) => each < 0 || each > expectedUpTo)) return { kind: 'LineNumbersInvalid', expectedUpTo };
  return { kind: line.kind !== undefined && kindOf({ kind: line.kind }).isActivated ? 'SaasCancelledElsewhere' : 'LicencesCancelledElsewhere', orderId: order.id, subscriptionId: line.subscriptionId };
};
