import { etagOf } from '../../../../src/adapters/http/etag';
import { type Random } from '../../../fuzz/random';
import { type Reply } from '../../engine/client';
import { type Life } from '../../engine/life';
import { sellerOf, strangerTo } from './deals';
import { pathOf, type Held } from './held';

/** Members of a PATCH, as they are sent. */
export type Sent = Readonly<Record<string, unknown>>;

const headersOf = (dice: Random, { subscription }: Held): Readonly<Record<string, string>> => {
  const { id, version } = subscription;
  const which = dice.weighted([[80, 'none'], [14, 'current'], [4, 'old'], [2, 'any']] as const);
  if (which === 'none') return {};
  if (which === 'any') return { 'If-Match': '*' };
  return { 'If-Match': `"${etagOf({ id, version: which === 'old' ? Math.max(1, version - 1) : version })}"` };
};

/**
 * Changes a subscription, as a user of the partner who sold it, and now and then as somebody else. Some look at the preview first; some say which version they change.
 * @param headers beside those.
 */
export const patch = async (life: Life, dice: Random, held: Held, body: Sent, headers: Readonly<Record<string, string>> = {}): Promise<Reply> => {
  const caller = dice.chance(4) ? strangerTo(life, dice, held) : sellerOf(dice, held.partner);
  const asked = { method: 'PATCH', path: pathOf(held), caller, body, headers: { ...headersOf(dice, held), ...headers } } as const;
  if (dice.chance(7)) await life.call({ ...asked, path: `${asked.path}?preview=true` });
  return life.call(asked);
};

/** Asks for what a subscription looks like, as one who may read it. */
export const look = (life: Life, dice: Random, held: Held, path = pathOf(held)): Promise<Reply> => life.call({ method: 'GET', path, caller: sellerOf(dice, held.partner) });
