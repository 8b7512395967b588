import { z } from 'zod';
import { type SubscriptionField } from '../../../domain/subscription/toldFields';
import { calendarDateSchema, decimalSchema, instantSchema } from '../../../kernel/schemas';
import { BARE, count, fact, id, NONE, orNothing, type FactSchema } from './factSchema';

const addOns = z.array(z.strictObject({ productId: id, skuId: id, held: count, base: count, most: count.optional(), least: count.optional() }));
const licences = z.enum(['automatic', 'manual']);
const plan = { catalogItemId: id, termDuration: z.string(), billingCycle: z.string(), quantity: count };
const term = { termNumber: count, termStart: calendarDateSchema, termEnd: calendarDateSchema };
const of = (...fields: readonly SubscriptionField[]): readonly SubscriptionField[] => fields;
const ended = of('status', 'endedAt', 'suspendedAt', 'autoRenewEnabled', 'cancelAtTermEnd', 'addOnIds');
const newTerm = of('termStart', 'termEnd', 'cancellableUntil', 'extendable', 'cancelAtTermEnd', 'cycleStart', 'cycleEnd', 'billingCycle', 'cyclePrice', 'promotionId', 'addOnIds');
/** With another product, plan, price or quantity. */
const newPlan = of(...newTerm, 'catalogItemId', 'isTrial', 'quantity', 'friendlyName', 'termDuration', 'autoRenewEnabled', 'scheduledChange', 'nextCharge', 'activatedAt');
const all = of(...newPlan, ...ended, 'currency', 'resellerOfRecord', 'additionalResellers', 'supportContact', 'parentId');
const since = { since: instantSchema };
const window = { subscriptionId: id, closesAt: instantSchema, quantity: count };
const removals = ['Asked', 'QuantityChanged', 'AutoRenewTurnedOff', 'Suspended', 'Cancelled', 'TermChanged', 'Upgraded', 'TrialConverted', 'Transferred'] as const;

