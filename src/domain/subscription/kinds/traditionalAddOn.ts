import { z } from 'zod';
import { type Kind } from './kind';
import { traditionalBase } from './traditionalBase';

/** ORD-5: a traditional add-on: it hangs on a base, has its dates, and renews, ends and is suspended with it. */
export const traditionalAddOn = {
  ...traditionalBase,
  members: {
    /** ORD-5: the subscription it hangs on. */
    parentId: z.string(),
  },
  sells: ({ kind, prerequisiteSkus }) => kind === 'traditional' && prerequisiteSkus.length > 0,
  planOf: 'base',
  family: 'addOn',
  refuses: { ...traditionalBase.refuses, autoRenew: (subscriptionId) => ({ kind: 'CannotAutoRenew', subscriptionId }) },
} satisfies Kind;
