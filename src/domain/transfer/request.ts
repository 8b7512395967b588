import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type Subscription } from '../subscription/state';
import { transferObstacle } from './eligibility';
import { expiryOf, transferAt } from './expiry';
import { MOVED, productRefusal, type ProductType } from './products';
import { type TransferObstacle, type TransferRefusal } from './refusals';
import { type Transfer, type TransferLine } from './state';

/** Who took a step; absent where the system did. */
interface Step {
  readonly by: { readonly partnerTenantId: string; readonly userId: string };
}

/** Told to both partners alike: a line is named by its place in the transfer, through which each finds its own subscription. */
export type TransferFact =
  | (Step & { readonly type: 'TransferRequested'; readonly sourcePartnerTenantId: string; readonly targetPartnerTenantId: string; readonly expiresAt: Instant })
  /** The source lets the target see what it would get; 0 lines: no longer. */
  | (Step & { readonly type: 'TransferOffered'; readonly lines: number })
  | (Step & { readonly type: 'TransferSubmitted'; readonly lines: number })
  | (Step & { readonly type: 'TransferRejected' })
  | (Step & { readonly type: 'TransferWithdrawn' })
  | { readonly type: 'TransferLineCompleted'; readonly line: number }
  | { readonly type: 'TransferLineFailed'; readonly line: number; readonly reason: string }
  | { readonly type: 'TransferExpired' }
  | { readonly type: 'TransferCompleted'; readonly status: string };

/** A transfer as a change left it, and what happened. */
export interface TransferChange {
  readonly transfer: Transfer;
  readonly facts: readonly TransferFact[];
}

export type NewTransfer = Pick<Transfer, 'id' | 'customerId' | 'customerName' | 'customerEmail' | 'transferType' | 'sourcePartnerId' | 'sourceName' | 'targetPartnerId' | 'targetName' | 'modifiedBy'> &
  Partial<Pick<Transfer, 'partnerOnRecord' | 'targetProductTypes' | 'meant'>>;

/** Requests of one target to one source for one customer that may wait at once: enough for a request for each kind of thing, too few to bury the source. */
export const MOST_WAITING = 10;

/** What a request is judged by. */
export interface Asking {
  /** Whether the source has the customer. */
  readonly sourceIsRelated: boolean;
  /** All transfers of the customer. */
  readonly transfers: readonly Transfer[];
  readonly lifeDays: number;
}

/** TRF-1: the target asks for subscriptions of a customer that is its own by now. Refused: TransferToSelf, TransferSourceUnrelated, TransferProductsUnfit, TransfersWaiting. */
export const requestTransfer = (asked: NewTransfer, { sourceIsRelated, transfers, lifeDays }: Asking, now: Instant): Result<TransferChange, TransferRefusal> => {
  if (asked.sourcePartnerId === asked.targetPartnerId) return failure({ kind: 'TransferToSelf', partnerTenantId: asked.sourcePartnerId });
  if (!sourceIsRelated) return failure({ kind: 'TransferSourceUnrelated', partnerTenantId: asked.sourcePartnerId });
  const { targetProductTypes: types } = asked;
  if (types !== undefined && !types.includes(MOVED)) return failure({ kind: 'TransferProductsUnfit', asked: types });
  const waiting = transfers.filter((each) => each.sourcePartnerId === asked.sourcePartnerId && each.targetPartnerId === asked.targetPartnerId && transferAt(each, now).status === 'Pending');
  if (waiting.length >= MOST_WAITING) return failure({ kind: 'TransfersWaiting', most: MOST_WAITING });
  const expiresAt = expiryOf(now, lifeDays);
  const transfer: Transfer = { ...asked, version: 1, status: 'Pending', createdAt: now, modifiedAt: now, expiresAt, lines: [] };
  return success({ transfer, facts: [{ type: 'TransferRequested', by: { partnerTenantId: asked.targetPartnerId, userId: asked.modifiedBy }, sourcePartnerTenantId: asked.sourcePartnerId, targetPartnerTenantId: asked.targetPartnerId, expiresAt }] });
};

/** Why it can neither be answered nor looked at ahead any more: TransferInProgress, TransferOver. */
export const noLongerPending = (transfer: Transfer, now: Instant): TransferRefusal | undefined => {
  const { id: transferId, status } = transferAt(transfer, now);
  if (status === 'InProgress') return { kind: 'TransferInProgress', transferId };
  return status === 'Pending' ? undefined : { kind: 'TransferOver', transferId, status };
};

/** Who may act on it now: TransferNotYours, TransferInProgress, TransferOver. */
const mayAct = (transfer: Transfer, by: string, needed: 'source' | 'target', now: Instant): TransferRefusal | undefined =>
  by === (needed === 'source' ? transfer.sourcePartnerId : transfer.targetPartnerId) ? noLongerPending(transfer, now) : { kind: 'TransferNotYours', needed };

const changed = (transfer: Transfer, differing: Partial<Transfer>, fact: TransferFact, by: string, now: Instant): TransferChange => ({
  transfer: { ...transfer, ...differing, version: transfer.version + 1, modifiedAt: now, modifiedBy: by },
  facts: [fact],
});

interface Acting {
  /** Tenant of the partner who calls. */
  readonly partnerId: string;
  readonly userId: string;
}

const stepOf = ({ partnerId, userId }: Acting): Step['by'] => ({ partnerTenantId: partnerId, userId });

