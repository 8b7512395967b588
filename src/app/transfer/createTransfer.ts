import { mayOrder } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { failure, success, type Result } from '../../kernel/result';
import { resellerProblem } from '../../domain/parties/partner/resellers';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { policyAt } from '../../domain/policy/policy';
import { requestTransfer, type TransferChange } from '../../domain/transfer/request';
import { type Transfer } from '../../domain/transfer/state';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { subscriptionKey } from '../command/commerceKeys';
import { derivedGuid } from '../command/ids';
import { customerOf, customerWrite } from '../customer/customerBook';
import { sellerOf } from '../order/cartSeller';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { subscriptionRows, type Stored } from '../subscription/subscriptionBook';
import { listTransfers, transferRecords, transferWrite } from './transferBook';

export interface AskedTransfer {
  /** The caller if absent. */
  readonly targetPartnerTenantId?: string | undefined;
  readonly sourcePartnerTenantId: string;
  readonly customerEmailId: string;
  readonly transferType: number;
  readonly partnerOnRecord?: string | undefined;
  readonly targetProductTypes?: readonly string[] | undefined;
}

interface Loaded {
  readonly customer: Stored<Customer>;
  /** As this installation knows it; empty if it does not. */
  readonly sourceName: string;
  readonly transfers: readonly Transfer[];
  /** Of the source's: what the target named when it asked the customer. */
  readonly meant: readonly string[];
  readonly reseller?: Refusal;
}

/** Those of the named subscriptions that are the source's. Nothing is read where none are named. One that cannot be read is left out: naming them decides nothing. */
const meantOf = async (app: App, { id: customerId, relationships }: Customer, targetId: string, sourceId: string): Promise<readonly string[]> => {
  const named = relationships[targetId]?.subscriptionsToMove ?? [];
  const rows = await Promise.all(named.map((id) => app.commerce.read(customerId, subscriptionKey(id))));
  return subscriptionRows.readable(rows.filter((row) => row !== undefined)).items.filter(({ partnerId }) => partnerId === sourceId).map(({ id }) => id);
};

/** TRF-1: the target asks; guarded by the customer's row, so that of two at once the second finds the first. Refused as a purchase where it may not sell to the customer, and as the rule says. */
export const createTransfer = (app: App, call: WriteCall, customerId: string, asked: AskedTransfer, encode: Encoding<TransferChange>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Loaded, TransferChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const customer = await customerOf(app.commerce, customerId, partner.tenantId);
      if (!customer.ok) return customer;
      const named = { resellerOfRecord: asked.partnerOnRecord, additionalResellers: [] };
      const [seller, source, transfers, meant] = await Promise.all([sellerOf(app, partner, [named]), app.partnerByTenant(asked.sourcePartnerTenantId), listTransfers(app.commerce, customerId), meantOf(app, customer.value.value, partner.tenantId, asked.sourcePartnerTenantId)]);
      const problem = resellerProblem(named, seller);
      return success({ customer: customer.value, sourceName: source?.name ?? '', transfers, meant, ...(problem !== undefined && { reseller: { kind: 'RecordResellerInvalid' as const, partnerId: asked.partnerOnRecord ?? '' } }) });
    },
    decide: ({ customer: { value: customer }, sourceName, transfers, meant, reseller }, now) => {
      const allowed = mayTransact(partner, 'buy');
      if (!allowed.ok) return allowed;
      if (asked.targetPartnerTenantId !== undefined && asked.targetPartnerTenantId !== partner.tenantId) return failure({ kind: 'TransferNotYours', needed: 'target' });
      const order = mayOrder(customer, partner.tenantId);
      if (!order.ok) return order;
      if (reseller !== undefined) return failure(reseller);
      const source = asked.sourcePartnerTenantId;
      const { partnerOnRecord, targetProductTypes } = asked;
      const transfer = {
        id: derivedGuid('transfer', customerId, call.request.callerTenantId, call.request.requestId.toLowerCase()),
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
        ...(meant.length > 0 && { meant: [...meant] }),
      };
      return requestTransfer(transfer, { sourceIsRelated: customer.relationships[source]?.status === 'accepted', transfers, lifeDays: policyAt(app.policies, now).transferDays }, now);
    },
    changes: (change, { customer }, now) => ({
      // The row that was read first guards how many requests wait, and that both partners have the customer (CUS-1).
      writes: [customerWrite(customer.value, customer.etag), transferWrite(change.transfer)],
      records: transferRecords(change, undefined, now),
    }),
    before: () => undefined,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
