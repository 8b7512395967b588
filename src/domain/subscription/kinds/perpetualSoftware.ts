import { type Kind } from './kind';
import { software } from './software';
import { perpetualWindow } from './windows';

/** ORD-9: a software licence for good: without a term, charged once, and given up through its order alone. */
export const perpetualSoftware = {
  ...software,
  members: {},
  sells: ({ kind, perpetual }) => kind === 'software' && perpetual === true,
  windows: { ...software.windows, ends: perpetualWindow, opensOnRenewal: false, refundsPart: false },
  cancelledThrough: ['order'],
  refuses: {
    ...software.refuses,
    suspending: (subscriptionId) => ({ kind: 'PerpetualNotSuspended', subscriptionId }),
    planning: (subscriptionId) => ({ kind: 'NothingScheduledFor', subscriptionId }),
    autoRenew: (subscriptionId) => ({ kind: 'CannotAutoRenew', subscriptionId }),
  },
  termEnd: { repeats: false, extendable: false },
  rules: { ...software.rules, planNextTerm: 'ORD-9' },
} satisfies Kind;
