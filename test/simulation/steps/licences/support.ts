import { callerOf } from '../../engine/client';
import { drawRefund } from '../refunds';
import { type Command } from './command';
import { sellerOf } from './deals';
import { isLive, pathOf } from './held';

const REASONS = ['incorrect_purchase', 'duplicate_order', 'partner_change', 'technical_issue', 'redundant_licences'] as const;

/** Asks the operator to end what cannot be cancelled any more; it is decided on the same day, or left lying. */
export const askSupport: Command = {
  name: 'ask support',
  weight: 2,
  fits: (each, life) => isLive(each) && each.term.cancellableUntil <= life.now(),
  ask: async (life, dice, held) => {
    const path = `/nextterm${pathOf(held)}/supportrequests`;
    const filed = await life.call({ method: 'POST', path, caller: sellerOf(dice, held.partner), body: { reason: dice.pick(REASONS), note: 'Bought by mistake' } });
    if (filed.status !== 201 || dice.chance(30)) return;
    const { id } = filed.body as { readonly id: string };
    const operator = callerOf({ tenantId: life.world.config.operatorTenantId, kind: 'operator' }, ['operator'], 'Olga');
    const decision = dice.weighted([[6, 'grant'], [2, 'refund'], [3, 'refuse']] as const);
    const decided = `${path}/${id}`;
    if (decision === 'refuse') await life.call({ method: 'POST', path: `${decided}/refuse`, caller: operator, body: { why: 'The window is over' } });
    else await life.call({ method: 'POST', path: `${decided}/grant`, caller: operator, body: decision === 'refund' ? { refund: await drawRefund(life, dice, sellerOf(dice, held.partner), pathOf(held)) } : {} });
  },
};
