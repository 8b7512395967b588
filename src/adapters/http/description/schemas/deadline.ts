import { z } from 'zod';
import { comingKinds } from '../../../../domain/options/deadlines';
import { count, country, guid, instant, members, named } from './answerSchema';
import { atRisk } from './atRisk';
import { brings } from './preview';

/** What will happen, or end, by itself. */
export const deadline = named(
  'Deadline',
  members({
    at: instant.meta({ description: 'At that instant it happens, or is no longer possible.' }),
    kind: z.enum(comingKinds),
    customerId: guid,
    subjectId: guid.meta({ description: 'A subscription, or of `transferExpiry` a transfer.' }),
    name: z.string().meta({ description: 'The friendly name of the subject.' }),
    customerName: z.string().optional().meta({ description: 'With `details=true`.' }),
    product: members({ productId: z.string(), skuId: z.string(), title: z.string() }).optional().meta({ description: 'With `details=true`; of a subscription.' }),
    market: country.optional().meta({ description: 'With `details=true`; of a subscription.' }),
    orderId: z.string().optional().meta({ description: 'With `details=true`; of a subscription.' }),
    quantity: count.optional().meta({ description: 'Of seats in a window; with `details=true` else of the subscription.' }),
    brings: brings.optional().meta({ description: 'With `charges=true`; absent where it cannot be known.' }),
    migratesAt: instant.optional().meta({ description: 'With `charges=true`, in place of `brings`: when a migration into new commerce is planned that comes before it, or with it, and may leave nothing of it.' }),
    atRisk: atRisk.optional().meta({ description: 'With `charges=true`; of what closes first of a subscription: what all its seats that can come off would give back.' }),
  }),
);
