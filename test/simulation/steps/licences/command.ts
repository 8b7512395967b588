import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { type Step } from '../step';
import { pickHeld, type Held } from './held';
import { hasEnough, purchase } from './purchase';

/** Something that is asked of one subscription. */
export interface Command {
  readonly name: string;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /** Whether there would be sense in it; it is asked of others too, more rarely. */
  readonly fits: (subscription: Subscription, life: Life) => boolean;
  readonly ask: (life: Life, dice: Random, held: Held) => Promise<void>;
}

/** A step that asks it of one of the life's subscriptions; where there is none yet that it fits, some are bought. */
export const stepOf = ({ name, weight, fits, ask }: Command): Step => ({
  name,
  weight,
  act: async (life, dice) => {
    const held = pickHeld(life, dice, (subscription) => fits(subscription, life));
    if (held !== undefined) await ask(life, dice, held);
    else if (!hasEnough(life)) await purchase(life, dice);
  },
});
