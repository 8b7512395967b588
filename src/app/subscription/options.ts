import { customerOf } from '../customer/customerBook';
import { policyNamed } from '../../domain/policy/policy';
import { failure, success, type Result } from '../../kernel/result';
import { type Instant } from '../../kernel/instant';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { misfitsAtTermEnd, standingMisfits } from '../../domain/options/outOfProportion';
import { type AddOnMisfit } from '../../domain/subscription/limits/addOnMisfit';
import { broughtAhead, broughtBy, isEnd, type Brought } from '../../domain/options/brings';
import { optionsOf, type Option } from '../../domain/options/options';
import { upgradeOptions, type UpgradeOption } from '../../domain/options/upgradeOptions';
import { foretell, type Foretold, type KnownAhead } from '../../domain/subscription/term/foretell';
import { nextTask, type NextTask } from '../../domain/subscription/nextTask';
import { type SubscriptionRefusal } from '../../domain/subscription/refusals';
import { type Subscription } from '../../domain/subscription/state';
import { filingProblem } from '../../domain/support/decide';
import { type SupportRefusal } from '../../domain/support/refusals';
import { type Deadline } from '../due/deadline';
import { findParked, type Parked } from '../operations/parked';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { transitionContext } from '../transition/transitions';
import { sheetsBeforeAsking, subscriptionsOf } from './sheets';
import { knownAhead } from './knownAhead';
import { deadlineKindsOf } from './subscriptionBook';
import { asParked } from '../check/overdueRefusal';
import { isOverlooked, putRightOverlooked } from '../check/putRight';

/** What happens to a subscription if nobody acts, and how far it is: still ahead; due, and queued for the sweep; or parked, after it has failed for 24 hours. */
export interface NextStep {
  /** `migration`: a plan for it, or for its base, is carried out. */
  readonly kind: NextTask['kind'] | 'migration';
  readonly dueAt: Instant;
  readonly state: 'ahead' | 'queued' | 'parked';
  readonly parked?: Parked;
  /** Absent where it is parked, or cannot be known. */
  readonly brought?: Foretold | undefined;
}

export interface Options {
  readonly subscription: Subscription;
  /** `brought`: what comes instead, of what is about that. */
  readonly items: readonly (Option & { readonly brought?: Brought | undefined })[];
  readonly upgrades: readonly UpgradeOption[];
  /** CAN-6: why a support request for it would not be taken; undefined if it would. */
  readonly supportRefused: SupportRefusal | SubscriptionRefusal | undefined;
  readonly ifNobodyActs: NextStep | undefined;
  /** What the end of the term brings if nobody acts, where something else comes before. */
  readonly atTermEnd: Brought | undefined;
  /** When all of this was looked at. */
  readonly asOf: Instant;
  /** ORD-3, ORD-4: of the add-ons it is of, or a base of: what does not fit now, and what will not any more when its term is over. */
  readonly misfits: readonly AddOnMisfit[];
  readonly misfitsAtTermEnd: readonly AddOnMisfit[];
}

/** What comes next, and the deadlines under which it falls due. At one instant a planned migration is named before what the subscription brings itself, which it may leave nothing of. */
const comesNext = (subscription: Subscription, { migration }: KnownAhead): (Pick<NextStep, 'kind' | 'dueAt'> & { readonly deadlines: readonly Pick<Deadline, 'kind' | 'subject'>[] }) | undefined => {
  const task = nextTask(subscription);
  if (migration !== undefined && (task === undefined || migration.at <= task.dueAt)) return { kind: 'migration', dueAt: migration.at, deadlines: [{ kind: 'migrationSchedule', subject: migration.scheduleId }] };
  return task && { ...task, deadlines: deadlineKindsOf(task, subscription).map((kind) => ({ kind, subject: subscription.id })) };
};

/** MIG-6: a planned migration that was given up as it was to be moved to the end of a term that had begun anew (MIG-3). Nothing is read of any other, nor before it falls due. */
const parkedMove = async ({ directory }: App, { customerId }: Subscription, { migration }: KnownAhead, now: Instant): Promise<NextStep | undefined> => {
  if (migration === undefined || migration.lookedAt === migration.at || now < migration.lookedAt) return undefined;
  const parked = await findParked(directory, { kind: 'migrationSchedule', customerId, subject: migration.scheduleId });
  return parked && { kind: 'migration', dueAt: migration.at, state: 'parked', parked };
};

/** PRE-3: what happens if nobody acts, and how far it is. What lies in no index any more is put there. */
export const nextStep = async (app: App, subscription: Subscription, known: KnownAhead, now: Instant): Promise<NextStep | undefined> => {
  const givenUp = await parkedMove(app, subscription, known, now);
  if (givenUp !== undefined) return givenUp;
  const comes = comesNext(subscription, known);
  if (comes === undefined) return undefined;
  const { deadlines, ...next } = comes;
  if (now < next.dueAt) return { ...next, state: 'ahead', brought: foretell(subscription, next.dueAt, known) };
  for (const deadline of deadlines) {
    const parked = await findParked(app.directory, { ...deadline, customerId: subscription.customerId });
    if (parked !== undefined) return { ...next, state: 'parked', parked };
  }
  if (isOverlooked(next.dueAt, now)) await putRightOverlooked(app, subscription.customerId, now);
  return { ...next, state: 'queued', brought: foretell(subscription, next.dueAt, known) };
};

/** PRE-3: what can be done to a subscription now, and what cannot. Refused: CustomerNotFound, SubscriptionNotFound. */
export const getOptions = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<Options, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const { value } = customer.value;
  const [catalogue, subscriptions] = await Promise.all([app.catalogueOf(value.country), subscriptionsOf(app.commerce, value)]);
  await sheetsBeforeAsking(app, value, subscriptions);
  const subscription = subscriptions.find(({ id, partnerId }) => id === subscriptionId && partnerId === partnerTenantId);
  if (subscription === undefined) return failure({ kind: 'SubscriptionNotFound', subscriptionId });
  const now = app.clock.now();
  const { holdings, targets } = standingOf(subscriptions, partnerTenantId, now);
  const schedule = { catalogue, segment: value.segment, holdings, targets: targets.filter(({ id }) => id !== subscriptionId) };
  const limits = { catalogue, holdings };
  const family = subscriptions.filter(({ id, parentId }) => parentId === subscription.id || id === subscription.parentId);
  const known = await knownAhead(app, subscription, { items: subscriptions, unreadable: [] });
  const ifNobodyActs = await nextStep(app, subscription, known, now);
  const told = <R extends Refusal>(refusal: R) => (ifNobodyActs?.state === 'parked' ? asParked(refusal, subscriptionId) : refusal);
  const supportRefused = filingProblem({ subscription, family }, now);
  return success({
    subscription,
    items: optionsOf(subscription, policyNamed(app.policies, subscription.term.policy), { catalogue, schedule, limits, family }, now).map((item) => (item.possible ? { ...item, brought: broughtBy(item.action, item.outcome, known, now) } : { ...item, refusal: told(item.refusal) })),
    upgrades: upgradeOptions(subscription, transitionContext(app, { customer: value, catalogue, source: subscription, subscriptions }, now), now).map((item) => (item.possible ? item : { ...item, refusal: told(item.refusal) })),
    supportRefused: supportRefused && told(supportRefused),
    ifNobodyActs,
    atTermEnd: broughtAhead(subscription, known, now).find((brought) => isEnd(brought) && brought.at !== ifNobodyActs?.dueAt),
    asOf: now,
    misfits: standingMisfits(subscription, limits),
    misfitsAtTermEnd: misfitsAtTermEnd(subscription, limits),
  });
};
