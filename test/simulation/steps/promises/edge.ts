import { instant, instantFromMillis, toMillis, type Instant } from '../../../../src/kernel/instant';
import { parseCalendarDate, startOfDay } from '../../../../src/kernel/calendarDate';
import { type Random } from '../../../fuzz/random';
import { userOf } from '../../engine/world';
import { type Life } from '../../engine/life';
import { heldOf, isLive, licencesOf, pathOf, type Held } from '../licences/held';
import { type Step } from '../step';

/** How far ahead a client waits for something. */
const MOST_DAYS = 45;

interface Option {
  readonly action: string;
  readonly until?: string;
  readonly opensAgain?: string;
  readonly effect?: { readonly quantity?: number };
}

interface Options {
  readonly items: readonly Option[];
  readonly ifNobodyActs?: { readonly at: string };
}

/** What asks for it to the letter; undefined for what cannot be asked so simply. */
const bodyFor = ({ action, effect }: Option, { subscription: { quantity } }: Held): object | undefined => {
  switch (action) {
    case 'addSeats':
      return { quantity: quantity + 1 };
    case 'reduceSeats':
      return { quantity: effect?.quantity ?? Math.max(1, quantity - 1) };
    case 'cancel':
      return { status: 'deleted' };
    case 'suspend':
      return { status: 'suspended' };
    case 'turnAutoRenewOff':
      return { autoRenewEnabled: false };
    default:
      return undefined;
  }
};

const optionsOf = async (life: Life, held: Held): Promise<Options | undefined> => {
  const reply = await life.call({ method: 'GET', path: `/nextterm${pathOf(held)}/options`, caller: userOf(held.partner) });
  return reply.status === 200 ? (reply.body as Options) : undefined;
};

const pickLive = (life: Life, dice: Random): Held | undefined => {
  const live = licencesOf(life).filter(isLive).flatMap((subscription) => heldOf(life, subscription) ?? []);
  return live.length === 0 ? undefined : dice.pick(live);
};

const isNear = (life: Life, at: Instant): boolean => at > life.now() && toMillis(at) - toMillis(life.now()) < MOST_DAYS * 86_400_000;

/** Looks at what can be done until when, or when again, waits until just before that instant or until it, and tries it. */
export const edge: Step = {
  name: 'at an edge of the options',
  weight: 8,
  of: 'options',
  act: async (life, dice) => {
    const held = pickLive(life, dice);
    const options = held && (await optionsOf(life, held));
    if (held === undefined || options === undefined) return;
    const tried = options.items.flatMap((option) => {
      const day = parseCalendarDate(option.opensAgain ?? '');
      const at = option.until === undefined ? day && startOfDay(day) : instant(option.until);
      const body = bodyFor(option, held);
      return at === undefined || body === undefined || !isNear(life, at) ? [] : [{ at, body }];
    });
    if (tried.length === 0) return;
    const { at, body } = dice.pick(tried);
    const isBefore = dice.chance(50);
    const when = isBefore ? instantFromMillis(toMillis(at) - 1) : at;
    if (when > life.now()) await life.advanceTo(when);
    await optionsOf(life, held);
    // Most look only, so that some are left to look at.
    if (dice.chance(40)) await life.call({ method: 'PATCH', path: pathOf(held), caller: userOf(held.partner), body });
  },
};

/** Looks at what happens if nobody acts, and lets it happen. */
export const nobodyActs: Step = {
  name: 'nobody acts',
  weight: 5,
  of: 'options',
  act: async (life, dice) => {
    const held = pickLive(life, dice);
    const options = held && (await optionsOf(life, held));
    const at = options?.ifNobodyActs && instant(options.ifNobodyActs.at);
    if (at !== undefined && isNear(life, at)) await life.advanceTo(at);
  },
};
