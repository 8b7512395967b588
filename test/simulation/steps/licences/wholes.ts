import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { type Command } from './command';
import { anew, isLive, type Held } from './held';
import { look, patch, type Sent } from './patch';
import { asMembers, drawInstructions } from './plans';

const drawMembers = (life: Life, dice: Random, held: Held): Sent => {
  const { quantity, autoRenew } = held.subscription;
  const some: readonly (() => Sent)[] = [
    () => ({ quantity: quantity + 1 + dice.below(5) }),
    () => ({ quantity: Math.max(1, quantity - 1) }),
    () => ({ friendlyName: `Team ${1 + dice.below(9)}` }),
    () => ({ autoRenewEnabled: !autoRenew }),
    () => ({ autoRenewEnabled: autoRenew }),
    () => asMembers(dice, drawInstructions(life, dice, held)),
    () => asMembers(dice, null),
    () => ({ status: dice.pick(['active', 'suspended', 'deleted', 'none']) }),
    () => ({ billingCycle: held.subscription.billingCycle }),
  ];
  return Array.from({ length: 2 + dice.below(2) }, () => dice.pick(some)()).reduce((all, each) => ({ ...all, ...each }), {});
};

/** Asks for several things at once. */
export const changeSeveral: Command = { name: 'change several members', weight: 4, fits: ({ status }) => status === 'active', ask: async (life, dice, held) => void (await patch(life, dice, held, drawMembers(life, dice, held))) };

/** The same of a client that counts on it that what it leaves out goes. */
export const replaceMembers: Command = {
  name: 'replace members',
  weight: 2,
  fits: ({ status }) => status === 'active',
  ask: async (life, dice, held) => void (await patch(life, dice, held, dice.chance(50) ? { quantity: held.subscription.quantity + 1 } : drawMembers(life, dice, held), { 'NextTerm-Patch': 'replace' })),
};

/** Reads the whole resource, changes something of it and sends it all back, as SDKs do: with its etag in the body, or in the header; sometimes of an older look at it. */
export const getChangePatch: Command = {
  name: 'GET, change, PATCH',
  weight: 5,
  fits: isLive,
  ask: async (life, dice, held) => {
    const reply = await look(life, dice, held);
    if (reply.status !== 200) return;
    const whole = reply.body as Sent & { readonly quantity: number; readonly autoRenewEnabled: boolean; readonly attributes: { readonly etag: string } };
    const isOld = dice.chance(15);
    if (isOld) await patch(life, dice, held, { friendlyName: `Meanwhile ${1 + dice.below(9)}` });
    const changed = dice.weighted<Sent>([
      [5, { quantity: whole.quantity + 1 + dice.below(4) }],
      [3, { quantity: Math.max(1, whole.quantity - 1) }],
      [3, { friendlyName: 'From the whole' }],
      [3, { autoRenewEnabled: !whole.autoRenewEnabled }],
      [2, { status: dice.pick(['active', 'suspended', 'deleted']) }],
      [2, { scheduledNextTermInstructions: drawInstructions(life, dice, anew(life, held)) }],
      [1, {}],
    ]);
    const where = dice.weighted([[3, 'body'], [2, 'header'], [2, 'nowhere']] as const);
    const { attributes, ...rest } = whole;
    const body = { ...rest, ...(where === 'body' && { attributes }), ...changed };
    await patch(life, dice, anew(life, held), body, { ...(where === 'header' && { 'If-Match': `"${attributes.etag}"` }), ...(dice.chance(10) && { 'NextTerm-Patch': 'replace' }) });
  },
};
