import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { instantSchema } from '../../kernel/schemas';
import { type AzureUpgradeRefusal } from './refusals';
import { planOf, type AzurePlanEvent, type AzureSetUp } from './setUp';
import { type AzureHoldings, type AzurePlan, type AzureSubscription, type LegacyAzure, type OlderSubscription } from './state';

export const upgradeStatuses = ['Completed', 'PartiallyCompleted', 'Failed'] as const;

/** What became of one Azure subscription. */
const upgradeLineSchema = z.object({
  azureSubscriptionId: z.string(),
  status: z.enum(['Completed', 'Failed']),
  /** When it was moved, or last tried. */
  at: instantSchema,
  /** Why it failed. */
  reason: z.enum(['Suspended']).optional(),
});

/** What became of the Azure subscriptions of one upgrade request; a repetition adds to it. */
export const azureUpgradeSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  partnerId: z.string(),
  status: z.enum(upgradeStatuses),
  at: instantSchema,
  planId: z.string(),
  lines: z.array(upgradeLineSchema),
});
export type AzureUpgrade = z.infer<typeof azureUpgradeSchema>;
type UpgradeLine = z.infer<typeof upgradeLineSchema>;

/** Everything an upgrade changes, for one transaction. */
export interface LegacyUpgraded {
  readonly upgrade: AzureUpgrade;
  /** Absent: nothing could be moved, and no plan is made for that. */
  readonly plan?: { readonly plan: AzurePlan; readonly isNew: boolean };
  readonly moved: readonly AzureSubscription[];
  /** What is left of the older offer, or ended with this. */
  readonly legacy: readonly LegacyAzure[];
  readonly events: readonly (AzurePlanEvent | { readonly type: 'AzureOfferUpgraded'; readonly azureSubscriptionIds: readonly string[]; readonly failedIds: readonly string[] })[];
}

/** The partner's own subscriptions of the older offer. */
export const ownLegacy = ({ legacy }: AzureHoldings, partnerId: string): readonly LegacyAzure[] => legacy.filter((each) => each.partnerId === partnerId);

/** AZP-3: what stands against an upgrade; undefined if nothing does. @param isSold whether the market lists the plan (AZP-5). */
export const upgradeProblem = (held: AzureHoldings, customerId: string, partnerId: string, isSold: boolean, market: string): AzureUpgradeRefusal | undefined => {
  const own = ownLegacy(held, partnerId);
  if (own.length === 0) return { kind: 'NoLegacyAzure', customerId };
  if (own.every(({ endedAt }) => endedAt !== undefined)) return { kind: 'AzureUpgradeCompleted', customerId };
  if (!isSold) return { kind: 'AzurePlanNotSold', market };
  const plan = planOf(held, partnerId);
  // Nothing under it is active, and nothing becomes so before it is taken up again.
  return plan?.status === 'suspended' ? { kind: 'AzurePlanSuspended', planId: plan.id } : undefined;
};

const mayMove = ({ status, movedAt }: OlderSubscription): boolean => movedAt === undefined && status !== 'suspended';

/** What is left after the move; the offer ends with the last of them. */
const afterMove = (legacy: LegacyAzure, now: Instant): LegacyAzure => {
  const azureSubscriptions = legacy.azureSubscriptions.map((each) => (mayMove(each) ? { ...each, movedAt: now } : each));
  const isOver = azureSubscriptions.every(({ movedAt }) => movedAt !== undefined);
  return { ...legacy, version: (legacy.version ?? 1) + 1, azureSubscriptions, ...(isOver && { endedAt: now }) };
};

const lineOf = ({ id, movedAt }: OlderSubscription, now: Instant): UpgradeLine =>
  movedAt === undefined ? { azureSubscriptionId: id, status: 'Failed', at: now, reason: 'Suspended' } : { azureSubscriptionId: id, status: 'Completed', at: movedAt };

const statusOf = (lines: readonly UpgradeLine[]): AzureUpgrade['status'] => {
  const failed = lines.filter(({ status }) => status === 'Failed').length;
  if (failed === 0) return 'Completed';
  return failed === lines.length ? 'Failed' : 'PartiallyCompleted';
};

/**
 * AZP-3: the customer's Azure subscriptions under the older offer to the partner's plan, made if it is missing; each keeps its id. One that is suspended fails, and the others go; a repetition of the request
 * moves what failed, once it is active again. The older offer ends with the last of them.
 * Refused: as {@link upgradeProblem}.
 */
export const upgradeLegacyAzure = (
  upgradeId: string,
  setUp: Pick<AzureSetUp, 'customerId' | 'partnerId' | 'planId' | 'catalogItemId'>,
  held: AzureHoldings,
  market: { readonly name: string; readonly isSold: boolean },
  now: Instant,
): Result<LegacyUpgraded, AzureUpgradeRefusal> => {
  const { customerId, partnerId, planId, catalogItemId } = setUp;
  const problem = upgradeProblem(held, customerId, partnerId, market.isSold, market.name);
  if (problem !== undefined) return failure(problem);
  const own = ownLegacy(held, partnerId);
  const open = own.filter(({ endedAt }) => endedAt === undefined);
  const before = planOf(held, partnerId);
  const plan: AzurePlan = { ...(before ?? { id: planId, customerId, partnerId, version: 0, friendlyName: 'Azure plan', status: 'active', createdAt: now, ...(catalogItemId !== undefined && { catalogItemId }) }), version: (before?.version ?? 0) + 1 };
  const moved = open.flatMap(({ azureSubscriptions }) =>
    azureSubscriptions.filter(mayMove).map(({ id, friendlyName }): AzureSubscription => ({ id, planId: plan.id, customerId, partnerId, friendlyName, status: 'active', purpose: 'standard', createdAt: now })),
  );
  const legacy = moved.length === 0 ? [] : open.map((each) => afterMove(each, now));
  const lines = own.flatMap((each) => (legacy.find(({ id }) => id === each.id) ?? each).azureSubscriptions).map((each) => lineOf(each, now));
  const failedIds = lines.filter(({ status }) => status === 'Failed').map(({ azureSubscriptionId }) => azureSubscriptionId);
  return success({
    upgrade: { id: upgradeId, customerId, partnerId, status: statusOf(lines), at: now, planId: plan.id, lines },
    ...(moved.length > 0 && { plan: { plan, isNew: before === undefined } }),
    moved,
    legacy,
    events:
      moved.length === 0
        ? []
        : [...(before === undefined ? [{ type: 'AzurePlanCreated', partnerTenantId: partnerId } as const] : []), { type: 'AzureOfferUpgraded', azureSubscriptionIds: moved.map(({ id }) => id), failedIds }],
  });
};
