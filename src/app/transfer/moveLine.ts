import { type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Partner } from '../../domain/parties/partner/state';
import { policyNamed, type PolicyBook } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { transferObstacle } from '../../domain/transfer/eligibility';
import { moveSubscription, type Moved } from '../../domain/transfer/moveSubscription';
import { type TransferObstacle } from '../../domain/transfer/refusals';
import { type Transfer } from '../../domain/transfer/state';
import { derivedGuid, derivedOrderId } from '../command/ids';
import { readCustomer } from '../customer/customerBook';
import { type App } from '../ports';
import { type Stored } from '../subscription/subscriptionBook';
import { targetObstacle } from './targetStanding';
import { targetPrice } from './targetPrice';
import { listTransfers } from './transferBook';

export interface MovePorts {
  readonly commerce: PartitionStore;
  readonly policies: PolicyBook;
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
  readonly partnerByTenant: App['partnerByTenant'];
}

/** Beside a subscription itself, what its move depends on. */
export interface Parties {
  readonly customer: Stored<Customer>;
  readonly transfer: Transfer;
  /** All other transfers of the customer. */
  readonly others: readonly Transfer[];
  readonly target: Partner | undefined;
  readonly catalogue: Catalogue;
}

/** @throws when the customer's row is gone, which nothing deletes, or the store fails. */
export const readParties = async ({ commerce, catalogueOf, partnerByTenant }: MovePorts, transfer: Transfer): Promise<Parties> => {
  const { customerId, id, targetPartnerId } = transfer;
  const customer = await readCustomer(commerce, customerId);
  if (customer === undefined) throw new Error(`There is no customer ${customerId}`);
  const [all, target, catalogue] = await Promise.all([listTransfers(commerce, customerId), partnerByTenant(targetPartnerId), catalogueOf(customer.value.country)]);
  return { customer, transfer, others: all.filter((each) => each.id !== id), target, catalogue };
};

/** TRF-2, TRF-4: the move of one subscription at `now`, or why it cannot be made. The same for a preview and for its execution. */
export const moveLine = ({ customer, transfer, others, target, catalogue }: Parties, source: Subscription | undefined, policies: PolicyBook, now: Instant): Moved | TransferObstacle => {
  const obstacle = transferObstacle(source, transfer.sourcePartnerId, others, now) ?? targetObstacle(customer.value, target);
  if (source === undefined || obstacle !== undefined) return obstacle ?? 'NotOfSource';
  const policy = policyNamed(policies, source.term.policy);
  const price = target && targetPrice(catalogue, source, policy, target.currency, now);
  if (price === undefined) return 'CurrencyNotListed';
  const ids = { targetSubscriptionId: derivedGuid('subscription', transfer.id, source.id), targetOrderId: derivedOrderId(transfer.id, source.id) };
  return moveSubscription(source, { transferId: transfer.id, targetPartnerId: transfer.targetPartnerId, price, ...ids, partnerOnRecord: transfer.partnerOnRecord }, policy, now);
};