/** Of a subscription: its life, in the order in which it comes to pass. */
export const subscriptionFacts = {
  SubscriptionPurchased: fact('It was bought.', { quantity: count, termEnd: calendarDateSchema }, all),
  SubscriptionImported: fact('It was bought before, elsewhere, and runs on here: its term, with nothing charged of what was charged already.', { quantity: count, termStart: calendarDateSchema, termEnd: calendarDateSchema }, all),
  SubscriptionActivated: fact('The publisher confirmed the customer’s set-up (ORD-6).', BARE, of('activatedAt')),
  FreeTrialTurnedPaid: fact('The free days are over (ORD-6).', { termDuration: z.string(), billingCycle: z.string() }, newPlan),
  AddOnAttached: fact('A traditional base has an add-on more (ORD-5).', { addOnId: id }, of('addOnIds')),
  SeatsAdded: fact('From so many to so many; without `windowClosesAt` they come off at any time (MIG-2).', { from: count, to: count, windowClosesAt: instantSchema.optional() }, of('quantity')),
  SeatsRemoved: fact('From so many to so many.', { from: count, to: count }, of('quantity')),
  SubscriptionRenamed: fact('It has another name.', { friendlyName: z.string() }, of('friendlyName')),
  ResellerOfRecordChanged: fact('Another indirect reseller, or none, stands for it.', { resellerOfRecord: id.optional() }, of('resellerOfRecord', 'additionalResellers')),
  SupportContactChanged: fact('Somebody else supports it.', { supportTenantId: id, supportMpnId: id, name: z.string() }, of('supportContact')),
  AutoRenewTurnedOn: fact('It renews.', BARE, of('autoRenewEnabled')),
  AutoRenewTurnedOff: fact('It ends with its term.', BARE, of('autoRenewEnabled')),
  SubscriptionRestored: orNothing(fact('The operator took its customer back to what it was at an instant, and what came since is undone: read it again. `isGone`: it was made since, and is no more.', { asOf: instantSchema, isGone: z.literal(true).optional() }, all)),
  SubscriptionSuspended: fact('Its users have no access; charges go on (SUS-1).', BARE, of('status', 'suspendedAt')),
  SubscriptionResumed: fact('Its users have access again.', BARE, of('status', 'suspendedAt', 'cycleStart', 'cycleEnd')),
  SubscriptionCancelled: fact('For good (CAN-2).', BARE, ended),
  ChangeScheduled: fact('Another next term than a repetition (SCH-1).', { ...plan, effectiveOn: calendarDateSchema, outOfProportion: addOns.optional() }, of('scheduledChange')),
  ScheduledChangeApplied: fact('The next term is what was planned.', { ...plan, licences: licences.optional() }, newPlan),
  ScheduledChangeNotApplied: orNothing(fact('What was planned can no longer be applied; the term repeats (SCH-6).', { catalogItemId: id, reason: z.enum(['NoLongerSold', 'QuantityOutsideLimits', 'BeyondLimits']) }, of('scheduledChange'))),
  ScheduledChangeRemoved: fact('The planned next term is gone, and why (SCH-4).', { reason: z.enum(removals) }, of('scheduledChange')),
  TrialConverted: fact('A trial is paid for now, in the subscription it was (TRI-2).', { ...plan, operationId: id.optional() }, newPlan),
  PromotionNotKept: fact('The promotion does not apply any more; a licence costs `cyclePrice` now (CAT-5).', { promotionId: id, cyclePrice: decimalSchema }, of('promotionId', 'cyclePrice')),
  RenewedIntoSuccessor: fact('Its SKU is off sale; it goes on as another (REN-8).', { fromCatalogItemId: id, toCatalogItemId: id }, newPlan),
  AddOnsOutOfProportion: fact('Add-ons of the customer miss what went; they do not grow until they fit again (ORD-3).', { addOns }, NONE),
  NextChargePlanned: fact('Another billing cycle from the next charge on (CYC-1).', { billingCycle: z.string(), effectiveAt: instantSchema }, of('nextCharge')),
  NextChargeUnplanned: fact('What was planned for the next charge is gone, and why (CYC-1).', { reason: z.enum(['Asked', 'Cancelled', 'Upgraded', 'Transferred']) }, of('nextCharge')),
  BillingCycleChanged: fact('The other billing cycle is in force.', { from: z.string(), to: z.string() }, of('billingCycle', 'cyclePrice', 'promotionId', 'nextCharge')),
  TermRestarted: fact('Twelve months begin anew, on another billing cycle (MIG-3).', term, newTerm),
  SubscriptionUpgraded: fact('In place: all its licences are of another SKU (UPG-2).', { operationId: id, fromCatalogItemId: id, toCatalogItemId: id, quantity: count, termEnd: calendarDateSchema, licences }, newPlan),
  LicencesMovedOut: fact('Licences went to another subscription; `to` 0 ends this one (UPG-2).', { operationId: id, from: count, to: count, toSubscriptionId: id, licences }, of('quantity', ...ended)),
  LicencesMovedIn: fact('Licences of another subscription made this one, or came to it (UPG-2).', { operationId: id, from: count, to: count, fromSubscriptionId: id, termEnd: calendarDateSchema }, all),
  SubscriptionMigrated: fact('It goes on as a subscription of new commerce and ends (MIG-5).', { migrationId: id, toSubscriptionId: id, catalogItemId: id }, ended),
  MigratedFromTraditional: fact('It was a traditional subscription before (MIG-5).', { migrationId: id, fromSubscriptionId: id }, of('migratedFromSubscriptionId')),
  SubscriptionTransferred: fact('It goes on as another partner’s (TRF-2).', { transferId: id, toPartnerTenantId: id }, ended),
  SubscriptionReceived: fact('It came from another partner (TRF-2).', { transferId: id, fromPartnerTenantId: id, quantity: count, termEnd: calendarDateSchema }, all),
  CycleCharged: fact('A cycle inside the term is charged.', { cycleStart: calendarDateSchema, cycleEnd: calendarDateSchema }, of('cycleStart', 'cycleEnd')),
  SubscriptionRenewed: fact('The next term began.', { ...term, completedAt: instantSchema }, newTerm),
  SubscriptionExtended: fact('A month of extended service began (POL-2).', { ...term, completedAt: instantSchema }, newPlan),
  TermEndChosen: fact('What follows the term was chosen (POL-2).', { choice: z.enum(['extend', 'cancel']) }, of('cancelAtTermEnd')),
  TermEndChoiceRemoved: fact('What was chosen to follow the term is forgotten (POL-2).', BARE, of('cancelAtTermEnd')),
  SubscriptionDisabled: fact('A stage after its term; `since` as it should have been.', since, of('status')),
  SubscriptionDeleted: fact('The last stage after its term.', since, of('status')),
  SubscriptionExpired: fact('It ended with its term, and why.', { reason: z.enum(['AutoRenewOff', 'Suspended', 'CancelChosen', 'NoLongerSold', 'BeyondLimits', 'BaseExpired']) }, ended),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of one window of a subscription, version 1 before it closes, 2 afterwards. */
export const windowFacts = {
  WindowClosing: fact('So many seats can still be taken off, for 24 hours (SUB-3).', window, NONE),
  WindowClosed: fact('They cannot any more (SUB-3).', window, NONE),
} satisfies Readonly<Record<string, FactSchema>>;
