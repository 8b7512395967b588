import { z } from 'zod';
import { type Sku } from '../../../domain/catalogue/state';
import { type LicencesHeld } from '../../../domain/subscription/licencesHeld';
import { provisionedSku } from './subscriptionProvisioning';

/** All that is sold here is managed by the customer's directory; the other group is Minecraft's. */
const GROUP = 'group1';

/** Groups as a client asks for them, one or several; hosts join a parameter that is given twice with a comma. */
export const licenseGroupsQuery = z
  .array(z.string().max(100))
  .transform((texts) => texts.flatMap((text) => text.toLowerCase().split(',').map((each) => each.trim())))
  .pipe(z.array(z.enum([GROUP, 'group2'])));

/** Whether licences of the group that all are of are asked for. */
export const asksForAll = (groups: readonly string[] | undefined): boolean => groups?.includes(GROUP) ?? true;

/**
 * The contract's SubscribedSku. No licence is assigned here, so none is consumed, and what services a licence opens is not known.
 * @param sku as the catalogue has it now; absent: no longer there. @param guidOf the GUID of a SKU that the offer matrix gives none for.
 */
export const subscribedSkuResource = ({ of, active, warning, suspended }: LicencesHeld, sku: Sku | undefined, guidOf: (productId: string, skuId: string) => string) => ({
  availableUnits: active + warning,
  activeUnits: active,
  consumedUnits: 0,
  suspendedUnits: suspended,
  totalUnits: active + warning,
  warningUnits: warning,
  productSku: { id: provisionedSku(of, sku, guidOf), name: of.offer.title, skuPartNumber: sku?.provisioningString ?? `${of.offer.productId}:${of.offer.skuId}`, targetType: 'User', licenseGroupId: GROUP },
  servicePlans: [],
  capabilityStatus: active > 0 ? 'Enabled' : warning > 0 ? 'Warning' : 'Suspended',
  attributes: { objectType: 'SubscribedSku' },
});
