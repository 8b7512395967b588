import { mayOrder, visibleTo } from '../../customer/relationship';
import { type Customer } from '../../customer/state';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../partner/mayTransact';
import { type Partner } from '../../partner/state';
import { policyAt, policyNamed } from '../../policy/policy';
import { resellerProblem } from '../../order/resellers';
import { type Outcome } from '../../subscription/outcome';
import { type Subscription } from '../../subscription/state';
import { transferObstacle } from '../../transfer/eligibility';
import { moveSubscription } from '../../transfer/moveSubscription';
import { type TransferObstacle } from '../../transfer/refusals';
import { rejectTransfer, requestTransfer, submitTransfer, transferAt, withdrawTransfer, type PickedLine, type TransferChange } from '../../transfer/request';
import { type Transfer } from '../../transfer/state';
import { type Answer } from '../command/answer';
import { type EventRecord } from '../command/eventRecord';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { customerOf, customerWrite, readCustomer } from '../customer/customerBook';
import { sellerOf } from '../order/cartSeller';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { listEvents, listSubscriptions, type Page, type Stored } from '../subscription/subscriptionBook';
import { targetObstacle } from './targetStanding';
import { targetPrice } from './targetPrice';
import { listTransfers, readTransfer, transferRecords, transferWrite } from './transferBook';

export interface AskedTransfer {
  /** The caller if absent. */
  readonly targetPartnerTenantId?: string | undefined;
  readonly sourcePartnerTenantId: string;
  readonly customerEmailId: string;
  readonly transferType: number;
  readonly partnerOnRecord?: string | undefined;
  readonly targetProductTypes?: readonly string[] | undefined;
}

interface Asking {
  readonly customer: Stored<Customer>;
  /** As this installation knows it; empty if it does not. */
  readonly sourceName: string;
  readonly reseller?: Refusal;
}