/** TRF-1: the target takes its request back, while it is pending. */
export const withdrawTransfer = (transfer: Transfer, acting: Acting, now: Instant): Result<TransferChange, TransferRefusal> => {
  const problem = mayAct(transfer, acting.partnerId, 'target', now);
  return problem === undefined ? success(changed(transfer, { status: 'Cancel' }, { type: 'TransferWithdrawn', by: stepOf(acting) }, acting.userId, now)) : failure(problem);
};

/** TRF-1: the source turns it down, while it is pending. */
export const rejectTransfer = (transfer: Transfer, acting: Acting, now: Instant): Result<TransferChange, TransferRefusal> => {
  const problem = mayAct(transfer, acting.partnerId, 'source', now);
  return problem === undefined ? success(changed(transfer, { status: 'Reject' }, { type: 'TransferRejected', by: stepOf(acting) }, acting.userId, now)) : failure(problem);
};

const lineOf = ({ id, offer: { productId, skuId, availabilityId }, quantity, billingCycle, friendlyName }: Subscription): TransferLine => ({
  subscriptionId: id,
  offer: { productId, skuId, availabilityId },
  quantity,
  billingCycle,
  friendlyName,
});

/** A subscription that the source picked, and what it says that is. */
export interface PickedLine {
  readonly subscriptionId: string;
  readonly productType: ProductType;
}

/** What a submission is looked at against. */
export interface HeldByCustomer {
  readonly subscriptions: readonly Subscription[];
  readonly transfers: readonly Transfer[];
  /** What stands against the target's getting anything; undefined if nothing does. */
  readonly targetObstacle?: TransferObstacle | undefined;
}

type Picked = Result<readonly TransferLine[], TransferRefusal>;

/** TRF-4: what the source picked, each of it fit now. */
const pickedLines = (transfer: Transfer, picked: readonly PickedLine[], { subscriptions, transfers, targetObstacle }: HeldByCustomer, now: Instant): Picked => {
  const ids = picked.map(({ subscriptionId }) => subscriptionId);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) return failure({ kind: 'TransferLineTwice', subscriptionId: twice });
  const lines: TransferLine[] = [];
  for (const { subscriptionId: id, productType } of picked) {
    const unfit = productRefusal(productType, id);
    if (unfit !== undefined) return failure(unfit);
    const subscription = subscriptions.find((each) => each.id === id);
    const obstacle = transferObstacle(subscription, transfer.sourcePartnerId, transfers.filter((each) => each.id !== transfer.id), now) ?? targetObstacle;
    if (subscription === undefined || obstacle !== undefined) return failure({ kind: 'TransferLineUnfit', subscriptionId: id, obstacle: obstacle ?? 'NotOfSource' });
    lines.push(lineOf(subscription));
  }
  return success(lines);
};

/** How the source answers with subscriptions. Refused: TransferNotYours, TransferInProgress, TransferOver, TransferLineTwice, TransferLineUnfit, TransferProductUnfit, TransferOfAzure. */
export type AnswerWithLines = (transfer: Transfer, picked: readonly PickedLine[], held: HeldByCustomer, acting: Acting, now: Instant) => Result<TransferChange, TransferRefusal>;

/** TRF-1, TRF-4: the source picks what goes; it is looked at again when it is carried out. */
export const submitTransfer: AnswerWithLines = (transfer, picked, held, acting, now) => {
  const problem = mayAct(transfer, acting.partnerId, 'source', now);
  if (problem !== undefined) return failure(problem);
  const lines = pickedLines(transfer, picked, held, now);
  return lines.ok ? success(changed(transfer, { status: 'InProgress', lines: [...lines.value] }, { type: 'TransferSubmitted', by: stepOf(acting), lines: lines.value.length }, acting.userId, now)) : lines;
};

/** The source shows the target what it would submit, instead of what it showed before. Nothing is promised by it. @param picked none: it shows nothing any longer. */
export const offerTransfer: AnswerWithLines = (transfer, picked, held, acting, now) => {
  const problem = mayAct(transfer, acting.partnerId, 'source', now);
  if (problem !== undefined) return failure(problem);
  const lines = pickedLines(transfer, picked, held, now);
  if (!lines.ok) return lines;
  const offered = lines.value.map(({ subscriptionId }) => subscriptionId);
  return success(changed(transfer, { offered }, { type: 'TransferOffered', by: stepOf(acting), lines: offered.length }, acting.userId, now));
};

/** TRF-1: ends a request that nobody answered; undefined if there is nothing to end. */
export const expireTransfer = (transfer: Transfer, now: Instant): TransferChange | undefined =>
  transfer.status === 'Pending' && now >= transfer.expiresAt ? changed(transfer, { status: 'Expired' }, { type: 'TransferExpired' }, transfer.modifiedBy, now) : undefined;

/** What became of one line; after the last of them the transfer is over. */
export const lineDone = (transfer: Transfer, done: TransferLine, now: Instant): TransferChange => {
  const lines = transfer.lines.map((line) => (line.subscriptionId === done.subscriptionId ? done : line));
  const next = { ...transfer, version: transfer.version + 1, modifiedAt: now, lines };
  const line = lines.indexOf(done);
  const fact: TransferFact = done.status === 'Failed' ? { type: 'TransferLineFailed', line, reason: done.reason ?? '' } : { type: 'TransferLineCompleted', line };
  if (lines.some(({ status }) => status === undefined)) return { transfer: next, facts: [fact] };
  const failed = lines.filter(({ status }) => status === 'Failed').length;
  const status = failed === 0 ? 'Complete' : failed === lines.length ? 'Failed' : 'PartiallyComplete';
  return { transfer: { ...next, status, completedAt: now }, facts: [fact, { type: 'TransferCompleted', status }] };
};
