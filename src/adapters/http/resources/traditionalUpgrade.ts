import { z } from 'zod';
import { type TraditionalUpgrade } from '../../../app/transition/traditionalUpgrades';
import { type FoundOffer } from '../../../domain/catalogue/findOffer';
import { type Catalogue } from '../../../domain/catalogue/state';
import { obstacleCodes } from '../../../domain/transition/state';
import { type WholeUpgraded } from '../../../domain/transition/wholeUpgrade';
import { wireError } from '../errors';
import { link } from '../links';

/** As names and, in request samples, as numbers. Which of the two is asked makes no difference: users keep their licences wherever that can be done. */
export const upgradeTypes = ['upgrade_only', 'upgrade_with_license_transfer'] as const;

export const upgradeBody = z.object({
  targetOffer: z.object({ id: z.string().min(1).max(100) }),
  upgradeType: z.union([z.enum(upgradeTypes), z.number().int().min(1).max(2)]).optional(),
  quantity: z.number().int().positive().optional(),
});

/** The contract's numbers for what stands against an upgrade; add-ons have one here that upgrades of new commerce cannot meet. */
const codes: Readonly<Record<string, number>> = { SubscriptionNotActive: obstacleCodes.NotActive, SubscriptionSuspended: obstacleCodes.NotActive, AddOnsAttached: 6, UpgradeNotOffered: obstacleCodes.NotATarget, TransitionPlanNotOffered: 10 };

/** What names the target; whether it can be bought is what the upgrade itself says. */
const targetOffer = ({ market: country }: Catalogue, { item: { sku } }: FoundOffer) => {
  const { productId: id, title: name, description, minimumQuantity, maximumQuantity } = sku;
  const uri = `/offers/${id}?country=${country}`;
  return { id, name, description, minimumQuantity, maximumQuantity, uri, country, links: { self: link(uri) }, attributes: { objectType: 'Offer' } };
};

/** MIG-4: one target. */
export const upgradeResource = (catalogue: Catalogue, { target, quantity, refusal }: TraditionalUpgrade) => ({
  targetOffer: targetOffer(catalogue, target),
  upgradeType: 'upgrade_only',
  isEligible: refusal === undefined,
  quantity,
  upgradeErrors: refusal === undefined ? [] : [{ code: codes[refusal.kind] ?? obstacleCodes.Other, description: wireError(refusal).body.description }],
  attributes: { objectType: 'Upgrade' },
});

/** What was done: the licences stay in the subscription they were in. */
export const upgradeResultResource = ({ outcome: { subscription }, licences }: WholeUpgraded) => ({
  sourceSubscriptionId: subscription.id,
  targetSubscriptionId: subscription.id,
  upgradeType: licences === 'automatic' ? 'upgrade_with_license_transfer' : 'upgrade_only',
  upgradeErrors: [],
  licenseErrors: [],
  attributes: { objectType: 'UpgradeResult' },
});
