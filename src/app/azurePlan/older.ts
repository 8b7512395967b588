import { olderSubscriptions, setOlderStatus, type HeldOlder, type OlderChange } from '../../azurePlan/olderSubscription';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../partner/mayTransact';
import { type PatchSubscription } from '../../subscription/patch';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { olderRecords, olderWrites, readAzure, type StoredAzure } from './azureBook';

/** AZP-3: what a partner has left for a customer under the older offer. The caller has checked that it may see the customer. */
export const olderOfPartner = async (app: App, partnerTenantId: string, customerId: string): Promise<readonly HeldOlder[]> => olderSubscriptions(await readAzure(app.commerce, customerId), partnerTenantId);

interface Loaded {
  readonly azure: StoredAzure;
  readonly held: HeldOlder;
}

/** Suspends one or takes it up again; nothing else of it can be changed. Refused: SubscriptionNotFound, AzurePlanMemberFixed. */
export const patchOlder = (app: App, call: WriteCall, customerId: string, subscriptionId: string, { status }: PatchSubscription, encode: Encoding<OlderChange>): Promise<Result<Answer, Refusal>> =>
  handleCommand<Loaded, OlderChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const azure = await readAzure(app.commerce, customerId);
      const held = olderSubscriptions(azure, call.partner.tenantId).find(({ subscription }) => subscription.id === subscriptionId);
      return held === undefined ? failure({ kind: 'SubscriptionNotFound', subscriptionId }) : success({ azure, held });
    },
    decide: ({ held }) => {
      const allowed = mayTransact(call.partner, 'manage');
      if (!allowed.ok) return allowed;
      return status === 'active' || status === 'suspended' ? success(setOlderStatus(held, status)) : failure({ kind: 'AzurePlanMemberFixed', member: status === undefined ? 'anything but its status' : 'status' });
    },
    changes: (change, { azure }, now) => ({ writes: olderWrites(change, azure.etags), records: olderRecords(change, now) }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
