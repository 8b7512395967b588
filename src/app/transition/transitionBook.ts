import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { transitionSchema, type Transition } from '../../domain/transition/state';
import { allRows } from '../allRows';
import { transitionKey, transitionPrefix } from '../command/commerceKeys';
import { readablePage, rowReader, type Page, type Readable } from '../unreadable';

export const transitionWrite = (transition: Transition): Write => ({ op: 'create', key: transitionKey(transition.fromSubscriptionId, transition.at, transition.operationId), value: { type: 'transition', ...transition } });

const transitionRows = rowReader('Commerce', 'transition', transitionSchema);

/** All upgrades of a customer's subscriptions, every partner's. @throws RowUnreadable where one cannot be read. */
export const allTransitions = async (commerce: PartitionStore, customerId: string): Promise<readonly Transition[]> => (await allRows(commerce, customerId, 'transition|')).map((row) => transitionRows.read(row));

/** The same for a list, which shows what it can. */
export const readableTransitions = async (commerce: PartitionStore, customerId: string): Promise<Readable<Transition>> => transitionRows.readable(await allRows(commerce, customerId, 'transition|'));

/** Upgrades that started from a subscription, the oldest first. */
export const listTransitions = async (commerce: PartitionStore, customerId: string, subscriptionId: string, limit: number, continuation?: string): Promise<Page<Transition>> => {
  const page = await commerce.list(customerId, { prefix: transitionPrefix(subscriptionId), limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, transitionRows);
};
