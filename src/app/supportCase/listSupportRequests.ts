import { type SupportCase } from '../../domain/support/state';
import { failure, success, type Result } from '../../kernel/result';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { askedFrom, requestKey, supportListOf, supportQueue } from '../requestList/listedRequest';
import { listedSupportCases } from '../requestList/requestKinds';
import { requestPages, type AskedWithin, type RequestPages } from '../requestList/requestPages';
import { listedSubscription } from '../subscription/listedSubscription';
import { pageByKey } from '../unreadable';
import { readableSupportCases, supportCasePage } from './supportCaseBook';

export interface SupportQuery extends AskedWithin {
  readonly status?: SupportCase['status'] | undefined;
  readonly reason?: SupportCase['reason'] | undefined;
  readonly customerId?: string | undefined;
  readonly partnerTenantId?: string | undefined;
}

/** One customer's, from its own rows: one operation, and one more for each thousand. */
const ofCustomer =
  ({ commerce }: App, customerId: string, { from, before }: AskedWithin, fits: (supportCase: SupportCase) => boolean): RequestPages<SupportCase> =>
  async (limit, continuation) => {
    const { items, unreadable } = await readableSupportCases(commerce, customerId);
    const after = continuation ?? askedFrom('request', from ?? '');
    const found = items
      .map((item) => [requestKey('request', { ...item, askedAt: item.filedAt }), item] as const)
      .filter(([key, item]) => key > after && (before === undefined || item.filedAt < before) && fits(item))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return pageByKey(found, unreadable, limit);
  };

/**
 * CAN-6: support requests over all customers, the oldest first: a partner's own, or, for the operator, every partner's. Those that wait cost nothing of those that were decided.
 * @param viewer the partner's tenant; undefined: the operator. Refused: InputInvalid where a partner asks for another's.
 */
export const supportRequestPages = (app: App, viewer: string | undefined, query: SupportQuery): Result<RequestPages<SupportCase>, Refusal> => {
  const { status, reason, customerId, partnerTenantId, from, before } = query;
  if (viewer !== undefined && partnerTenantId !== undefined && partnerTenantId !== viewer) return failure({ kind: 'InputInvalid', problems: ['partnerTenantId: only the operator reads what other partners filed'] });
  const partnerId = viewer ?? partnerTenantId;
  const fits = (each: SupportCase): boolean => (status === undefined || each.status === status) && (reason === undefined || each.reason === reason) && (partnerId === undefined || each.partnerId === partnerId);
  if (customerId !== undefined) return success(ofCustomer(app, customerId, { from, before }, fits));
  const isWaiting = status === 'filed';
  const isFiltered = reason !== undefined || (status !== undefined && !isWaiting);
  return success(requestPages(app.directory, partnerId === undefined ? supportQueue : supportListOf(partnerId), listedSupportCases, { rows: isWaiting ? 'open' : 'request', from, before, ...(isFiltered && { fits }) }));
};

/** CAN-6: what was filed for one subscription, for its partner and the operator. Refused: SubscriptionNotFound for another partner's (PAR-3). */
export const supportRequestsOf = async (app: App, viewer: string | undefined, customerId: string, subscriptionId: string): Promise<Result<RequestPages<SupportCase>, Refusal>> => {
  const subscription = viewer === undefined ? success(undefined) : await listedSubscription(app, viewer, customerId, subscriptionId);
  return subscription.ok ? success((limit, continuation) => supportCasePage(app.commerce, customerId, subscriptionId, limit, continuation)) : subscription;
};
