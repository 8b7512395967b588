import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Outcome } from '../../domain/subscription/outcome';
import { setSupportContact, supportContactOf, type AskedSupportContact } from '../../domain/subscription/supportContact';
import { type Subscription, type SupportContact } from '../../domain/subscription/state';
import { type Partner } from '../../domain/parties/partner/state';
import { failure, success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { listedSubscription, storedListed } from './listedSubscription';
import { subscriptionRecords, subscriptionWrite, type Stored } from './subscriptionBook';

/** Who supports one of the partner's subscriptions; an Azure plan its partner, always. Refused: SubscriptionNotFound, another partner's too (PAR-3). */
export const readSupportContact = async (app: App, partner: Partner, customerId: string, subscriptionId: string): Promise<Result<SupportContact, Refusal>> => {
  const listed = await listedSubscription(app, partner.tenantId, customerId, subscriptionId);
  if (!listed.ok) return listed;
  return success(supportContactOf(listed.value.kind === 'licences' ? listed.value.subscription : undefined, partner));
};

/** SUB-6: names another. Refused: SubscriptionNotFound, AzurePlanMemberFixed of what is no licences, and what `setSupportContact` refuses. */
export const changeSupportContact = (app: App, call: WriteCall, customerId: string, subscriptionId: string, asked: AskedSupportContact, encode: Encoding<Outcome, Subscription>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Stored<Subscription>, Outcome>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const listed = await storedListed(app, partner.tenantId, customerId, subscriptionId);
      if (!listed.ok) return listed;
      return listed.value.kind === 'licences' ? success(listed.value.stored) : failure({ kind: 'AzurePlanMemberFixed', member: 'supportContact' });
    },
    decide: ({ value }, now) => {
      const allowed = mayTransact(partner, 'manage');
      return allowed.ok ? setSupportContact(asked, partner, value, now) : allowed;
    },
    changes: (outcome, stored, now) => ({ writes: [subscriptionWrite(outcome.subscription, stored.etag)], records: subscriptionRecords(outcome, [stored.value], now) }),
    before: ({ value }) => encode.before(value),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
