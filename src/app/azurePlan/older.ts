import { fixedMemberOf, shownOfOlder } from '../../domain/subscription/kinds/azurePlan/fixedMembers';
import { olderSubscriptions, setOlderStatus, type HeldOlder, type OlderChange } from '../../domain/azurePlan/olderSubscription';
import { type Customer } from '../../domain/parties/customer/state';
import { failure, success } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type PatchSubscription } from '../../domain/subscription/patch';
import { type Command } from '../command/handleCommand';
import { customerOf, customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Stored } from '../subscription/subscriptionBook';
import { olderRecords, olderWrites, readAzure, type StoredAzure } from './azureBook';

/** AZP-3: what a partner has left for a customer under the older offer. The caller has checked that it may see the customer. */
export const olderOfPartner = async (app: App, partnerTenantId: string, customerId: string): Promise<readonly HeldOlder[]> => olderSubscriptions(await readAzure(app.commerce, customerId), partnerTenantId);

interface Loaded {
  readonly customer: Stored<Customer>;
  readonly azure: StoredAzure;
  readonly held: HeldOlder;
}

/** Suspends one or takes it up again; nothing else of it can be changed. The customer's row guards it as well (CUS-1). Refused: CustomerNotFound, SubscriptionNotFound, AzurePlanMemberFixed. */
export const olderPatch = (app: App, call: WriteCall, customerId: string, subscriptionId: string, patch: PatchSubscription, encode: Encoding<OlderChange>): Command<Loaded, OlderChange> => ({
  customerId,
  request: call.request,
  preview: call.preview,
  load: async () => {
    // The customer first: every change of what is left writes its row, also where it asks for what is so already.
    const customer = await customerOf(app.commerce, customerId, call.partner.tenantId);
    if (!customer.ok) return customer;
    const azure = await readAzure(app.commerce, customerId);
    const held = olderSubscriptions(azure, call.partner.tenantId).find(({ subscription }) => subscription.id === subscriptionId);
    return held === undefined ? failure({ kind: 'SubscriptionNotFound', subscriptionId }) : success({ customer: customer.value, azure, held });
  },
  decide: ({ held }) => {
    const allowed = mayTransact(call.partner, 'manage');
    if (!allowed.ok) return allowed;
    const { status } = patch;
    const member = fixedMemberOf(patch, shownOfOlder(held));
    if (member !== undefined) return failure({ kind: 'AzurePlanMemberFixed', member });
    return status === 'active' || status === 'suspended' ? success(setOlderStatus(held, status)) : failure({ kind: 'AzurePlanMemberFixed', member: status === undefined ? 'anything but its status' : 'status' });
  },
  changes: (change, { customer, azure }, now) => ({ writes: [customerWrite(customer.value, customer.etag), ...olderWrites(change, azure.etags)], records: olderRecords(change, azure, now) }),
  before: ({ held }, change) => encode.before({ ...change, ...held }),
  answer: (outcome) => encode.answer(outcome),
  previewAnswer: (outcome) => encode.preview(outcome),
});
