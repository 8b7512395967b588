import { type SubscriptionEvent } from '../subscription/outcome';
import { type WindowNews } from '../subscription/windowNews';
import { type OtherPoint, type SpanKind } from './item';

/** By which rule what an event tells came to pass. */
const ofSubscription: Readonly<Record<SubscriptionEvent['type'] | WindowNews['type'], string>> = {
  SubscriptionPurchased: 'ORD-1',
  SubscriptionImported: 'SUB-1',
  SubscriptionActivated: 'ORD-6',
  FreeTrialTurnedPaid: 'ORD-6',
  AddOnAttached: 'ORD-5',
  SeatsAdded: 'SUB-2',
  SeatsRemoved: 'SUB-3',
  SubscriptionRenamed: 'SUB-6',
  ResellerOfRecordChanged: 'SUB-6',
  SupportContactChanged: 'SUB-1',
  AutoRenewTurnedOn: 'REN-1',
  AutoRenewTurnedOff: 'REN-1',
  SubscriptionSuspended: 'SUS-1',
  SubscriptionResumed: 'SUS-2',
  SubscriptionCancelled: 'CAN-2',
  ChangeScheduled: 'SCH-1',
  ScheduledChangeApplied: 'SCH-1',
  TrialConverted: 'TRI-2',
  ScheduledChangeNotApplied: 'SCH-6',
  PromotionNotKept: 'CAT-5',
  RenewedIntoSuccessor: 'REN-8',
  AddOnsOutOfProportion: 'ORD-3',
  NextChargePlanned: 'CYC-1',
  NextChargeUnplanned: 'CYC-1',
  BillingCycleChanged: 'CYC-1',
  TermRestarted: 'MIG-3',
  ScheduledChangeRemoved: 'SCH-4',
  SubscriptionUpgraded: 'UPG-2',
  LicencesMovedOut: 'UPG-2',
  LicencesMovedIn: 'UPG-2',
  SubscriptionMigrated: 'MIG-5',
  MigratedFromTraditional: 'MIG-5',
  SubscriptionTransferred: 'TRF-2',
  SubscriptionReceived: 'TRF-2',
  CycleCharged: 'BIL-1',
  SubscriptionRenewed: 'REN-3',
  SubscriptionExtended: 'POL-2',
  TermEndChosen: 'POL-2',
  TermEndChoiceRemoved: 'POL-2',
  SubscriptionDisabled: 'REN-6',
  SubscriptionDeleted: 'REN-6',
  SubscriptionExpired: 'REN-6',
  WindowClosing: 'SUB-3',
  WindowClosed: 'SUB-3',
};

/** Of Azure plans and what lies under them. */
const ofAzure: Readonly<Record<string, string>> = {
  AzurePlanCreated: 'AZP-1',
  AzureSubscriptionCreated: 'AZP-1',
  AzurePlanSuspended: 'AZP-1',
  AzurePlanResumed: 'AZP-1',
  AzurePlanRenamed: 'SUB-6',
  AzureSubscriptionCancelled: 'AZP-1',
  AzureSubscriptionDeactivated: 'AZP-1',
  AzureSubscriptionReactivated: 'AZP-1',
  PartnerAccessLost: 'AZP-4',
  PartnerAccessRestored: 'AZP-4',
  AzureOfferUpgraded: 'AZP-3',
  OlderAzureSuspended: 'AZP-3',
  OlderAzureResumed: 'AZP-3',
};

const ofFacts: Readonly<Record<string, string>> = { ...ofSubscription, ...ofAzure };

/** Undefined of a type that this version does not know. */
export const ruleOfFact = (type: string): string | undefined => ofFacts[type];

const ofSpans: Readonly<Record<SpanKind, string>> = { term: 'REN-2', trial: 'TRI-1', extended_service: 'POL-2', window: 'SUB-3', suspension: 'SUS-1', retention: 'REN-6' };
const ofOthers: Readonly<Record<OtherPoint, string>> = { cancellation_ends: 'CAN-1', data_end: 'REN-6', not_foreseeable: 'PRE-4', usage_charged: 'AZP-4' };

export const ruleOfSpan = (kind: SpanKind): string => ofSpans[kind];
export const ruleOfOther = (kind: OtherPoint): string => ofOthers[kind];

/** Every type of fact that has a rule, for who shows them. */
export const factTypes: readonly string[] = Object.keys(ofFacts);
