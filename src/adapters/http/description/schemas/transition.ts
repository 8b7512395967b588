import { z } from 'zod';
import { transitionEventSchema, transitionTypes } from '../../../../domain/transition/state';
import { attributesOf, count, guid, instant, members, named } from './answerSchema';
import { writtenBeside } from './preview';
import { billingCycle, limitedTerm } from './terms';

/** What stands against an upgrade. `code`: a number of the contract. */
export const obstacle = members({ code: z.number().int(), description: z.string() });

const transitionType = z.enum(transitionTypes);

const transitionEvent = named(
  'TransitionEvent',
  members({
    name: transitionEventSchema.shape.name,
    status: transitionEventSchema.shape.status,
    timestamp: instant,
    errors: z.array(obstacle).optional(),
    attributes: members({ objectType: z.literal('TransitionEvent') }),
  }),
);

const shape = {
  operationId: z.string(),
  fromCatalogItemId: z.string(),
  fromSubscriptionId: guid,
  toCatalogItemId: z.string(),
  toSubscriptionId: guid.meta({ description: 'The same as the source for an upgrade in place.' }),
  quantity: count,
  termDuration: limitedTerm,
  billingCycle,
  transitionType,
  promotionId: z.string().optional().meta({ description: 'That the target was priced with.' }),
  events: z.array(transitionEvent),
  attributes: attributesOf('Transition'),
};

export const transition = named('Transition', members(shape));

export const writtenTransition = named(
  'WrittenTransition',
  members({
    ...shape,
    ...writtenBeside,
    ifNobodyActs: members({ what: z.literal('expiry'), at: instant }).optional().meta({ description: 'Auto-renew of the subscription that has the licences now is off: it ends then.' }),
  }),
);

export const transitionEligibility = named(
  'TransitionEligibility',
  members({
    operationId: z.string(),
    catalogItemId: z.string(),
    title: z.string(),
    description: z.string(),
    quantity: count.meta({ description: "All of the source's licences." }),
    subscriptionEligibilities: z
      .array(
        members({
          isEligible: z.boolean(),
          subscriptionId: guid,
          subscriptionFriendlyName: z.string(),
          subscriptionTermDuration: limitedTerm,
          subscriptionBillingCycle: billingCycle,
          errors: z.array(obstacle),
        }),
      )
      .meta({ description: 'Subscriptions of the target that the licences could go to.' }),
    eligibilities: z.array(members({ isEligible: z.boolean(), transitionType, errors: z.array(obstacle) })),
    attributes: attributesOf('TransitionEligibility'),
  }),
);
