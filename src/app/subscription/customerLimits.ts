import { type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { type SeatLimits } from '../../domain/subscription/limits/seatLimits';
import { type Subscription } from '../../domain/subscription/state';
import { readCustomer } from '../customer/customerBook';
import { subscriptionsOf } from './sheets';
import { type Stored } from './subscriptionBook';

/** What seats are held to, and the customer's row, whose etag guards what is decided by it. */
export interface CustomerLimits {
  readonly customer: Stored<Customer>;
  readonly catalogue: Catalogue;
  /** All of the customer's, every partner's. */
  readonly subscriptions: readonly Subscription[];
}

/** The guard row first: its etag then tells of every purchase since. Undefined: there is no such customer. */
export const readCustomerLimits = async (commerce: PartitionStore, customerId: string, catalogue: Catalogue): Promise<CustomerLimits | undefined> => {
  const customer = await readCustomer(commerce, customerId);
  return customer && { customer, catalogue, subscriptions: await subscriptionsOf(commerce, customer.value) };
};

/** @param partnerTenantId whoever acts. */
export const seatLimitsAt = ({ catalogue, subscriptions }: CustomerLimits, partnerTenantId: string, now: Instant): SeatLimits => ({ catalogue, holdings: standingOf(subscriptions, partnerTenantId, now).holdings });
