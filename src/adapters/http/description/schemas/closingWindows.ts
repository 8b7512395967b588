import { z } from 'zod';
import { atRisk } from './atRisk';
import { count, country, extendedCollectionOf, guid, instant, members, named } from './answerSchema';

const closingWindows = named(
  'ClosingWindows',
  members({
    customerId: guid,
    customerName: z.string().optional(),
    subscriptionId: guid,
    name: z.string().meta({ description: 'Its friendly name.' }),
    product: members({ productId: z.string(), skuId: z.string(), title: z.string() }),
    market: country,
    orderId: z.string(),
    quantity: count,
    seatsThatCanComeOff: count,
    closesAt: instant.meta({ description: 'The first of it: from then on less comes back, or nothing.' }),
    windows: z.array(members({ closesAt: instant, quantity: count, fullRefundUntil: instant.optional() })).meta({ description: 'All that are open, the first to close first.' }),
    cancellableUntil: instant.optional(),
    atRisk: atRisk.optional().meta({ description: 'What all seats that can come off would give back now. For whoever may read charges; absent where nothing would be, or it cannot be known.' }),
  }),
);

export const closingWindowsList = extendedCollectionOf(closingWindows, {
  asOf: instant.meta({ description: 'When all of it was looked at.' }),
  until: instant,
  lookedUntil: instant.meta({ description: 'What closes before this is on this page or an earlier one; `until` on the last.' }),
});
