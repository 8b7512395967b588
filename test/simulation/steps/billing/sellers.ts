import { type Partner } from '../../../../src/domain/parties/partner/state';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { Asking } from '../asking';
import { userOf } from '../../engine/world';

/** Somebody of a partner that sells, more often of one that has sold something. */
export const drawSeller = (life: Life, dice: Random): { readonly partner: Partner; readonly asking: Asking } => {
  const sold = new Set(life.known.subscriptions().map(({ partnerId }) => partnerId));
  const those = life.world.partners.filter(({ tenantId }) => sold.has(tenantId));
  const partner = dice.pick(those.length > 0 && dice.chance(90) ? those : life.world.partners);
  return { partner, asking: new Asking(life, userOf(partner, ['admin_agent', 'billing_admin'])) };
};
