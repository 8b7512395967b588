import { z } from 'zod';
import { type Outcome } from '../../../domain/subscription/outcome';
import { goesOn, termOverAt } from '../../../domain/subscription/standing';
import { billingCycles, limitedTerms } from '../../../domain/subscription/state';
import { type EligibilityObstacle, type IntoEligibility, type TransitionEligibility, type TypeEligibility } from '../../../domain/transition/eligibility';
import { type Redundancy } from '../../../domain/transition/redundant';
import { transitionTypes, type Transition } from '../../../domain/transition/state';
import { wireError } from '../errors';
import { guidSchema } from '../wireSchemas';

/** The echo of the source that clients send is not needed, but must be the source's. */
export const transitionBody = z.object({
  toCatalogItemId: z.string().min(1).max(200).meta({ description: '`product:sku:availability`, as the eligibilities have it.' }),
  quantity: z.number().int().min(1).max(2_147_483_647).meta({ description: 'Licences; all of them: in place.' }),
  transitionType: z.enum(transitionTypes),
  toSubscriptionId: guidSchema.optional().meta({ description: 'A subscription of the target that the licences shall go to.' }),
  termDuration: z.enum(limitedTerms).optional(),
  billingCycle: z.enum(billingCycles).optional(),
  promotionId: z.string().max(200).optional(),
  fromSubscriptionId: z.string().trim().max(100).optional(),
  fromCatalogItemId: z.string().trim().max(200).optional(),
});

/** A published number, and the sentence a command would be refused with. */
const obstacleResource = (obstacle: EligibilityObstacle) => ({
  code: obstacle.code,
  description: 'refusal' in obstacle ? wireError(obstacle.refusal).body.description : obstacle.description,
});

const typeResource = ({ transitionType, obstacles }: TypeEligibility) => ({ isEligible: obstacles.length === 0, transitionType, errors: obstacles.map(obstacleResource) });

const intoResource = ({ subscription, obstacles }: IntoEligibility) => ({
  isEligible: obstacles.length === 0,
  subscriptionId: subscription.id,
  subscriptionFriendlyName: subscription.friendlyName,
  subscriptionTermDuration: subscription.termDuration,
  subscriptionBillingCycle: subscription.billingCycle,
  errors: obstacles.map(obstacleResource),
});

/** The contract's TransitionEligibility. */
export const eligibilityResource = (operationId: string, { target, quantity, types, into }: TransitionEligibility) => ({
  operationId,
  catalogItemId: target.catalogItemId,
  title: target.item.sku.title,
  description: target.item.sku.description,
  quantity,
  subscriptionEligibilities: into.map(intoResource),
  eligibilities: types.map(typeResource),
  attributes: { objectType: 'TransitionEligibility' },
});

/** The contract's Transition. */
export const transitionResource = ({ at: _at, events, ...transition }: Transition) => ({
  ...transition,
  events: events.map(({ name, status, at, errors }) => ({ name, status, timestamp: at, ...(errors !== undefined && { errors }), attributes: { objectType: 'TransitionEvent' } })),
  attributes: { objectType: 'Transition' },
});

/** Beside the contract's: that the subscription which has the licences now ends with its term, auto-renew being off, and when. */
export const endingResource = (outcomes: readonly Outcome[]) => {
  const subscription = outcomes.at(-1)?.subscription;
  return subscription === undefined || goesOn(subscription) ? {} : { ifNobodyActs: { what: 'expiry', at: termOverAt(subscription) } };
};

/** Own API: licences that an upgrade or a purchase made superfluous, and what covers them; of an upgrade, which. */
export const redundantResource = ({ subscription, quantity, by }: Redundancy) => ({
  subscriptionId: subscription.id,
  friendlyName: subscription.friendlyName,
  offerName: subscription.offer.title,
  quantity,
  coveredBy: by.subscriptionId,
  ...(by.transition !== undefined && { operationId: by.transition.operationId }),
  supportRequestUntil: by.until,
});
