import { type SubscriptionRefusal } from '../subscription/refusals';
import { kindOf } from '../subscription/kinds/table';
import { type Subscription } from '../subscription/state';
import { type CatalogueRefusal } from '../catalogue/refusals';
import { type TransitionRefusal } from '../transition/refusals';
import { type Action } from './actions';

/** The rule of each action of new-commerce licences, for what is possible; the refusals have their own. */
const ruleOfLicences: Readonly<Record<Action, string>> = {
  addSeats: 'SUB-2',
  reduceSeats: 'SUB-3',
  rename: 'SUB-6',
  cancel: 'CAN-1',
  suspend: 'SUS-1',
  resume: 'SUS-2',
  turnAutoRenewOn: 'REN-1',
  turnAutoRenewOff: 'REN-1',
  planNextTerm: 'SCH-1',
  unplanNextTerm: 'SCH-3',
  planNextCharge: 'CYC-1',
  unplanNextCharge: 'CYC-2',
};

const ruleOfCancel = (subscription: Subscription): string => {
  if (subscription.extendedFrom !== undefined) return 'POL-2';
  return kindOf(subscription).rules.cancel?.(subscription) ?? ruleOfLicences.cancel;
};

/** PRE-3: the rule by which something can be done to a subscription of its kind. */
export const ruleOf = (action: Action, subscription: Subscription): string => {
  const { rules } = kindOf(subscription);
  switch (action) {
    case 'cancel':
      return ruleOfCancel(subscription);
    case 'planNextTerm':
      return rules.planNextTerm ?? ruleOfLicences[action];
    case 'addSeats':
    case 'reduceSeats':
    case 'suspend':
    case 'resume':
      return rules.change ?? ruleOfLicences[action];
    default:
      return ruleOfLicences[action];
  }
};

/** The rule behind a refusal that forbids the same to subscriptions of every kind. */
const ruleOfRefusal: Partial<Record<SubscriptionRefusal['kind'], string>> = {
  RenewalInProgress: 'REN-5',
  ReadOnlyDuringRenewal: 'REN-5',
  RenewalParked: 'REN-7',
  ReductionWindowClosed: 'SUB-4',
  QuantityOutsideLimits: 'CAT-3',
  ExtendedQuantityFixed: 'POL-2',
  ScheduleNeedsAutoRenew: 'SCH-2',
  ActivationAwaited: 'ORD-6',
  AddOnsAttached: 'ORD-5',
  ParentNotActive: 'MIG-2',
  FamilyTooLarge: 'MIG-2',
  CancelledThroughOrder: 'ORD-9',
  OfferNeverCancelled: 'ORD-9',
  SoftwareQuantityFixed: 'ORD-9',
  PerpetualNotSuspended: 'ORD-9',
  MeteredWithoutSeats: 'ORD-10',
  NoBaseHeld: 'ORD-4',
  AddOnShareNotMet: 'ORD-3',
  PromotionSeatsNotMet: 'CAT-5',
  AlreadyHeld: 'CAT-4',
  HeldSuspended: 'CAT-4',
  NotTransactable: 'CAT-4',
  NotInProgramme: 'CAT-4',
  NotSoldInMarket: 'CAT-4',
  ExclusiveToOthers: 'CAT-4',
};

/** What limits further seats. */
const ruleOfLimit = { pool: 'ORD-7', base: 'ORD-4', promotion: 'CAT-5' } as const;

/** Cancelled for good, or over with its term. */
const ruleOfEnd = (status: string): string => (status === 'deleted' ? 'CAN-2' : 'REN-6');

/** Auto-renew and plans ask for an active one; the rest is what suspending blocks. */
const ruleOfSuspension: Partial<Record<Action, string>> = { turnAutoRenewOn: 'REN-1', turnAutoRenewOff: 'REN-1', planNextTerm: 'SCH-2', planNextCharge: 'CYC-1' };

/** PRE-3: the rule that forbids something to a subscription of its kind. */
export const ruleBehind = (refusal: SubscriptionRefusal, action: Action, subscription: Subscription): string => {
  switch (refusal.kind) {
    case 'SeatsExceedWhatIsLeft':
      return ruleOfLimit[refusal.limit];
    case 'CancellationWindowClosed':
      return refusal.upgradedAt === undefined ? ruleOf(action, subscription) : 'UPG-4';
    case 'SubscriptionNotActive':
      return ruleOfEnd(refusal.status);
    case 'StatusNotReachable':
      return refusal.from === 'active' || refusal.from === 'suspended' ? ruleOf(action, subscription) : ruleOfEnd(refusal.from);
    case 'SubscriptionSuspended':
      return ruleOfSuspension[action] ?? 'SUS-4';
    case 'CannotAutoRenew':
      return kindOf(subscription).rules.fixed ?? 'ORD-5';
    case 'TrialQuantityFixed':
    case 'TrialStatusFixed':
      return kindOf(subscription).rules.fixed ?? ruleOf(action, subscription);
    case 'QuantityZero':
      return ruleOf(action, subscription);
    default:
      return ruleOfRefusal[refusal.kind] ?? ruleOf(action, subscription);
  }
};

/** The rule that forbids an upgrade, or a conversion of a trial. @param rule of the action itself. */
export const ruleBehindUpgrade = (refusal: TransitionRefusal | SubscriptionRefusal | CatalogueRefusal, rule: string): string => {
  switch (refusal.kind) {
    case 'SeatsExceedWhatIsLeft':
      return ruleOfLimit[refusal.limit];
    case 'SubscriptionNotActive':
      return ruleOfEnd(refusal.status);
    case 'RenewalInProgress':
    case 'ReadOnlyDuringRenewal':
      return 'REN-5';
    case 'TransitionNotForTraditional':
      return 'MIG-1';
    case 'TransitionQuantityOutsideLimits':
      return 'CAT-3';
    case 'NoBaseHeld':
    case 'AddOnShareNotMet':
    case 'PromotionSeatsNotMet':
      return ruleOfRefusal[refusal.kind] ?? rule;
    case 'SubscriptionsExceedLimit':
      return 'ORD-7';
    case 'AlreadyHeld':
    case 'HeldSuspended':
    case 'NotInProgramme':
    case 'ExclusiveToOthers':
    case 'NotTransactable':
    case 'NotSoldInMarket':
    case 'NotOnSale':
      return 'CAT-4';
    default:
      return rule;
  }
};
