import { type AzurePlanRefusal } from '../../../domain/azurePlan/refusals';
import { type Rows } from './row';

/** Azure plans, the Azure subscriptions under them, and the move from the older offer. */
export const azurePlanErrors: Rows<AzurePlanRefusal> = {
  AzurePlanNotFound: { status: 404, code: 20003, describe: ({ planId }) => `There is no Azure plan ${planId}.` },
  EntitlementNotFound: { status: 404, code: 800111, describe: ({ entitlementId }) => `There is no Azure subscription ${entitlementId} under this plan.` },
  CancellationReasonUnknown: { status: 400, code: 900307, describe: ({ given }) => `cancellationReason: "${given}" is none; the one known is compromise.` },
  AccessDaysFixed: {
    status: 400,
    code: 800042,
    describe: ({ reason, from }) =>
      ({
        future: `from: ${from} is yet to come, and nobody knows who has access then.`,
        closed: `from: ${from} is in a month that is closed; what was charged for it stands.`,
        tooMany: 'There are too many spans of days without access; say several of them as one.',
      })[reason],
  },
  EntitlementNotReactivable: { status: 400, code: 900337, describe: ({ entitlementId }) => `The Azure subscription ${entitlementId} cannot be taken up again: its plan is suspended.` },
  AzurePlanInUse: { status: 403, code: 900115, describe: ({ planId, active }) => `The Azure plan ${planId} cannot be suspended: ${active} Azure subscriptions are active under it.` },
  AzurePlanMemberFixed: { status: 400, code: 800042, describe: ({ member }) => `Not supported: of an Azure plan, or subscription, ${member} cannot be changed.` },
  // The own API's; no codes are published for them: those of a subscription that is not active, and of too many.
  AzurePlanSuspended: { status: 400, code: 800012, describe: ({ planId }) => `The Azure plan ${planId} is suspended.` },
  TooManyAzureSubscriptions: { status: 403, code: 800066, describe: ({ planId, most }) => `The Azure plan ${planId} has ${most} Azure subscriptions, the most it may have.` },
  NoLegacyAzure: { status: 403, code: 900108, describe: ({ customerId }) => `The customer ${customerId} has no Azure subscription of the older offer with this partner.` },
  AzureUpgradeCompleted: { status: 400, code: 900110, describe: ({ customerId }) => `The Azure subscriptions of the customer ${customerId} have moved already.` },
  AzureUpgradeNotFound: { status: 404, code: 900106, describe: ({ upgradeId }) => `There is no upgrade request ${upgradeId}.` },
  AzureUpgradeOfOther: { status: 400, code: 900111, describe: ({ upgradeId }) => `The upgrade request ${upgradeId} is not this customer's.` },
  AzurePlanNotSold: { status: 400, code: 900107, describe: ({ market }) => `The Azure plan is not sold in the market ${market}.` },
};
