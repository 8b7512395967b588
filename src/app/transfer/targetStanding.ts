import { mayOrder } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { type TransferObstacle } from '../../domain/transfer/refusals';

/** CUS-1, CUS-2: what is moved is new to the target, who must be able to buy it for the customer at that moment too, not only when it asked. */
export const targetObstacle = (customer: Customer, target: Partner | undefined): TransferObstacle | undefined =>
  target !== undefined && mayTransact(target, 'buy').ok && mayOrder(customer, target.tenantId).ok ? undefined : 'TargetMayNotSell';
