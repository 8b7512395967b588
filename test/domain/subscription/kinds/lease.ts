import { type Kind } from '../../../../src/domain/subscription/kinds/kind';
import { licence } from '../../../../src/domain/subscription/kinds/licence';

/** A way of selling that there is not: leased licences, whose number is fixed and which can be given back on any day of the term. */
export const lease = {
  ...licence,
  members: {},
  sells: ({ kind }) => kind === 'azure_plan',
  hasPromotions: false,
  isAligned: false,
  windows: { ...licence.windows, opensOnPurchase: false, opensOnRenewal: false, cancellable: 'wholeTerm' },
  refuses: {
    seats: (subscriptionId) => ({ kind: 'TrialQuantityFixed', subscriptionId }),
    planning: (subscriptionId) => ({ kind: 'NothingScheduledFor', subscriptionId }),
  },
  termEnd: { repeats: true, extendable: false },
  transferObstacle: 'OtherKind',
  rules: { cancel: () => 'SUB-3' },
} satisfies Kind;
