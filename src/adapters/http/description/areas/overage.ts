import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { collectionOf, extendedCollectionOf } from '../schemas/answerSchema';
import { call, overageUsage, usageReportOutcome } from '../schemas/callUsage';
import { meterUsage, meterUsageWithoutPrices } from '../schemas/meter';
import { assignableSubscription, heldAsNone, overageAssignment, overageCharge, overageHandover } from '../schemas/overage';

export const overage: DescribedArea = {
  name: 'Calling minutes',
  about: "Who is charged for a customer's calls beyond what is included, and the calls.",
  operations: {
    getOverage: { summary: 'Get overage', answers: { 200: extendedCollectionOf(overageAssignment, { none: heldAsNone }) } },
    setOverage: {
      summary: 'Manage overage',
      details: 'With `overageEnabled: false` (None) nobody is charged from `noneFrom` on, and calls beyond the allowance are blocked. Without `azureEntitlementId` one is chosen, or made.',
      answers: { 200: overageAssignment },
    },
    listAssignableOverage: { summary: 'Get the Azure subscriptions that overage can be assigned to', answers: { 200: collectionOf(assignableSubscription) } },
    askOverageHandover: {
      summary: 'Ask that overage is handed over to another partner',
      details: 'Source, target and customer agree; then the source sets None, and the target assigns its own.',
      answers: { 201: overageHandover },
    },
    getOverageHandover: { summary: 'Get a hand-over of overage', answers: { 200: overageHandover } },
    agreeOverageHandover: { summary: 'Agree to a hand-over of overage', answers: { 200: overageHandover } },
    refuseOverageHandover: { summary: 'Refuse a hand-over of overage', answers: { 200: overageHandover } },
    getUsage: {
      summary: "Get a month of a customer's calls, or of its metered SaaS",
      details: 'With `subscriptionId` the metered use of that subscription, as a collection; else the calls of a service. A partner sees its own users, the customer all and no charge.',
      answers: { 200: z.union([overageUsage, collectionOf(z.union([meterUsage, meterUsageWithoutPrices]))]) },
    },
    reportUsage: {
      summary: 'Report usage',
      details: 'Each line is judged by itself, and what became of it stands in `items`. A `reportId` counts once: sent again it answers as `duplicate`, or is refused where it says something else. As `text/csv` calls only.',
      answers: { 200: usageReportOutcome },
    },
    listCalls: { summary: 'Get the calls of a day', answers: { 200: collectionOf(call) } },
    listOverageCharges: { summary: 'Get what closed months of calls were charged', details: 'The oldest first. A page may be empty and have a next one.', answers: { 200: collectionOf(overageCharge) } },
  },
};
