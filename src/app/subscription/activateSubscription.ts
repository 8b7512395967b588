import { type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { activate } from '../../domain/subscription/kinds/saas/activate';
import { type Outcome } from '../../domain/subscription/outcome';
import { type Subscription } from '../../domain/subscription/state';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { subscriptionOf } from './patchSubscription';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { subscriptionRecords, subscriptionWrite, type Stored } from './subscriptionBook';

/** ORD-6: stands in for the publisher, who confirms that the customer is set up. */
export const activateSubscription = (app: App, call: WriteCall, customerId: string, subscriptionId: string, encode: Encoding<Outcome, Subscription>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Stored<Subscription>, Outcome>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => subscriptionOf(app, partner.tenantId, customerId, subscriptionId),
    decide: ({ value }, now) => {
      const allowed = mayTransact(partner, 'manage');
      return allowed.ok ? activate(value, now) : allowed;
    },
    changes: (outcome, stored, now) => ({ writes: [subscriptionWrite(outcome.subscription, stored.etag)], records: subscriptionRecords(outcome, [stored.value], now) }),
    before: ({ value }) => encode.before(value),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
