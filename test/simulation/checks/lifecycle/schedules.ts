import { type Subscription } from '../../../../src/domain/subscription/state';
import { mustHold, type Check, type Exchange, type Seen } from '../../engine/check';
import { subscriptionChanges, type SubscriptionChange } from '../../model/lifecycle/commits';

type Plan = NonNullable<Subscription['scheduledChange']>;

/** What deletes a plan, by the reason that is told (SCH-4, SUS-4, UPG-5, TRF-4): a fact of the same change. */
const DELETED_WITH: Readonly<Record<string, readonly string[]>> = {
  QuantityChanged: ['SeatsAdded', 'SeatsRemoved', 'LicencesMovedIn'],
  AutoRenewTurnedOff: ['AutoRenewTurnedOff'],
  Suspended: ['SubscriptionSuspended'],
  Cancelled: ['SubscriptionCancelled'],
  Upgraded: ['SubscriptionUpgraded', 'LicencesMovedOut'],
  TrialConverted: ['TrialConverted', 'LicencesMovedOut'],
  Transferred: ['SubscriptionTransferred'],
};

/** Facts beside which no plan stands on. */
const DELETING: ReadonlySet<string> = new Set(Object.values(DELETED_WITH).flat());

/** Facts of the end of a term, where a plan is applied, cannot be, or is nothing any more. */
const ENDING: readonly string[] = ['ScheduledChangeApplied', 'ScheduledChangeNotApplied', 'TrialConverted', 'SubscriptionExpired'];

const MEMBER = 'scheduledNextTermInstructions';

const describe = ({ after }: SubscriptionChange, { product, quantity, requestedAt }: Plan): string => `The plan of ${after.id} of ${requestedAt} (${quantity} of ${product.productId}:${product.skuId} for ${product.termDuration} billed ${product.billingCycle})`;

/** Whether an answer names the plan as removed, in its header and in its body. */
const isNamed = ({ reply }: Exchange): boolean => {
  const header = Object.entries(reply.headers).find(([name]) => name.toLowerCase() === 'nextterm-removed')?.[1] ?? '';
  const { removed } = reply.body as { readonly removed?: unknown };
  return header.includes(MEMBER) && JSON.stringify(removed ?? '').includes(MEMBER);
};

const mustBeAsPlanned = (change: SubscriptionChange, plan: Plan, seen: Seen): void => {
  const { after } = change;
  const { product, quantity, customTermEnd } = plan;
  const found = [after.offer.productId, after.offer.skuId, after.termDuration, after.billingCycle, after.quantity, customTermEnd === undefined ? undefined : after.term.end].join(' ');
  const planned = [product.productId, product.skuId, product.termDuration, product.billingCycle, quantity, customTermEnd].join(' ');
  mustHold(found === planned, 'SCH-6', () => `${describe(change, plan)} was applied, and what came is ${found}`);
  seen.proved('SCH-6');
};

/** SCH-5: the licences of a higher SKU go to users by themselves where there are as many as before. */
const mustSayWhoAssigns = ({ before, after, events }: SubscriptionChange, plan: Plan, seen: Seen): void => {
  const applied = events.flatMap(({ facts }) => facts).find(({ type }) => type === 'ScheduledChangeApplied');
  if (before === undefined || applied === undefined) return;
  const isOther = before.offer.productId !== plan.product.productId || before.offer.skuId !== plan.product.skuId;
  const expected = isOther ? (before.quantity === plan.quantity ? 'automatic' : 'manual') : undefined;
  mustHold(applied['licences'] === expected, 'SCH-5', () => `${after.id} of ${before.quantity} licences became ${plan.quantity} of ${plan.product.productId}:${plan.product.skuId}: users are assigned ${String(expected)}, and it is told to be ${String(applied['licences'])}`);
  if (isOther) seen.proved('SCH-5');
};

/** What was planned before, and is not what is planned now. */
const mustHaveAReason = (change: SubscriptionChange, plan: Plan, exchanges: readonly Exchange[], seen: Seen): void => {
  const { after, events } = change;
  const facts = events.flatMap((event) => event.facts);
  const types = facts.map(({ type }) => type);
  const removal = facts.find(({ type }) => type === 'ScheduledChangeRemoved');
  if (removal === undefined) {
    const isReplaced = after.scheduledChange !== undefined && types.includes('ChangeScheduled');
    mustHold(isReplaced || types.some((type) => ENDING.includes(type)), 'SCH-4', () => `${describe(change, plan)} is gone, and nothing of it is told with ${types.join(', ')}`);
    // What several missed terms made of it is not told apart.
    if (types.includes('ScheduledChangeApplied') && types.filter((type) => type === 'SubscriptionRenewed').length === 1) {
      mustBeAsPlanned(change, plan, seen);
      mustSayWhoAssigns(change, plan, seen);
    }
    return;
  }
  const reason = String(removal['reason']);
  const causes = DELETED_WITH[reason];
  mustHold(reason === 'Asked' || (causes !== undefined && types.some((type) => causes.includes(type))), 'SCH-4', () => `${describe(change, plan)} is told to be removed as ${reason}, with ${types.join(', ')}`);
  seen.proved(reason === 'Suspended' ? 'SUS-4' : reason === 'Upgraded' ? 'UPG-5' : reason === 'Transferred' ? 'TRF-4' : 'SCH-4');
  const requestId = events.find((event) => event.facts.includes(removal))?.cause?.requestId;
  const exchange = exchanges.find(({ call }) => requestId !== undefined && Object.entries(call.headers).some(([name, value]) => name.toLowerCase() === 'ms-requestid' && value.toLowerCase() === requestId.toLowerCase()));
  const isAboutIt = exchange?.call.method === 'PATCH' && exchange.call.path.toLowerCase().includes(after.id);
  if (exchange !== undefined && isAboutIt && exchange.reply.status === 200) mustHold(isNamed(exchange), 'SCH-4', () => `${describe(change, plan)} went (${reason}), and the answer does not name it as removed: ${exchange.reply.text.slice(0, 300)}`);
};

/** Plans for the next term go when and only when the rules say, are told to, and come as they were planned. */
export const schedules = (): Check => ({
  name: 'a planned next term is deleted by what deletes it, and by nothing else',
  after: ({ changes, exchanges }, seen) => {
    for (const change of subscriptionChanges(changes)) {
      const plan = change.before?.scheduledChange;
      if (plan === undefined || change.events.some(({ facts }) => facts.some(({ type }) => type === 'SubscriptionRestored'))) continue;
      const now = change.after.scheduledChange;
      if (now?.requestedAt !== plan.requestedAt || JSON.stringify(now) !== JSON.stringify(plan)) {
        mustHaveAReason(change, plan, exchanges, seen);
        continue;
      }
      const deleting = change.events.flatMap(({ facts }) => facts.map(({ type }) => type)).filter((type) => DELETING.has(type));
      mustHold(deleting.length === 0, 'SCH-4', () => `${describe(change, plan)} stands on beside ${deleting.join(', ')}`);
    }
  },
});
