import { instantFromMillis, toMillis, type Instant } from '../../../../src/kernel/instant';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { COMMANDS } from '../licences/all';
import { anew, heldOf, licencesOf, type Held } from '../licences/held';
import { type Step } from '../step';
import { aheadOf, type Ahead } from './deadlines';

const DAY = 86_400_000;
/** Nobody waits longer than that for one deadline. */
const MOST_DAYS = 45;

const shifted = (at: Instant, millis: number): Instant => instantFromMillis(toMillis(at) + millis);

/** What is tried there: what the deadline is about, or something else. */
const NAMES: Readonly<Record<Ahead['kind'], readonly string[]>> = {
  window: ['remove seats', 'remove seats', 'add seats', 'GET, change, PATCH'],
  'full refund': ['remove seats', 'cancel'],
  cancellation: ['cancel', 'cancel', 'remove seats', 'ask support'],
  term: ['auto-renew off', 'auto-renew on', 'suspend', 'resume', 'plan next term', 'unplan next term', 'add seats', 'remove seats', 'cancel', 'rename', 'convert trial', 'upgrade', 'change several members'],
  charge: ['plan next charge', 'plan next charge', 'add seats', 'remove seats', 'cancel', 'upgrade'],
  stage: ['resume', 'auto-renew on', 'add seats'],
};

/** What is carried out then, and not merely over. */
const CARRIED_OUT: ReadonlySet<Ahead['kind']> = new Set(['term', 'charge', 'stage']);

const ask = async (life: Life, dice: Random, held: Held, kind: Ahead['kind']): Promise<void> => {
  const now = anew(life, held);
  const wanted = NAMES[kind];
  const commands = COMMANDS.filter(({ name }) => wanted.includes(name));
  const fit = commands.filter((command) => command.fits(now.subscription, life));
  await dice.pick(fit.length > 0 && !dice.chance(25) ? fit : commands).ask(life, dice, now);
};

const nextOf = (life: Life, dice: Random): { readonly held: Held; readonly ahead: Ahead } | undefined => {
  const now = life.now();
  const latest = shifted(now, MOST_DAYS * DAY);
  const all = licencesOf(life).flatMap((subscription) => aheadOf(subscription, now).filter(({ at }) => at <= latest).map((ahead) => ({ subscription, ahead })));
  const sorted = all.sort((a, b) => (a.ahead.at < b.ahead.at ? -1 : a.ahead.at > b.ahead.at ? 1 : 0));
  if (sorted.length === 0) return undefined;
  const { subscription, ahead } = dice.chance(50) ? dice.pick(sorted.slice(0, 3)) : dice.pick(sorted);
  const held = heldOf(life, subscription);
  return held && { held, ahead };
};

/** Time passes until just before a deadline that a client sees, and something is tried then, at the very instant, or just after; often at several of these. */
export const atDeadline: Step = {
  name: 'at deadline',
  weight: 10,
  act: async (life, dice) => {
    const found = nextOf(life, dice);
    if (found === undefined) return;
    const { held, ahead } = found;
    for (const [percent, millis] of [[30, -1000], [15, -1], [40, 0], [15, 1], [25, 1000]] as const) {
      const at = shifted(ahead.at, millis);
      if (!dice.chance(percent) || at < life.now()) continue;
      // What is over is often asked for something before the timer of the sweep has ticked. By whole seconds: so late work is told from work that is wrong.
      if (at > life.now() && millis % 1000 === 0 && millis >= 0 && CARRIED_OUT.has(ahead.kind) && dice.chance(50)) await life.advanceBeforeTick(ahead.at, at);
      else await life.advanceTo(at);
      await ask(life, dice, held, ahead.kind);
    }
  },
};

/** On the day before the end of a term everybody remembers what they wanted to do. */
export const beforeRenewal: Step = {
  name: 'before renewal',
  weight: 4,
  act: async (life, dice) => {
    const now = life.now();
    const latest = shifted(now, MOST_DAYS * DAY);
    const all = licencesOf(life).flatMap((subscription) => aheadOf(subscription, now).filter(({ at, kind }) => kind === 'term' && at <= latest).map(({ at }) => ({ subscription, at })));
    if (all.length === 0) return;
    const { subscription, at } = dice.pick(all);
    const held = heldOf(life, subscription);
    if (held === undefined) return;
    const first = shifted(at, -dice.below(DAY));
    if (first > now) await life.advanceTo(first);
    for (let left = 2 + dice.below(2); left > 0; left -= 1) await ask(life, dice, held, 'term');
  },
};
