import { type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { policyAt, policyNamed } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { transitionEligibilities, type EligibilityType, type TransitionEligibility } from '../../domain/transition/eligibility';
import { type Transition } from '../../domain/transition/state';
import { transition, type TransitionCommand, type TransitionContext, type Transitioned } from '../../domain/transition/transition';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { customerOf, customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type ExpectedVersion, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { listedSubscription } from '../subscription/listedSubscription';
import { isCurrent } from '../subscription/patchSubscription';
import { sheetsBeforeAsking, subscriptionsOf } from '../subscription/sheets';
import { chargeWrites, listStoredSubscriptions, subscriptionRecords, subscriptionWrite, type Stored } from '../subscription/subscriptionBook';
import { type Page } from '../unreadable';
import { listTransitions, transitionWrite } from './transitionBook';

/** What an upgrade is decided on. The customer's row is read first: its etag then tells of every purchase since. */
export interface LoadedSource {
  readonly customer: Stored<Customer>;
  readonly catalogue: Catalogue;
  readonly source: Subscription;
  readonly subscriptions: readonly Subscription[];
  readonly etags: ReadonlyMap<string, string>;
}

/** Refused: CustomerNotFound, SubscriptionNotFound, also for another partner's. */
export const loadSource = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<LoadedSource, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const [stored, catalogue] = await Promise.all([listStoredSubscriptions(app.commerce, customerId), app.catalogueOf(customer.value.value.country)]);
  const source = stored.find(({ value }) => value.id === subscriptionId && value.partnerId === partnerTenantId);
  if (source === undefined) return failure({ kind: 'SubscriptionNotFound', subscriptionId });
  return success({ customer: customer.value, catalogue, source: source.value, subscriptions: stored.map(({ value }) => value), etags: new Map(stored.map(({ value, etag }) => [value.id, etag])) });
};

/** The same subscription in the same state has the same operation: what an eligibility names is what an upgrade asked for next will be. */
const operationOf = ({ id, version }: Subscription): string => derivedGuid('transition', id, String(version));

/** What an upgrade from one subscription is decided on at `now`. */
export const transitionContext = (app: App, { customer, catalogue, source, subscriptions }: Pick<LoadedSource, 'catalogue' | 'source' | 'subscriptions'> & { readonly customer: Customer }, now: Instant): TransitionContext => ({
  catalogue,
  segment: customer.segment,
  subscriptions,
  policy: policyAt(app.policies, now),
  kept: policyNamed(app.policies, source.term.policy),
  operationId: operationOf(source),
  newSubscriptionId: derivedGuid('subscription', operationOf(source)),
});

/**
 * UPG-1 to UPG-7: an upgrade and what it makes of both subscriptions in one transaction, each guarded by its row, and the customer's limits by the customer's.
 * Refused as the rule says; `SubscriptionNotFound` also for another partner's.
 */
export const transitionSubscription = (
  app: App,
  call: WriteCall,
  customerId: string,
  subscriptionId: string,
  command: TransitionCommand,
  expected: ExpectedVersion | undefined,
  encode: Encoding<Transitioned, Subscription>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<LoadedSource, Transitioned>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => loadSource(app, partner.tenantId, customerId, subscriptionId),
    decide: (loaded, now) => {
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const current = isCurrent(loaded.source, expected);
      return current.ok ? transition(command, loaded.source, transitionContext(app, { ...loaded, customer: loaded.customer.value }, now), now) : current;
    },
    changes: ({ transition: done, outcomes }, { customer, subscriptions, etags }, now) => ({
      writes: [
        customerWrite(customer.value, customer.etag),
        ...outcomes.flatMap((outcome) => [subscriptionWrite(outcome.subscription, etags.get(outcome.subscription.id)), ...chargeWrites(outcome)]),
        transitionWrite(done),
      ],
      records: outcomes.flatMap((outcome) => subscriptionRecords(outcome, subscriptions, now)),
    }),
    before: ({ source }) => encode.before(source),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

/** The same for an answer, which writes none of them. Refused as {@link loadSource}. */
const readSource = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<Pick<LoadedSource, 'catalogue' | 'source' | 'subscriptions'> & { readonly customer: Customer }, Refusal>> => {
  const found = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!found.ok) return found;
  const customer = found.value.value;
  const [subscriptions, catalogue] = await Promise.all([subscriptionsOf(app.commerce, customer), app.catalogueOf(customer.country)]);
  await sheetsBeforeAsking(app, customer, subscriptions);
  const source = subscriptions.find(({ id, partnerId }) => id === subscriptionId && partnerId === partnerTenantId);
  return source === undefined ? failure({ kind: 'SubscriptionNotFound', subscriptionId }) : success({ customer, catalogue, source, subscriptions });
};

export interface Eligibilities {
  readonly operationId: string;
  readonly items: readonly TransitionEligibility[];
}

/** UPG-1: what a subscription could become. Refused: CustomerNotFound, SubscriptionNotFound. */
export const eligibilitiesOf = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string, type: EligibilityType): Promise<Result<Eligibilities, Refusal>> => {
  const loaded = await readSource(app, partnerTenantId, customerId, subscriptionId);
  if (!loaded.ok) {
    // Azure becomes nothing else, and is listed all the same.
    const isListed = loaded.error.kind === 'SubscriptionNotFound' && (await listedSubscription(app, partnerTenantId, customerId, subscriptionId)).ok;
    return isListed ? success({ operationId: '', items: [] }) : loaded;
  }
  const now = app.clock.now();
  const { source } = loaded.value;
  return success({ operationId: operationOf(source), items: transitionEligibilities(source, type, transitionContext(app, loaded.value, now), now) });
};

/** Upgrades that started from a subscription that the caller may see, the oldest first. @param operationId that one only. */
export const transitionsOf = async (
  app: App,
  customerId: string,
  subscriptionId: string,
  { limit, continuation, operationId }: { readonly limit: number; readonly continuation: string | undefined; readonly operationId: string | undefined },
): Promise<Page<Transition>> => {
  const found = await listTransitions(app.commerce, customerId, subscriptionId, limit, continuation);
  return operationId === undefined ? found : { ...found, items: found.items.filter((each) => each.operationId === operationId) };
};
