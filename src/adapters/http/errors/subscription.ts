import { type CatalogueRefusal } from '../../../domain/catalogue/refusals';
import { type SubscriptionRefusal } from '../../../domain/subscription/refusals';
import { monthsOfTerm } from '../../../kernel/durations';
import { list } from './list';
import { planCode } from './planCode';
import { RENEWAL_RETRY_SECONDS } from './retryAfter';
import { type Rows } from './row';

const limitNames = { pool: 'what a customer may have of this SKU', base: "what the customer's base licences allow of this add-on", promotion: 'its promotion' } as const;

/** A subscription: its status, seats, term and what follows it. What it shares with the catalogue (one per customer) has its row there. */
export const subscriptionErrors: Rows<Exclude<SubscriptionRefusal, CatalogueRefusal>> = {
  SubscriptionNotFound: { status: 404, code: 20003, describe: ({ subscriptionId }) => `There is no subscription ${subscriptionId}.` },
  CancellationWindowClosed: {
    status: 400,
    code: 900117,
    describe: ({ subscriptionId, hours, closedAt, nextWindowOpens, upgradedAt }) => {
      const why = upgradedAt === undefined ? `its window of ${hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`} closed at ${closedAt}` : `its licences were upgraded at ${upgradedAt}, and upgrades are final`;
      return `The subscription ${subscriptionId} cannot be cancelled: ${why}.${nextWindowOpens === undefined ? '' : ` The next window opens when the next term starts, on ${nextWindowOpens}.`}`;
    },
    codeOf: ({ hours }) => (hours % 24 === 0 && hours > 24 ? 900117 : 900213),
  },
  CancelledThroughOrder: { status: 400, code: 800062, describe: ({ subscriptionId, orderId }) => `The perpetual software ${subscriptionId} is not cancelled here: PATCH its order ${orderId} with the status cancelled.` },
  OfferNeverCancelled: { status: 400, code: 800061, describe: ({ subscriptionId, title }) => `${title} (${subscriptionId}) cannot be cancelled: its distribution forbids it.` },
  SoftwareQuantityFixed: { status: 400, code: 800095, describe: ({ subscriptionId }) => `The number of licences of the software ${subscriptionId} cannot be changed: cancel it in its window, and buy again.` },
  MeteredWithoutSeats: { status: 403, code: 800027, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} has no seats: what is used of it is charged, and its quantity is always 1.` },
  PerpetualNotSuspended: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: suspending the perpetual software ${subscriptionId}.` },
  StatusNotReachable: { status: 400, code: 800040, describe: ({ subscriptionId, from, to }) => `status: ${subscriptionId} is ${from} and cannot become ${to}.`, codeOf: ({ from }) => (from === 'deleted' ? 2011 : from === 'expired' || from === 'disabled' ? 900279 : 800040) },
  SubscriptionSuspended: { status: 400, code: 800091, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} is suspended: resume it first.` },
  TrialStatusFixed: { status: 400, code: 800096, describe: ({ subscriptionId }) => `The status of the trial ${subscriptionId} cannot be changed; with autoRenewEnabled off it ends by itself.` },
  AddOnsAttached: { status: 400, code: 800063, describe: ({ subscriptionId, addOnIds }) => `Add-ons hang on ${subscriptionId}: ${addOnIds.join(', ')}. Cancel them first.` },
  // No code is published: 800042 is "not supported".
  FamilyTooLarge: { status: 400, code: 800042, describe: ({ subscriptionId, rows, most }) => `Not supported: suspending ${subscriptionId} with all of its add-ons at once, which takes ${rows} entries where ${most} fit. Suspend some of the add-ons first.` },
  MembersContradict: { status: 400, code: 800002, describe: ({ members }) => `These contradict each other: ${members.join(' and ')}. Ask for one after the other.` },
  // No code is published for a member that is read-only and is sent with another value: the one for "operation not supported".
  // The code of a reseller that is not the caller's own.
  SupportContactNotPartnered: { status: 400, code: 900154, describe: ({ named }) => `${named}: neither the caller nor one of its resellers.` },
  MemberFixed: { status: 400, code: 800042, describe: ({ member, stored }) => `Not supported: ${member} cannot be changed; ${stored === undefined ? 'there is none' : `it is ${stored}`}. Leave it out, or send it back as it was read.` },
  TermDurationFixed: {
    status: 400,
    code: 800042,
    codeOf: ({ from, to, isTrial }) => (isTrial ? 800107 : monthsOfTerm(to) < monthsOfTerm(from) ? 800122 : 800042),
    describe: ({ subscriptionId, from, to, isTrial }) =>
      isTrial
        ? `termDuration: the term of the trial ${subscriptionId} cannot be changed; a conversion begins another.`
        : from === 'NoTerm'
        ? `termDuration: the perpetual software ${subscriptionId} has no term.`
        : `Not supported: a term of ${to} for ${subscriptionId}, whose running term is ${from}; scheduledNextTermInstructions changes it with the next term${monthsOfTerm(to) < monthsOfTerm(from) ? '' : ', an upgrade at once'}.`,
  },
  BillingCycleFixed: {
    status: 400,
    code: 2054,
    describe: ({ billingCycle, orderId }) => `billingCycle cannot be set to ${billingCycle} here: it changes with ${orderId === undefined ? 'nextChargeInstructions or scheduledNextTermInstructions' : `the order ${orderId}`}.`,
  },
  PartnerOfRecordFixed: { status: 400, code: 800098, describe: () => 'partnerId cannot be changed: a partner who sells directly names no reseller.' },
  RecordResellerUnknown: { status: 404, code: 800015, describe: ({ partnerId }) => `partnerId: there is no reseller ${partnerId}.` },
  RecordResellerInvalid: { status: 400, code: 800016, describe: ({ partnerId }) => `partnerId: ${partnerId} cannot be named: the first is an own indirect reseller, each once, at most five more after it.` },
  RecordResellerUnsigned: { status: 403, code: 900123, describe: ({ partnerId }) => `partnerId: the reseller ${partnerId} has not signed the Microsoft Partner Agreement.` },
  // The code of an etag that is out of date.
  NextTermChanged: { status: 400, code: 2055, describe: ({ subscriptionId }) => `The subscription ${subscriptionId}, or what follows its term, was changed in the meantime. Nothing was overwritten: read it again.` },
  // No code is published for either: that of a request that is not as it has to be, and that of "not supported".
  NextTermTakenBack: { status: 400, code: 800002, describe: ({ subscriptionId }) => `This line of the plan was carried out for ${subscriptionId}, and taken back. To carry it out again, make a new plan.` },
  NextTermBegun: { status: 400, code: 800042, describe: ({ subscriptionId, begunOn }) => `Not supported: taking back what was planned for the next term of ${subscriptionId}, which has begun on ${begunOn}. Its number of seats can be taken back, and a renewal that was not to be, while their windows are open.` },
  ScheduleNeedsAutoRenew: { status: 400, code: 800093, describe: ({ subscriptionId }) => `Nothing can be scheduled for the next term of ${subscriptionId}: autoRenewEnabled is off.` },
  NothingScheduledFor: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: a scheduled change of ${subscriptionId}, which is no licence of new commerce.` },
  PlannedProductUnknown: {
    status: 404,
    code: 400013,
    codeOf: ({ missing }) => ({ product: 400013, sku: 400018, availability: 400019 })[missing],
    describe: ({ missing, productId, skuId, availabilityId }) => `scheduledNextTermInstructions.product: there is no such ${missing} as ${productId}:${skuId}:${availabilityId} names.`,
  },
  PlannedProductNotATarget: { status: 400, code: 900141, describe: ({ catalogItemId }) => `Not supported: ${catalogItemId} as the next term; it is neither the same SKU nor one of the upgrades that transitionEligibilities lists.` },
  PlannedPlanNotOffered: { status: 400, code: 900269, codeOf: planCode, describe: ({ termDuration, billingCycle }) => `The product is not sold for ${termDuration} billed ${billingCycle} on the day the next term begins.` },
  PlannedEndNotForProduct: { status: 400, code: 900244, describe: ({ end }) => `customTermEndDate: a term of this product cannot end on a chosen day (${end}).` },
  PlannedEndOutsideTerm: { status: 400, code: 900245, describe: ({ end, start }) => `customTermEndDate: ${end} lies outside the term that begins on ${start}.` },
  // The code says "outside the first term, or a month on the 28th to 30th".
  PlannedEndDrifts: { status: 400, code: 900245, describe: ({ end }) => `customTermEndDate: a term of a month cannot end on ${end}, the 28th, 29th or 30th, unless that is the last day of its month.` },
  PlannedEndMatchesNothing: { status: 400, code: 900246, describe: ({ end }) => `customTermEndDate: ${end} is neither the end of another subscription nor that of a month; customTermEndDates lists what is allowed.` },
  PlannedPromotionUnknown: { status: 400, code: 27007, describe: ({ promotionId }) => `There is no promotion ${promotionId} on the day the next term begins.` },
  BillingCycleNotChangeable: { status: 400, code: 900269, describe: ({ termDuration, from, to }) => `${termDuration === 'NoTerm' ? 'What has no term and is' : `A term of ${termDuration}`} billed ${from} cannot be billed ${to} from its next charge on: only P3Y changes, between monthly and annual.` },
  NextChargeOtherProduct: { status: 400, code: 900141, describe: ({ productId, skuId }) => `Not supported: another product (${productId}:${skuId}) with the next charge; scheduledNextTermInstructions changes it with the next term.` },
  SubscriptionNotActive: { status: 400, code: 800012, describe: ({ subscriptionId, status }) => `The subscription ${subscriptionId} is ${status}, not active.`, codeOf: ({ status }) => (status === 'deleted' ? 2011 : 800012) },
  QuantityOutsideLimits: { status: 400, code: 2002, describe: ({ quantity, minimum, maximum }) => `quantity: ${quantity} lies outside what the offer allows, ${minimum} to ${maximum}.` },
  SeatsExceedWhatIsLeft: {
    status: 403,
    code: 800088,
    describe: ({ limit, asked, available }) => `quantity: ${asked} more licences are asked for and ${available} are left of ${limitNames[limit]}.`,
  },
  NoBaseHeld: { status: 400, code: 400041, describe: ({ prerequisites }) => `quantity: the add-on needs one of these, and the customer has none: ${list(prerequisites)}.` },
  AddOnShareNotMet: { status: 400, code: 10019, describe: ({ minimum, total, base }) => `quantity: the customer would have ${total} licences of the add-on; ${base} base licences need at least ${minimum}.` },
  PromotionSeatsNotMet: {
    status: 400,
    code: 2002,
    describe: ({ quantity, minimum, promotionId }) => `quantity: ${quantity} is less than the ${minimum} licences that the promotion ${promotionId} of the running term asks for; the subscription can be cancelled as a whole.`,
  },
  ReductionWindowClosed: {
    status: 400,
    code: 800090,
    describe: ({ requested, removable, nextWindowOpens }) =>
      `The number of licences cannot be reduced by ${requested} now: ${removable} can be taken off.${nextWindowOpens === undefined ? '' : ` The next window opens at renewal on ${nextWindowOpens}.`}`,
  },
  QuantityZero: { status: 400, code: 2002, describe: ({ subscriptionId }) => `quantity: a reduction never makes it zero; cancel the subscription ${subscriptionId} instead.` },
  ActivationAwaited: { status: 400, code: 800081, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} must be activated before it is changed: follow its activation link. Until then it can be cancelled, and autoRenewEnabled set.` },
  AlreadyActivated: { status: 400, code: 800041, describe: ({ subscriptionId, activatedAt }) => `The subscription ${subscriptionId} was already activated at ${activatedAt}.` },
  NothingToActivate: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: the subscription ${subscriptionId} is not one that is activated.` },
  NotAddOnOf: { status: 400, code: 800029, describe: ({ parentId, productId, skuId }) => `The add-on ${productId}:${skuId} does not belong to the subscription ${parentId}.` },
  ParentNotActive: { status: 409, code: 27009, describe: ({ parentId, status }) => `The add-on needs an active base: the subscription ${parentId} is ${status}.` },
  // No code is published: 900419 is "too many subscriptions".
  TooManyAddOns: { status: 400, code: 900419, describe: ({ parentId, most }) => `The subscription ${parentId} has ${most} add-ons, the most it may have.` },
  ExtendedQuantityFixed: { status: 400, code: 800095, describe: ({ subscriptionId }) => `The number of licences of ${subscriptionId} cannot be changed during its extended service term.` },
  NotWithAutoRenew: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: choosing what follows the term of ${subscriptionId} while it renews; turn autoRenewEnabled off first.` },
  NoExtendedService: { status: 400, code: 800042, describe: ({ subscriptionId, termEnd }) => `Not supported: no extended service term follows the term of ${subscriptionId} that ends on ${termEnd}.` },
  TrialQuantityFixed: { status: 400, code: 800095, describe: ({ subscriptionId }) => `The number of licences of the trial ${subscriptionId} cannot be changed.` },
  RenewalInProgress: {
    status: 409,
    code: 900278,
    describe: ({ since }) => `The subscription is being renewed since ${since}: try again in two minutes.`,
    headers: () => ({ 'Retry-After': RENEWAL_RETRY_SECONDS }),
  },
  // Refusal documented, code not: 900280 is "currently not updatable".
  ReadOnlyDuringRenewal: { status: 400, code: 900280, describe: ({ member, since }) => `${member} is read-only while the subscription is being renewed (since ${since}).` },
  // Not documented; waiting does not help, so it is no pending operation (900278).
  RenewalParked: {
    status: 400,
    code: 900280,
    describe: ({ subscriptionId, since }) => `The renewal of ${subscriptionId}, due since ${since}, failed for a day and was given up: nothing of it can be changed until the operator releases it.`,
  },
  CannotAutoRenew: { status: 400, code: 800093, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} cannot renew by itself.` },
  NotDue: { status: 400, code: 900280, describe: ({ dueAt }) => `Nothing is due before ${dueAt}.` },
};
