import { type TransitionRefusal } from '../../../domain/transition/refusals';
import { planCode } from './planCode';
import { type Rows } from './row';

const upgradeReasons = {
  NoTargets: 'The catalogue names no target.',
  NotATarget: 'It is none of the targets that are listed for it.',
  Unsupported: 'The catalogue names it among the upgrades that are refused.',
} as const;

/** Upgrades, and trials that turn paid at once. */
export const transitionErrors: Rows<TransitionRefusal> = {
  SubscriptionsExceedLimit: { status: 403, code: 800066, describe: ({ most }) => `A customer may have ${most} subscriptions, and a part of the licences would be one more.` },
  TransitionNotForTraditional: { status: 403, code: 900263, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} is not upgraded this way: it is no licence of new commerce. POST one of its upgrades instead, if it is traditional.` },
  // No code is published: 800042 is "not supported".
  UpgradeOfTraditionalOnly: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: an upgrade of ${subscriptionId} by the traditional call: POST a transition instead.` },
  // No code is published; 900141 says "not supported", and the inner reason is that of the eligibilities.
  UpgradeNotOffered: { status: 400, code: 900141, describe: ({ reason, toCatalogItemId }) => `Not supported: an upgrade to ${toCatalogItemId}. ${upgradeReasons[reason]}` },
  MoreThanTheSourceHas: { status: 400, code: 900275, describe: ({ quantity, held }) => `${quantity} licences cannot be moved: the subscription has ${held}.` },
  TransitionQuantityOutsideLimits: { status: 400, code: 900275, describe: ({ quantity, minimum, maximum }) => `${quantity} licences: the offer is sold from ${minimum} to ${maximum}.` },
  TransitionTermTooShort: { status: 400, code: 900267, describe: ({ termDuration, sourceTermDuration }) => `The term ${termDuration} is shorter than ${sourceTermDuration}, that of the subscription.` },
  TransitionTermFixed: { status: 400, code: 900268, describe: ({ termDuration, sourceTermDuration }) => `A part of the licences keeps the term ${sourceTermDuration} and ends with the rest; only all of them together can begin ${termDuration}.` },
  TransitionPlanNotOffered: { status: 400, code: 900269, codeOf: planCode, describe: ({ termDuration, billingCycle }) => `The target is not sold for ${termDuration} billed ${billingCycle} in this currency.` },
  TargetIsSource: { status: 400, code: 900259, describe: ({ subscriptionId }) => `${subscriptionId} is the subscription the licences come from.` },
  TargetNotActive: { status: 400, code: 900258, describe: ({ subscriptionId, status }) => `Licences cannot go to ${subscriptionId}: it is ${status}.` },
  TargetIsOtherItem: { status: 400, code: 900260, describe: ({ subscriptionId, catalogItemId }) => `Licences cannot go to ${subscriptionId}: it is of ${catalogItemId}.` },
  TargetBeingRenewed: { status: 400, code: 900261, describe: ({ subscriptionId }) => `Licences cannot go to ${subscriptionId} now: it is being renewed.` },
  // No code is published for the window of the target; 900280 says "currently not updatable".
  TargetInWindow: { status: 400, code: 900280, describe: ({ subscriptionId, until }) => `Licences cannot go to ${subscriptionId} before ${until}: until then it can be cancelled.` },
  TargetTermDiffers: { status: 400, code: 900267, describe: ({ subscriptionId, termDuration, sourceTermDuration }) => `Licences cannot go to ${subscriptionId}: its term is ${termDuration}, theirs ${sourceTermDuration}.` },
  TargetEndsBeforeSource: { status: 400, code: 900236, describe: ({ subscriptionId, termEnd, sourceTermEnd }) => `Licences cannot go to ${subscriptionId}: it ends on ${termEnd}, before ${sourceTermEnd}.` },
};
