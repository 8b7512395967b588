import { failure, success, type Result } from '../kernel/result';
import { mayTransact } from '../partner/mayTransact';
import { policyNamed } from '../policy/policy';
import { type Outcome } from '../subscription/outcome';
import { applyPatch, type PatchSubscription } from '../subscription/patch';
import { type Subscription } from '../subscription/state';
import { type Answer } from './answer';
import { handleCommand } from './handleCommand';
import { type App, type Encoding, type ExpectedVersion, type WriteCall } from './ports';
import { type Refusal } from './refusals';
import { chargeWrites, readSubscription, subscriptionRecords, subscriptionWrite, type Stored } from './subscriptionBook';

/** PAR-3: another partner's subscription answers as one that does not exist. */
export const subscriptionOf = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<Stored<Subscription>, Refusal>> => {
  const stored = await readSubscription(app.commerce, customerId, subscriptionId);
  return stored === undefined || stored.value.partnerId !== partnerTenantId ? failure({ kind: 'SubscriptionNotFound', subscriptionId }) : success(stored);
};

const isCurrent = (subscription: Subscription, expected: ExpectedVersion | undefined): Result<unknown, Refusal> => {
  const current = expected?.etagOf(subscription);
  return expected === undefined || current === undefined || current === expected.etag ? success(undefined) : failure({ kind: 'EtagStale', given: expected.etag, current });
};

/** All changes of one PATCH in one transaction (SUB-2, SUB-3, SUB-6, REN-1). */
export const patchSubscription = (
  app: App,
  call: WriteCall,
  customerId: string,
  subscriptionId: string,
  patch: PatchSubscription,
  expected: ExpectedVersion | undefined,
  encode: Encoding<Outcome>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Stored<Subscription>, Outcome>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => subscriptionOf(app, partner.tenantId, customerId, subscriptionId),
    decide: ({ value }, now) => {
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const current = isCurrent(value, expected);
      return current.ok ? applyPatch(patch, value, policyNamed(app.policies, value.term.policy), now) : current;
    },
    changes: (outcome, stored, now) =>
      outcome.events.length === 0
        ? { writes: [], records: [] }
        : { writes: [subscriptionWrite(outcome.subscription, stored.etag), ...chargeWrites(outcome)], records: subscriptionRecords(outcome, now) },
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
