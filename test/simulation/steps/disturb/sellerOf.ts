import { type Partner } from '../../../../src/domain/parties/partner/state';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Life } from '../../engine/life';

/** Who sold it; undefined: nobody that the world knows. */
export const sellerOf = ({ world }: Life, { partnerId }: Subscription): Partner | undefined => world.partners.find(({ tenantId }) => tenantId === partnerId);
