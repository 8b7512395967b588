import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Random } from '../../../fuzz/random';
import { type Command } from './command';
import { isLive } from './held';
import { patch } from './patch';
import { drawResellers } from './purchase';

const isPaid = ({ kind }: Subscription): boolean => kind === 'licence';
const isActive = ({ status }: Subscription): boolean => status === 'active';

const name = (dice: Random): string => `${dice.pick(['Sales', 'Finance', 'Front desk', 'Årsta', 'Lager'])} ${1 + dice.below(9)}`;

/** Gives it another name. */
export const rename: Command = { name: 'rename', weight: 2, fits: isLive, ask: async (life, dice, held) => void (await patch(life, dice, held, { friendlyName: name(dice) })) };

/** Names who sells it on. */
export const nameResellers: Command = {
  name: 'name resellers',
  weight: 2,
  fits: isLive,
  ask: async (life, dice, held) => {
    const { first, others } = drawResellers(dice, held);
    await patch(life, dice, held, { partnerId: first ?? null, ...((others.length > 0 || dice.chance(30)) && { additionalPartnerIds: others }) });
  },
};

const asked = (dice: Random, autoRenewEnabled: boolean) => {
  if (!dice.chance(25)) return { autoRenewEnabled };
  if (autoRenewEnabled) return { autoRenewEnabled, scheduledActions: [{ scheduleType: 'TermEnd', actionType: 'RenewToNewTerm' }] };
  return { autoRenewEnabled, scheduledActions: [{ scheduleType: 'TermEnd', actionType: dice.pick(['Cancel', 'RenewToExtendedServiceTerm']) }] };
};

/** Turns auto-renew off. */
export const stopRenewing: Command = { name: 'auto-renew off', weight: 3, fits: (each) => isActive(each) && each.autoRenew, ask: async (life, dice, held) => void (await patch(life, dice, held, asked(dice, false))) };

/** Turns auto-renew on. */
export const goOnRenewing: Command = { name: 'auto-renew on', weight: 3, fits: (each) => isActive(each) && !each.autoRenew, ask: async (life, dice, held) => void (await patch(life, dice, held, asked(dice, true))) };

/** Takes the customer's access away for a time. */
export const suspend: Command = { name: 'suspend', weight: 2, fits: (each) => isActive(each) && isPaid(each), ask: async (life, dice, held) => void (await patch(life, dice, held, { status: 'suspended' })) };

/** Gives it back. */
export const resume: Command = { name: 'resume', weight: 2, fits: ({ status }) => status === 'suspended', ask: async (life, dice, held) => void (await patch(life, dice, held, { status: 'active', ...(dice.chance(25) && { autoRenewEnabled: true }) })) };

/** Cancels it; some clients send how many seats it is to have then, which is none. */
export const cancel: Command = {
  name: 'cancel',
  weight: 3,
  fits: (each, life) => isLive(each) && isPaid(each) && each.term.cancellableUntil > life.now(),
  ask: async (life, dice, held) => void (await patch(life, dice, held, { status: 'deleted', ...(dice.chance(20) && { quantity: 0 }) })),
};

/** Cancels what cannot be any more. */
export const cancelLate: Command = { name: 'cancel late', weight: 1, fits: (each, life) => isLive(each) && each.term.cancellableUntil <= life.now(), ask: async (life, dice, held) => void (await patch(life, dice, held, { status: 'deleted' })) };
