import { z } from 'zod';
import { type Instant } from '../kernel/instant';
import { failure, success, type Result } from '../kernel/result';
import { instantSchema } from '../kernel/schemas';
import { planOf, type AzurePlanEvent, type AzureSetUp } from './setUp';
import { type AzureHoldings, type AzurePlan, type AzureSubscription, type LegacyAzure } from './state';

/** What became of the Azure subscriptions of one upgrade request. */
export const azureUpgradeSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  partnerId: z.string(),
  status: z.enum(['Completed']),
  at: instantSchema,
  planId: z.string(),
  lines: z.array(z.object({ azureSubscriptionId: z.string(), status: z.enum(['Completed']), at: instantSchema })),
});
export type AzureUpgrade = z.infer<typeof azureUpgradeSchema>;

export type AzureUpgradeRefusal =
  /** Nothing of the older offer is the partner's to move. */
  | { readonly kind: 'NoLegacyAzure'; readonly customerId: string }
  | { readonly kind: 'AzureUpgradeCompleted'; readonly customerId: string }
  | { readonly kind: 'AzureUpgradeNotFound'; readonly upgradeId: string }
  | { readonly kind: 'AzureUpgradeOfOther'; readonly upgradeId: string }
  | { readonly kind: 'AzurePlanNotSold'; readonly market: string };

/** Everything an upgrade changes, for one transaction. */
export interface LegacyUpgraded {
  readonly upgrade: AzureUpgrade;
  readonly plan: AzurePlan;
  readonly isNewPlan: boolean;
  readonly moved: readonly AzureSubscription[];
  readonly ended: readonly LegacyAzure[];
  readonly events: readonly (AzurePlanEvent | { readonly type: 'AzureOfferUpgraded'; readonly azureSubscriptionIds: readonly string[] })[];
}

/** The partner's own subscriptions of the older offer. */
const ownLegacy = ({ legacy }: AzureHoldings, partnerId: string): readonly LegacyAzure[] => legacy.filter((each) => each.partnerId === partnerId);

/** AZP-3: what stands against an upgrade; undefined if nothing does. @param isSold whether the market lists the plan (AZP-5). */
export const upgradeProblem = (held: AzureHoldings, customerId: string, partnerId: string, isSold: boolean, market: string): AzureUpgradeRefusal | undefined => {
  const own = ownLegacy(held, partnerId);
  if (own.length === 0) return { kind: 'NoLegacyAzure', customerId };
  if (own.every(({ endedAt }) => endedAt !== undefined)) return { kind: 'AzureUpgradeCompleted', customerId };
  return isSold ? undefined : { kind: 'AzurePlanNotSold', market };
};

/**
 * AZP-3: all of the customer's Azure subscriptions under the older offer to the partner's plan, made if it is missing; each keeps its id, and the older offer ends with the last of them.
 * Refused: as {@link upgradeProblem}.
 */
export const upgradeLegacyAzure = (
  upgradeId: string,
  setUp: Pick<AzureSetUp, 'customerId' | 'partnerId' | 'planId'>,
  held: AzureHoldings,
  market: { readonly name: string; readonly isSold: boolean },
  now: Instant,
): Result<LegacyUpgraded, AzureUpgradeRefusal> => {
  const { customerId, partnerId, planId } = setUp;
  const problem = upgradeProblem(held, customerId, partnerId, market.isSold, market.name);
  if (problem !== undefined) return failure(problem);
  const open = ownLegacy(held, partnerId).filter(({ endedAt }) => endedAt === undefined);
  const before = planOf(held, partnerId);
  const plan: AzurePlan = { ...(before ?? { id: planId, customerId, partnerId, version: 0, friendlyName: 'Azure plan', status: 'active', createdAt: now }), version: (before?.version ?? 0) + 1 };
  const moved = open.flatMap(({ azureSubscriptions }) =>
    azureSubscriptions.map(({ id, friendlyName }): AzureSubscription => ({ id, planId: plan.id, customerId, partnerId, friendlyName, status: 'active', purpose: 'standard', createdAt: now })),
  );
  return success({
    upgrade: { id: upgradeId, customerId, partnerId, status: 'Completed', at: now, planId: plan.id, lines: moved.map(({ id }) => ({ azureSubscriptionId: id, status: 'Completed', at: now })) },
    plan,
    isNewPlan: before === undefined,
    moved,
    ended: open.map((legacy) => ({ ...legacy, endedAt: now })),
    events: [...(before === undefined ? [{ type: 'AzurePlanCreated', partnerTenantId: partnerId } as const] : []), { type: 'AzureOfferUpgraded', azureSubscriptionIds: moved.map(({ id }) => id) }],
  });
};
