import { type CatalogueRefusal } from '../../domain/catalogue/refusals';
import { type FoundOffer } from '../../domain/catalogue/findOffer';
import { type Catalogue } from '../../domain/catalogue/state';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { traditionalOffer } from '../../domain/subscription/kinds/traditional/findOffer';
import { kindOf } from '../../domain/subscription/kinds/table';
import { type SubscriptionRefusal } from '../../domain/subscription/refusals';
import { type Subscription } from '../../domain/subscription/state';
import { possibleTargets } from '../../domain/transition/eligibility';
import { type TransitionRefusal } from '../../domain/transition/refusals';
import { wholeUpgrade, type WholeUpgraded } from '../../domain/transition/wholeUpgrade';
import { success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { listedSubscription } from '../subscription/listedSubscription';
import { chargeWrites, subscriptionRecords, subscriptionWrite } from '../subscription/subscriptionBook';
import { loadSource, transitionContext, type LoadedSource } from './transitions';

/** One target of a traditional subscription, and why it cannot become it; undefined if it can. */
export interface TraditionalUpgrade {
  readonly target: FoundOffer;
  readonly quantity: number;
  readonly refusal: TransitionRefusal | SubscriptionRefusal | CatalogueRefusal | undefined;
}

export interface TraditionalUpgrades {
  readonly catalogue: Catalogue | undefined;
  readonly items: readonly TraditionalUpgrade[];
}

/** MIG-4: what a traditional subscription could become, by the very rule of the command. Nothing for what is not traditional. Refused: CustomerNotFound, SubscriptionNotFound. */
export const traditionalUpgradesOf = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<TraditionalUpgrades, Refusal>> => {
  const listed = await listedSubscription(app, partnerTenantId, customerId, subscriptionId);
  if (!listed.ok) return listed;
  if (listed.value.kind !== 'licences' || !kindOf(listed.value.subscription).isProrated) return success({ catalogue: undefined, items: [] });
  const loaded = await loadSource(app, partnerTenantId, customerId, subscriptionId);
  if (!loaded.ok) return loaded;
  const now = app.clock.now();
  const { source, catalogue, customer } = loaded.value;
  const context = transitionContext(app, { ...loaded.value, customer: customer.value }, now);
  return success({
    catalogue,
    items: possibleTargets(source, context).map((target) => {
      const tried = wholeUpgrade(target.catalogItemId, source.quantity, source, context, now);
      return { target, quantity: source.quantity, refusal: tried.ok ? undefined : tried.error };
    }),
  });
};

export interface AskedUpgrade {
  /** GUID of the traditional offer. */
  readonly offerId: string;
  /** Absent: all. */
  readonly quantity?: number | undefined;
}

/** MIG-4: the upgrade of all licences in one transaction, guarded by the subscription's row, and by the customer's for what it holds. Refused as the rule says. */
export const upgradeTraditional = (app: App, call: WriteCall, customerId: string, subscriptionId: string, { offerId, quantity }: AskedUpgrade, encode: Encoding<WholeUpgraded, Subscription>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<LoadedSource, WholeUpgraded>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => loadSource(app, partner.tenantId, customerId, subscriptionId),
    decide: (loaded, now) => {
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const { source, catalogue, customer } = loaded;
      const target = traditionalOffer(catalogue, offerId, customer.value.segment)?.catalogItemId ?? offerId;
      return wholeUpgrade(target, quantity ?? source.quantity, source, transitionContext(app, { ...loaded, customer: customer.value }, now), now);
    },
    changes: ({ outcome }, { customer, subscriptions, etags }, now) => ({
      writes: [customerWrite(customer.value, customer.etag), subscriptionWrite(outcome.subscription, etags.get(outcome.subscription.id)), ...chargeWrites(outcome)],
      records: subscriptionRecords(outcome, subscriptions, now),
    }),
    before: ({ source }) => encode.before(source),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
