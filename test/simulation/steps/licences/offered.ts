import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { type Command } from './command';
import { isLive, pathOf, type Held } from './held';
import { look, patch, type Sent } from './patch';
import { asMembers, drawInstructions } from './plans';
import { reducible } from './seats';

interface Option {
  readonly action: string;
  readonly possible: boolean;
}

/** What a storefront sends for an action that it shows as possible; undefined: it has no button for it. */
const sentFor = (life: Life, dice: Random, held: Held, action: string): Sent | undefined => {
  const { quantity } = held.subscription;
  const all: Readonly<Record<string, () => Sent>> = {
    addSeats: () => ({ quantity: quantity + 1 }),
    reduceSeats: () => ({ quantity: quantity - Math.min(quantity - 1, reducible(held.subscription, life.now())) }),
    rename: () => ({ friendlyName: 'Offered' }),
    cancel: () => ({ status: 'deleted' }),
    suspend: () => ({ status: 'suspended' }),
    resume: () => ({ status: 'active' }),
    turnAutoRenewOff: () => ({ autoRenewEnabled: false }),
    turnAutoRenewOn: () => ({ autoRenewEnabled: true }),
    planNextTerm: () => asMembers(dice, drawInstructions(life, dice, held)),
    unplanNextTerm: () => asMembers(dice, null),
    unplanNextCharge: () => ({ nextChargeInstructions: null }),
  };
  return all[action]?.();
};

/** Asks what can be done, and does something of it, or of what cannot. */
export const takeOption: Command = {
  name: 'take an option',
  weight: 2,
  fits: isLive,
  ask: async (life, dice, held) => {
    const reply = await look(life, dice, held, `/nextterm${pathOf(held)}/options`);
    if (reply.status !== 200) return;
    const { items } = reply.body as { readonly items: readonly Option[] };
    const wanted = !dice.chance(15);
    const sent = items.filter(({ possible }) => possible === wanted).flatMap(({ action }): readonly Sent[] => {
      const one = sentFor(life, dice, held, action);
      return one === undefined ? [] : [one];
    });
    if (sent.length > 0) await patch(life, dice, held, dice.pick(sent));
  },
};
