import { failure, success } from '../../../../kernel/result';
import { type Instant } from '../../../../kernel/instant';
import { type RoundingPolicy } from '../../../../kernel/money';
import { MOST_WRITES_OF_A_CUSTOMER } from '../../../../kernel/partitionStore';
import { allOf, type Decision, type Outcome } from '../../outcome';
import { type SubscriptionRefusal } from '../../refusals';
import { statusAt } from '../../standing';
import { type Subscription } from '../../state';
import { kindOf } from '../table';
import { pause, takeUp } from './pause';

/** Those that hang on it and have not ended, in the order in which they were bought. @param family other subscriptions in any order, of which its add-ons are some. */
export const liveAddOns = (base: Subscription, family: readonly Subscription[]): readonly Subscription[] => {
  const placeOf = ({ id }: Subscription): number => (base.addOnIds ?? []).indexOf(id);
  return family.filter(({ parentId, status }) => parentId === base.id && (status === 'active' || status === 'suspended')).toSorted((a, b) => placeOf(a) - placeOf(b));
};

/** Of one transaction, less the receipt, the customer's row and one to spare. */
const mostRows = MOST_WRITES_OF_A_CUSTOMER - 3;

/** Each has a row of its own, two of its event, and one for each line: the second of an event is there for a sheet, since those of a transaction share one row of the outbox. */
const rowsOf = (outcome: Outcome): number => allOf(outcome).reduce((sum, { charges }) => sum + 3 + charges.length, 0);

const together = (base: Subscription, own: Outcome, addOns: readonly Outcome[]): Decision => {
  const outcome: Outcome = addOns.length === 0 ? own : { ...own, alongside: addOns };
  const rows = rowsOf(outcome);
  return rows <= mostRows ? success(outcome) : failure({ kind: 'FamilyTooLarge', subscriptionId: base.id, rows, most: mostRows });
};

const next = (subscription: Subscription): Subscription => ({ ...subscription, version: subscription.version + 1 });

/** MIG-2: an add-on is not taken up alone while its base is not active. @param family with its base. @returns ParentNotActive. */
export const resumeProblem = ({ parentId }: Subscription, family: readonly Subscription[], now: Instant): SubscriptionRefusal | undefined => {
  if (parentId === undefined) return undefined;
  const base = family.find(({ id }) => id === parentId);
  const status = base === undefined ? 'deleted' : statusAt(base, now);
  return status === 'active' ? undefined : { kind: 'ParentNotActive', parentId, status };
};

/** MIG-2: suspends it, and with a base its active add-ons, each with its credit. Refused: `FamilyTooLarge`. @param subscription carries the version of the transaction, its family does not. */
export const suspendFamily = (subscription: Subscription, family: readonly Subscription[], rounding: RoundingPolicy, now: Instant): Decision =>
  together(
    subscription,
    pause(subscription, rounding, now),
    kindOf(subscription).family !== 'base' ? [] : liveAddOns(subscription, family).filter(({ status }) => status === 'active').map((addOn) => pause(next(addOn), rounding, now)),
  );

/** MIG-2: takes it up again, and with a base the add-ons that were suspended with it, at the same instant; those given up before it stay so. */
export const resumeFamily = (subscription: Subscription, family: readonly Subscription[], rounding: RoundingPolicy, now: Instant): Decision =>
  together(
    subscription,
    takeUp(subscription, rounding, now),
    kindOf(subscription).family !== 'base' ? [] : liveAddOns(subscription, family).filter(({ status, suspendedAt }) => status === 'suspended' && suspendedAt === subscription.suspendedAt).map((addOn) => takeUp(next(addOn), rounding, now)),
  );
