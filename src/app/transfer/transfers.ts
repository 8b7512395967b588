import { visibleTo } from '../../domain/parties/customer/relationship';
import { failure, success, type Result } from '../../kernel/result';
import { type Subscription } from '../../domain/subscription/state';
import { transferObstacle } from '../../domain/transfer/eligibility';
import { type TransferObstacle } from '../../domain/transfer/refusals';
import { transferAt } from '../../domain/transfer/expiry';
import { noLongerPending } from '../../domain/transfer/request';
import { type Transfer } from '../../domain/transfer/state';
import { termOverAt } from '../../domain/subscription/standing';
import { eventPrefix } from '../command/commerceKeys';
import { noticeSubject } from '../command/noticeRecord';
import { listFacts, type ToldFact } from '../command/toldFacts';
import { readCustomer } from '../customer/customerBook';
import { isRenewalParked } from '../check/overdueRefusal';
import { isOverlooked, putRightOverlooked } from '../check/putRight';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { readableSubscriptions, type Stored } from '../subscription/subscriptionBook';
import { type Page, type Readable } from '../unreadable';
import { previewMoves, readMoveState, type TransferPreview } from './previewMoves';
import { listTransfers, readableTransfers, readTransfer, transferPage } from './transferBook';

/** As one of its two partners sees it: TransferNotFound. */
export const ownTransfer = async (app: App, partnerTenantId: string, customerId: string, transferId: string): Promise<Result<Stored<Transfer>, Refusal>> => {
  const transfer = await readTransfer(app.commerce, customerId, transferId);
  const parties = transfer === undefined ? [] : [transfer.value.sourcePartnerId, transfer.value.targetPartnerId];
  return transfer === undefined || !parties.includes(partnerTenantId) ? failure({ kind: 'TransferNotFound', transferId }) : success(transfer);
};

/** Whether it is a transfer of the reader's: of either partner, or the customer itself. */
const isReadBy = (readerTenantId: string, { sourcePartnerId, targetPartnerId, customerId }: Transfer): boolean => [sourcePartnerId, targetPartnerId, customerId].includes(readerTenantId);

/** TRF-1: for its two partners and the customer. Refused: TransferNotFound. */
export const getTransfer = async (app: App, readerTenantId: string, customerId: string, transferId: string): Promise<Result<Transfer, Refusal>> => {
  const transfer = await readTransfer(app.commerce, customerId, transferId);
  return transfer !== undefined && isReadBy(readerTenantId, transfer.value) ? success(transferAt(transfer.value, app.clock.now())) : failure({ kind: 'TransferNotFound', transferId });
};

/**
 * PRE-1: what the source let the target see of a request that is pending, moved now: each side is shown what it would gain, pay and lose, and nothing of the other's.
 * Refused: TransferNotFound, TransferInProgress, TransferOver.
 */
export const previewTransfer = async (app: App, partnerTenantId: string, customerId: string, transferId: string): Promise<Result<TransferPreview, Refusal>> => {
  const transfer = await ownTransfer(app, partnerTenantId, customerId, transferId);
  if (!transfer.ok) return transfer;
  const now = app.clock.now();
  const { value } = transfer.value;
  const over = noLongerPending(value, now);
  if (over !== undefined) return failure(over);
  const offered = value.offered ?? [];
  const side = partnerTenantId === value.sourcePartnerId ? 'source' : 'target';
  return success(previewMoves(await readMoveState(app, value, offered, now), offered, side, app.policies, now));
};

/** TRF-1: who did what when, the oldest first, for either partner; for the customer with what it was told. Refused: TransferNotFound. */
export const transferHistory = async (app: App, readerTenantId: string, customerId: string, transferId: string): Promise<Result<(limit: number, continuation?: string, type?: string) => Promise<Page<ToldFact>>, Refusal>> => {
  const transfer = await getTransfer(app, readerTenantId, customerId, transferId);
  const streams = [transferId, ...(readerTenantId === customerId ? [noticeSubject(transferId)] : [])].map((subject) => ({ prefix: eventPrefix(subject) }));
  return transfer.ok ? success((limit, continuation, type) => listFacts(app.commerce, customerId, streams, limit, continuation, type)) : transfer;
};

/**
 * Those in which the partner is source or target, in every state; a page of the customer's rows, so that one may hold fewer than `limit`. A partner that gave the customer up still finds its own; the customer finds all.
 * Refused: CustomerNotFound where the two have nothing to do with each other.
 */
export const transfersOf = async (app: App, readerTenantId: string, customerId: string): Promise<Result<(limit: number, continuation?: string) => Promise<Page<Transfer>>, Refusal>> => {
  const now = app.clock.now();
  const isOwn = (transfer: Transfer): boolean => isReadBy(readerTenantId, transfer);
  const customer = visibleTo((await readCustomer(app.commerce, customerId))?.value, customerId, readerTenantId);
  if (!customer.ok && readerTenantId !== customerId && !(await readableTransfers(app.commerce, customerId)).items.some(isOwn)) return customer;
  return success(async (limit, continuation) => {
    const page = await transferPage(app.commerce, customerId, limit, continuation);
    return { ...page, items: page.items.filter(isOwn).map((transfer) => transferAt(transfer, now)) };
  });
};

export interface TransferEligibility {
  readonly subscription: Subscription;
  readonly obstacle?: TransferObstacle;
}

/** TRF-4: each of the partner's live subscriptions, and what stands against its transfer. Refused: CustomerNotFound. */
export const transferEligibilities = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<Readable<TransferEligibility>, Refusal>> => {
  const customer = visibleTo((await readCustomer(app.commerce, customerId))?.value, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  // A transfer that cannot be read may hold any of them: nothing is said of what can move without it.
  const [subscriptions, transfers] = await Promise.all([readableSubscriptions(app.commerce, customerId), listTransfers(app.commerce, customerId)]);
  const now = app.clock.now();
  const own = subscriptions.items.filter(({ partnerId, status }) => partnerId === partnerTenantId && status !== 'deleted');
  const items: TransferEligibility[] = [];
  let isOneOverlooked = false;
  for (const subscription of own) {
    const obstacle = transferObstacle(subscription, partnerTenantId, transfers, now);
    const isLate = obstacle === 'BeingRenewed' && isOverlooked(termOverAt(subscription), now);
    const isParked = isLate && (await isRenewalParked(app.directory, customerId, subscription.id));
    isOneOverlooked ||= isLate && !isParked;
    items.push({ subscription, ...(obstacle !== undefined && { obstacle: isParked ? 'RenewalParked' : obstacle }) });
  }
  if (isOneOverlooked) await putRightOverlooked(app, customerId, now);
  return success({ items, unreadable: subscriptions.unreadable });
};
