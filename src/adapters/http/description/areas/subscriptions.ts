import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { activationLinks } from '../schemas/activationLink';
import { collectionOf, guid, members } from '../schemas/answerSchema';
import { chargeLine } from '../schemas/chargeLine';
import { explanation } from '../schemas/explanation';
import { availability } from '../schemas/availability';
import { allowedTermEnd, entitlement, subscribedSku, subscriptionProvisioning } from '../schemas/licencesHeld';
import { meterCharge } from '../schemas/meter';
import { options } from '../schemas/options';
import { overageCharge } from '../schemas/overage';
import { renewal, renewalOutcomes } from '../schemas/renewal';
import { portfolioSubscription, subscription, subscriptionList, writtenSubscription } from '../schemas/subscription';
import { supportContact } from '../schemas/supportContact';
import { besideHeaders, etagHeader } from '../sharedHeaders';

export const subscriptions: DescribedArea = {
  name: 'Subscriptions',
  about: 'What a customer has, what can be done with it until when, and what was charged for it.',
  operations: {
    listSubscriptions: {
      summary: "Get all of a customer's subscriptions",
      details: 'All in one answer, or with `size` in pages. As a file: one row for each, under the published columns.',
      answers: { 200: subscriptionList },
    },
    getSubscription: { summary: 'Get a subscription by ID', answers: { 200: subscription }, headers: etagHeader },
    patchSubscription: {
      summary: 'Update a subscription by ID: quantity, name, term, billing cycle, auto-renew, suspend, reactivate, cancel, scheduled changes',
      details: `A member that is absent stays as it is; null takes a plan, or a reseller, away (with the header \`NextTerm-Patch: replace\`, absent does too). What merely describes the subscription can be sent back as it was read.

- More seats at any time; fewer, and cancelling (\`status: deleted\`), only while the window is open: \`cancellationAllowedUntilDate\`, and of seats \`refundableQuantity\`.
- \`scheduledNextTermInstructions\` plans the next term, \`nextChargeInstructions\` another billing cycle from the next charge on.
- What can be done now, until when, and what it would cost is what the options say.`,
      answers: { 200: writtenSubscription },
      headers: { ...etagHeader, ...besideHeaders },
    },
    getOptions: {
      summary: 'What can be done to a subscription now',
      details: 'Each action with its effect and until when it is possible, or with the refusal it would meet; and what happens if nobody acts. Amounts: positive a cost, negative a refund; shown to whoever may read charges.',
      answers: { 200: options },
    },
    listAddOns: { summary: 'Get a list of add-ons for a subscription', answers: { 200: collectionOf(subscription) } },
    listPurchasableAddOns: { summary: 'Add-ons that can be bought for a subscription, and why others cannot', answers: { 200: collectionOf(availability) } },
    getSubscriptionProvisioningStatus: { summary: 'Get subscription provisioning status', answers: { 200: subscriptionProvisioning } },
    getSupportContact: { summary: "Get a subscription's support contact", answers: { 200: supportContact } },
    replaceSupportContact: { summary: "Update a subscription's support contact", details: 'The partner itself, or one of its resellers.', answers: { 200: supportContact } },
    customTermEndDates: { summary: 'Get custom term end dates', details: 'Days on which a first term of that length may end. Pages of 300.', answers: { 200: collectionOf(allowedTermEnd) }, headers: { 'MS-ContinuationToken': 'Of the next page, where there is one.' } },
    listSubscriptionActivationLinks: { summary: 'Get activation link by subscription', answers: { 200: activationLinks } },
    activateSubscription: {
      summary: 'Activate a sandbox subscription for commercial marketplace products',
      details: 'What its publisher would confirm. Free days, and what is charged, count from the purchase.',
      answers: { 200: members({ subscriptionId: guid, status: z.literal('Success') }) },
    },
    listSubscribedSkus: { summary: 'Get a list of available licenses; by license group', details: 'Counted from the subscriptions that the partner sold.', answers: { 200: collectionOf(subscribedSku) } },
    listCustomerEntitlements: { summary: 'Get a collection of entitlements', details: 'Software; of reservations there are none.', answers: { 200: collectionOf(entitlement) } },
    listPartnerSubscriptions: { summary: 'Subscriptions of all customers', details: 'In pages, by customer; of one of them with `customerId`. Narrowed by members as they are shown: publisher, billing type, product type (the category), status. As a file: one row for each, or a JSON object on each line.', answers: { 200: collectionOf(portfolioSubscription) } },
    listRenewals: {
      summary: 'Get the plan of renewals',
      details: 'The subscriptions whose term ends between `from` and `until` (exclusive; 31 days ahead where nobody says), in order of that instant, with what it brings if nobody acts. As a file: one row for each, whose columns behind `Reasons` are edited and sent back.',
      answers: { 200: collectionOf(renewal) },
    },
    applyRenewals: {
      summary: 'Carry out lines of a plan of renewals',
      details: `Each line is judged by itself and is one transaction; what became of it stands in \`items\`. \`nextTerm\` says what is to be another: members that are absent stay.

- A subscription that was changed since the plan was read is refused, not overwritten.
- The same line of the same plan is carried out once: sent again, in whichever batch, it answers \`applied_before\`.`,
      answers: { 200: renewalOutcomes },
    },
    undoRenewals: {
      summary: 'Take back what lines of a plan of renewals did',
      details: 'The same lines as they were carried out. While the term runs, what follows it becomes what it was; once it has renewed, seats, and a renewal that was not to be, while their windows are open.',
      answers: { 200: renewalOutcomes },
    },
    listCharges: {
      summary: 'What was charged for a subscription',
      details: 'The oldest first: lines of licences, and of an Azure plan, or of metered SaaS, what was used in closed months.',
      answers: { 200: collectionOf(z.union([chargeLine, meterCharge, overageCharge])) },
    },
    explainCharge: {
      summary: 'How a charge line came to its amount',
      details: 'As data and as one sentence. A line of a licence is named by its id; one of metered use by its id and the month in which it was used.',
      answers: { 200: explanation },
    },
  },
};
