import { type Holdings } from '../../catalogue/holdings';
import { type Catalogue } from '../../catalogue/state';
import { isExtendedAtEnd, onNextPlan } from '../extendedService/atTermEnd';
import { type Instant } from '../../../kernel/instant';
import { withMisfits } from '../limits/addOnFit';
import { withHeld } from '../limits/customerStanding';
import { policyAt, policyNamed, type PolicyBook } from '../../policy/policy';
import { enterNextStage } from '../retention/nextStage';
import { afterFreeTrial } from '../kinds/saas/freeTrial';
import { liveAddOns } from '../kinds/traditional/family';
import { kindOf } from '../kinds/table';
import { nextTask, type NextTask } from '../nextTask';
import { type Outcome } from '../outcome';
import { asKind, type Subscription } from '../state';
import { chargeCycle } from './chargeCycle';
import { limitsOfTerm } from './limitsOfTerm';
import { extendedPrice, renewalPrice } from './renewalPrice';
import { plannedRenewal, successorRenewal } from './nextTermChange';
import { renew, renewWithBase, type RenewSubscription } from './renew';

/** As many outcomes as fit one transaction of 100 rows, with a base and its add-ons: three rows an outcome, and one for each subscription. */
const maximumOutcomes = 20;

/** What prices and policies are looked up in. */
interface Books {
  readonly catalogue: Catalogue;
  readonly policies: PolicyBook;
  /** Of the customer, as before the first step. */
  readonly holdings?: Holdings | undefined;
}

/**
 * Everything that is due for one subscription, one step after another, as if each had been carried out on its day (REN-7). What a traditional base brings its add-ons is
 * part of the same step: they renew, or end, with it (ORD-5), and have been charged for the cycles before.
 * @param addOns of a traditional base, all that it names. @param holdings of the customer, over all partners; without them nothing is held to limits: see `meetsLimits`. @returns no step if nothing is due; after {@link maximumOutcomes} of them the rest is still due.
 */
export const catchUp = (
  subscription: Subscription,
  catalogue: Catalogue,
  policies: PolicyBook,
  now: Instant,
  addOns: readonly Subscription[] = [],
  holdings?: Holdings,
): readonly Outcome[] => {
  const books = { catalogue, policies, holdings };
  const outcomes: Outcome[] = [];
  let family: readonly Subscription[] = [subscription, ...addOns];
  for (let due = firstDue(family, now); due !== undefined; due = firstDue(family, now)) {
    const carried = carriedOut(due, family, books, now);
    const step = holdings === undefined ? carried : withMisfits(carried, catalogue, family.reduce(withHeld, holdings));
    if (outcomes.length > 0 && outcomes.length + step.length > maximumOutcomes) break;
    outcomes.push(...step);
    family = family.map((member) => step.find((outcome) => outcome.subscription.id === member.id)?.subscription ?? member);
  }
  return outcomes;
};

interface Due {
  readonly member: Subscription;
  readonly task: NextTask;
}

/** The earliest task due by `now`; at one instant the base's comes before its add-ons'. */
const firstDue = (family: readonly Subscription[], now: Instant): Due | undefined =>
  family.reduce<Due | undefined>((first, member) => {
    const task = nextTask(member);
    return task !== undefined && task.dueAt <= now && (first === undefined || task.dueAt < first.task.dueAt) ? { member, task } : first;
  }, undefined);

const carriedOut = (due: Due, family: readonly Subscription[], books: Books, now: Instant): readonly Outcome[] => {
  if (due.task.kind === 'cycleCharge') return [cycleCharged(due, books, now)];
  return due.task.kind === 'retention' ? [stageEntered(due, now)] : renewedTogether(due, family, books, now);
};

const stageEntered = ({ member, task: { dueAt } }: Due, now: Instant): Outcome => {
  const decision = enterNextStage(dueAt, member, now);
  if (!decision.ok) throw new Error(`The next stage of ${member.id} was due and is refused: ${decision.error.kind}`);
  return decision.value;
};

const cycleCharged = ({ member, task: { dueAt } }: Due, { policies }: Books, now: Instant): Outcome => {
  const decision = chargeCycle({ dueAt }, member, policyNamed(policies, member.term.policy), now);
  if (!decision.ok) throw new Error(`cycleCharge of ${member.id} was due and is refused: ${decision.error.kind}`);
  return decision.value;
};

/** The next term's price, and what it has of its own: what is planned (SCH-6), else what a trial turns into by itself (TRI-2), else a repetition, else the successor of what is off sale (REN-8). */
const nextTerm = ({ catalogue, holdings }: Books, of: Subscription, dueAt: Instant): Omit<RenewSubscription, 'dueAt'> => {
  const repeated = onNextPlan(afterFreeTrial(of));
  const planned = plannedRenewal(catalogue, repeated, dueAt, holdings);
  if (planned !== undefined && 'change' in planned) return { change: planned.change, ...planned.price };
  const told = planned === undefined ? {} : { notApplied: planned.notApplied };
  const { repeats } = kindOf(repeated).termEnd;
  if (!repeats && repeated.scheduledChange !== undefined) {
    const { scheduledChange: _failed, ...unplanned } = repeated;
    const byItself = plannedRenewal(catalogue, unplanned, dueAt, holdings);
    if (byItself !== undefined && 'change' in byItself) return { ...told, change: byItself.change, ...byItself.price };
  }
  // A Microsoft trial is never repeated: what it should have turned into is off sale.
  const price = !repeats ? null : renewalPrice(catalogue, repeated, dueAt);
  if (price !== null) return { ...told, ...price, ...limitsOfTerm(catalogue, repeated) };
  const successor = successorRenewal(catalogue, repeated, dueAt);
  return successor === undefined ? { ...told, cyclePrice: null } : { ...told, change: successor.change, ...successor.price };
};

/** A renewal or expiry: of the one member that has such a task, and of the add-ons that hang on it. */
const renewedTogether = ({ member, task: { dueAt, kind } }: Due, family: readonly Subscription[], books: Books, now: Instant): readonly Outcome[] => {
  const { catalogue, policies } = books;
  const kept = policyNamed(policies, member.term.policy);
  const isExtended = isExtendedAtEnd(member);
  const policy = isExtended ? kept : policyAt(policies, dueAt);
  const command = (of: Subscription): RenewSubscription => ({ dueAt, ...(isExtended ? { cyclePrice: null, ...extendedPrice(catalogue, of, kept, dueAt) } : nextTerm(books, of, dueAt)) });
  const decision = renew(command(member), member, policy, now);
  if (!decision.ok) throw new Error(`${kind} of ${member.id} was due and is refused: ${decision.error.kind}`);
  const base = decision.value;
  const carried = liveAddOns(member, family).map((addOn) => renewWithBase(command(addOn), addOn, base.subscription, policy, now));
  if (member.addOnIds === undefined || base.subscription.status !== 'active') return [base, ...carried];
  const addOnIds = carried.filter((addOn) => addOn.subscription.status === 'active').map((addOn) => addOn.subscription.id);
  return [{ ...base, subscription: asKind({ ...base.subscription, addOnIds }, base.subscription.kind) }, ...carried];
};
