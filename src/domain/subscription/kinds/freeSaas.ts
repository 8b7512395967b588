import { paidPlanSchema } from '../parts';
import { type Kind } from './kind';
import { publisherSaas } from './publisherSaas';

/** ORD-6: SaaS of a software publisher in its free days. They are a term of their own; the next one is paid for. */
export const freeSaas = {
  ...publisherSaas,
  members: {
    ...publisherSaas.members,
    /** What its free days turn into. */
    renewsTo: paidPlanSchema,
  },
  sells: ({ kind, freeTrialDays }) => kind === 'saas' && freeTrialDays !== undefined,
  planOf: 'freeDays',
  isTrial: true,
  hasPromotions: false,
  windows: { ...publisherSaas.windows, opensOnPurchase: false },
  refuses: {
    ...publisherSaas.refuses,
    seats: (subscriptionId) => ({ kind: 'TrialQuantityFixed', subscriptionId }),
    suspending: (subscriptionId) => ({ kind: 'TrialStatusFixed', subscriptionId }),
  },
  upgrade: 'conversion',
} satisfies Kind;
