import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { transitionSchema, type Transition } from '../../transition/state';
import { allRows } from '../allRows';
import { transitionKey, transitionPrefix } from '../command/commerceKeys';
import { type Page } from '../subscription/subscriptionBook';

export const transitionWrite = (transition: Transition): Write => ({ op: 'create', key: transitionKey(transition.fromSubscriptionId, transition.at, transition.operationId), value: { type: 'transition', ...transition } });

/** All upgrades of a customer's subscriptions, every partner's. */
export const allTransitions = async (commerce: PartitionStore, customerId: string): Promise<readonly Transition[]> => (await allRows(commerce, customerId, 'transition|')).map(({ value }) => transitionSchema.parse(value));

/** Upgrades that started from a subscription, the oldest first. */
export const listTransitions = async (commerce: PartitionStore, customerId: string, subscriptionId: string, limit: number, continuation?: string): Promise<Page<Transition>> => {
  const page = await commerce.list(customerId, { prefix: transitionPrefix(subscriptionId), limit, ...(continuation !== undefined && { continuation }) });
  return { items: page.rows.map(({ value }) => transitionSchema.parse(value)), ...(page.continuation !== undefined && { continuation: page.continuation }) };
};