/** TRF-1: the target asks. Refused as a purchase where it may not sell to the customer, and as the rule says. */
export const createTransfer = (app: App, call: WriteCall, customerId: string, asked: AskedTransfer, encode: Encoding<TransferChange>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Asking, TransferChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const customer = await customerOf(app.commerce, customerId, partner.tenantId);
      if (!customer.ok) return customer;
      const named = { resellerOfRecord: asked.partnerOnRecord, additionalResellers: [] };
      const [seller, source] = await Promise.all([sellerOf(app, partner, [named]), app.partnerByTenant(asked.sourcePartnerTenantId)]);
      const problem = resellerProblem(named, seller);
      return success({ customer: customer.value, sourceName: source?.name ?? '', ...(problem !== undefined && { reseller: { kind: 'RecordResellerInvalid' as const, partnerId: asked.partnerOnRecord ?? '' } }) });
    },
    decide: ({ customer: { value: customer }, sourceName, reseller }, now) => {
      const allowed = mayTransact(partner, 'buy');
      if (!allowed.ok) return allowed;
      if (asked.targetPartnerTenantId !== undefined && asked.targetPartnerTenantId !== partner.tenantId) return failure({ kind: 'TransferNotYours', needed: 'target' });
      const order = mayOrder(customer, partner.tenantId);
      if (!order.ok) return order;
      if (reseller !== undefined) return failure(reseller);
      const source = asked.sourcePartnerTenantId;
      const { partnerOnRecord, targetProductTypes } = asked;
      const transfer = {
        id: derivedGuid('transfer', call.request.callerTenantId, call.request.requestId.toLowerCase()),
        customerId,
        customerName: customer.name,
        customerEmail: asked.customerEmailId,
        transferType: asked.transferType,
        sourcePartnerId: source,
        sourceName,
        targetPartnerId: partner.tenantId,
        targetName: partner.name,
        modifiedBy: call.userId,
        ...(partnerOnRecord !== undefined && { partnerOnRecord }),
        ...(targetProductTypes !== undefined && { targetProductTypes: [...targetProductTypes] }),
      };
      return requestTransfer(transfer, customer.relationships[source]?.status === 'accepted', policyAt(app.policies, now).transferDays, now);
    },
    changes: (change, _loaded, now) => ({
      writes: [transferWrite(change.transfer)],
      records: transferRecords(change, now),
    }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

interface Loaded {
  readonly transfer: Stored<Transfer>;
  readonly transfers: readonly Transfer[];
  readonly customer: Stored<Customer>;
  readonly subscriptions: readonly Subscription[];
  readonly target: Partner | undefined;
  readonly catalogue: Awaited<ReturnType<App['catalogueOf']>>;
}

/** As one of its two partners sees it: TransferNotFound. */
const ownTransfer = async (app: App, partnerTenantId: string, customerId: string, transferId: string): Promise<Result<Stored<Transfer>, Refusal>> => {
  const transfer = await readTransfer(app.commerce, customerId, transferId);
  const parties = transfer === undefined ? [] : [transfer.value.sourcePartnerId, transfer.value.targetPartnerId];
  return transfer === undefined || !parties.includes(partnerTenantId) ? failure({ kind: 'TransferNotFound', transferId }) : success(transfer);
};

export type TransferAnswer = { readonly action: 'submit'; readonly picked: readonly PickedLine[] } | { readonly action: 'withdraw' | 'reject' };

/** A transfer as an answer left it, with what its execution would do if it were now: for the preview. */
export interface AnsweredTransfer extends TransferChange {
  readonly moves: readonly { readonly source: Outcome; readonly target: Outcome }[];
}

const movesOf = (app: App, { transfer }: TransferChange, { subscriptions, target, catalogue }: Loaded, now: ReturnType<App['clock']['now']>): AnsweredTransfer['moves'] =>
  transfer.lines.flatMap(({ subscriptionId }) => {
    const source = subscriptions.find(({ id }) => id === subscriptionId);
    const price = source && target && targetPrice(catalogue, source, target.currency, now);
    if (source === undefined || price === undefined) return [];
    const move = { transferId: transfer.id, targetPartnerId: transfer.targetPartnerId, targetSubscriptionId: '', targetOrderId: '', price, partnerOnRecord: transfer.partnerOnRecord };
    return [moveSubscription(source, move, policyNamed(app.policies, source.term.policy), now)];
  });

/**
 * TRF-1: source or target answers. A submission is guarded by the customer's row, so that no subscription gets into two transfers at once; its moves are carried out by
 * the sweep, to which its event brings a deadline.
 */
export const answerTransfer = (app: App, call: WriteCall, customerId: string, transferId: string, asked: TransferAnswer, encode: Encoding<AnsweredTransfer>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  const by = { partnerId: partner.tenantId, userId: call.userId };
  return handleCommand<Loaded, AnsweredTransfer>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const transfer = await ownTransfer(app, partner.tenantId, customerId, transferId);
      if (!transfer.ok) return transfer;
      const customer = await readCustomer(app.commerce, customerId);
      if (customer === undefined) return failure({ kind: 'CustomerNotFound', customerId });
      const [transfers, subscriptions, target, catalogue] = await Promise.all([
        listTransfers(app.commerce, customerId),
        listSubscriptions(app.commerce, customerId),
        app.partnerByTenant(transfer.value.value.targetPartnerId),
        app.catalogueOf(customer.value.country),
      ]);
      return success({ transfer: transfer.value, transfers, customer, subscriptions, target, catalogue });
    },
    decide: (loaded, now) => {
      const { transfer, transfers, subscriptions, customer, target } = loaded;
      if (asked.action !== 'submit') {
        const done = (asked.action === 'withdraw' ? withdrawTransfer : rejectTransfer)(transfer.value, by, now);
        return done.ok ? success({ ...done.value, moves: [] }) : done;
      }
      const done = submitTransfer(transfer.value, asked.picked, { subscriptions, transfers, targetObstacle: targetObstacle(customer.value, target) }, by, now);
      return done.ok ? success({ ...done.value, moves: movesOf(app, done.value, loaded, now) }) : done;
    },
    changes: (change, { transfer, customer }, now) => ({
      writes: [...(asked.action === 'submit' ? [customerWrite(customer.value, customer.etag)] : []), transferWrite(change.transfer, transfer.etag)],
      records: transferRecords(change, now),
    }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

/** TRF-1. Refused: TransferNotFound. */
export const getTransfer = async (app: App, partnerTenantId: string, customerId: string, transferId: string): Promise<Result<Transfer, Refusal>> => {
  const transfer = await ownTransfer(app, partnerTenantId, customerId, transferId);
  return transfer.ok ? success(transferAt(transfer.value.value, app.clock.now())) : transfer;
};

/** TRF-1: who did what when, the oldest first, for either partner. Refused: TransferNotFound. */
export const transferHistory = async (app: App, partnerTenantId: string, customerId: string, transferId: string): Promise<Result<(limit: number, continuation?: string) => Promise<Page<EventRecord>>, Refusal>> => {
  const transfer = await ownTransfer(app, partnerTenantId, customerId, transferId);
  return transfer.ok ? success((limit, continuation) => listEvents(app.commerce, customerId, transferId, limit, continuation)) : transfer;
};

/** All in which the partner is source or target, in every state. A partner that the customer has nothing to do with finds none. */
export const transfersOf = async (app: App, partnerTenantId: string, customerId: string): Promise<readonly Transfer[]> => {
  const now = app.clock.now();
  const all = await listTransfers(app.commerce, customerId);
  return all.filter(({ sourcePartnerId, targetPartnerId }) => [sourcePartnerId, targetPartnerId].includes(partnerTenantId)).map((transfer) => transferAt(transfer, now));
};

export interface TransferEligibility {
  readonly subscription: Subscription;
  readonly obstacle?: TransferObstacle;
}

/** TRF-4: each of the partner's live subscriptions, and what stands against its transfer. Refused: CustomerNotFound. */
export const transferEligibilities = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<readonly TransferEligibility[], Refusal>> => {
  const customer = visibleTo((await readCustomer(app.commerce, customerId))?.value, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const [subscriptions, transfers] = await Promise.all([listSubscriptions(app.commerce, customerId), listTransfers(app.commerce, customerId)]);
  const now = app.clock.now();
  const own = subscriptions.filter(({ partnerId, status }) => partnerId === partnerTenantId && status !== 'deleted');
  return success(
    own.map((subscription) => {
      const obstacle = transferObstacle(subscription, partnerTenantId, transfers, now);
      return { subscription, ...(obstacle !== undefined && { obstacle }) };
    }),
  );
};
