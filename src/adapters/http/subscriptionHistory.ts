import { type AzurePlan } from '../../domain/azurePlan/state';
import { kindOf } from '../../domain/subscription/kinds/table';
import { type App } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { listedSubscription } from '../../app/subscription/listedSubscription';
import { type Page } from '../../app/unreadable';
import { type PartitionStore } from '../../kernel/partitionStore';
import { success, type Result } from '../../kernel/result';
import { listPage, type ListAnswer, type ListRequest } from './listPage';

type Read<T> = (commerce: PartitionStore, customerId: string, subscriptionId: string, limit: number, continuation: string | undefined) => Promise<Page<T>>;

export interface HistoryRequest extends Omit<ListRequest, 'uri'> {
  readonly params: { readonly customerId: string; readonly subscriptionId: string };
}

/** What a subscription left behind, and where it is. */
export interface History<T> {
  readonly uri: string;
  readonly read: (limit: number, continuation: string | undefined) => Promise<Page<T>>;
}

/**
 * What a subscription left behind, oldest first, for the partner whose it is.
 * @param part last segment of the path. @param elsewhere the same of an Azure plan and of metered SaaS, where it lies elsewhere. Refused: SubscriptionNotFound (PAR-3).
 */
export const historyOf = async <T>(
  app: App,
  part: 'charges' | 'events',
  { params, context }: Pick<HistoryRequest, 'params' | 'context'>,
  read: Read<T>,
  elsewhere?: { readonly plan: (plan: AzurePlan, limit: number, continuation: string | undefined) => Promise<Page<T>>; readonly metered: Read<T> },
): Promise<Result<History<T>, Refusal>> => {
  const { customerId, subscriptionId } = params;
  const stored = await listedSubscription(app, context.caller.tenantId, customerId, subscriptionId);
  if (!stored.ok) return stored;
  const uri = `/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/${part}`;
  const listed = stored.value;
  const isMetered = listed.kind === 'licences' && kindOf(listed.subscription).isMetered === true;
  const readOwn = ((isMetered && elsewhere?.metered) || read).bind(undefined, app.commerce, customerId, subscriptionId);
  const readPage = elsewhere !== undefined && listed.kind === 'azurePlan' ? elsewhere.plan.bind(undefined, listed.plan) : readOwn;
  return success({ uri, read: readPage });
};

/** A page of it. Refused: also what `listPage` refuses. */
export const subscriptionHistory = async <T, R>(app: App, part: 'charges' | 'events', { params, query, context }: HistoryRequest, read: Read<T>, resource: (item: T) => R): Promise<Result<ListAnswer<R>, Refusal>> => {
  const history = await historyOf(app, part, { params, context }, read);
  return history.ok ? listPage({ uri: history.value.uri, query, context }, history.value.read, resource) : history;
};
