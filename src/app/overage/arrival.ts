import { z } from 'zod';
import { broughtBy, type Bringing } from '../../domain/usage/overage/enabling';
import { statusAt } from '../../domain/subscription/standing';
import { offerSchema, type Subscription } from '../../domain/subscription/state';
import { type Instant } from '../../kernel/instant';
import { instantSchema } from '../../kernel/schemas';
import { type Deadline } from '../due/deadline';

const cameSchema = z.object({
  /** A deadline that failed is due later. */
  at: instantSchema,
  partnerId: z.string(),
  orderId: z.string(),
  resellerOfRecord: z.string().optional(),
  offer: offerSchema.pick({ country: true, tags: true }).extend({ overage: offerSchema.shape.overage.unwrap() }),
});

/** Licences that a change left active and bringing minutes. */
export interface Came {
  readonly bringing: Bringing;
  /** When it was made. */
  readonly at: Instant;
}

/** What the deadline of a review carries of licences, as a change leaves them: by the time it is carried out they may be gone, or of another SKU. Undefined: they bring nothing. */
export const arrivalData = (subscription: Subscription, at: Instant): Deadline['data'] => {
  const { partnerId, orderId, resellerOfRecord, offer } = subscription;
  const overage = statusAt(subscription, at) === 'active' ? broughtBy(offer) : undefined;
  return overage && { came: { at, partnerId, orderId, ...(resellerOfRecord !== undefined && { resellerOfRecord }), offer: { country: offer.country, tags: [], overage } } };
};

/** Undefined also of a deadline that a version before wrote, and of one that the check made anew. */
export const arrivalIn = ({ customerId, data }: Pick<Deadline, 'customerId' | 'data'>): Came | undefined => {
  const came = cameSchema.safeParse(data?.['came']).data;
  if (came === undefined) return undefined;
  const { at, ...licences } = came;
  return { bringing: { customerId, ...licences }, at };
};
