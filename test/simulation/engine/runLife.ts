import { plusDays, startOfDay, dayOf } from '../../../src/kernel/calendarDate';
import { instant, plusMinutes, type Instant } from '../../../src/kernel/instant';
import { Random } from '../../fuzz/random';
import { checksOf } from '../checks/all';
import { STEPS } from '../steps/all';
import { drawStep } from '../steps/step';
import { Broken, type Check, type Reach } from './check';
import { Installation, copyOf } from './installation';
import { Life } from './life';
import { beginRowValues } from './rowValues';
import { hasTrait } from './traits';
import { withoutUnitedStates } from './unitedStates';
import { Twin } from './twin/twin';
import { type World } from './world';

/** Which life, and how much of it. */
export interface LifeAsked {
  readonly seed: number;
  /** Only steps before this one. */
  readonly until?: number;
  /** Only these steps; all if absent. */
  readonly steps?: readonly number[];
  /** Only the faults of these steps; those of all if absent. */
  readonly faults?: readonly number[];
  /** Whether the same life without faults is lived beside it; one in so many if absent. */
  readonly hasTwin?: boolean;
}

/** Looks on while a life is lived, before anything is checked. */
export interface Onlooker extends Check {
  /** A step begins. */
  begins?(step: number, name: string): void;
}

export interface LifeLived {
  readonly seed: number;
  readonly steps: number;
  readonly requests: number;
  readonly subscriptions: number;
  /** What did not hold, and at which step. */
  readonly broken?: { readonly rule: string; readonly message: string; readonly step: number; readonly stack: string };
}

/** A leap year and the change to extended service terms are among the years that lives fall into. */
const EARLIEST = instant('2023-01-01T00:00:00.000Z');
const DAYS_OF_BEGINNINGS = 1400;
const STEPS_OF_A_LIFE = 50;
const FAULT_PERCENT = 12;
const DAYS_OF_A_LIFE = 365;
/** One life in so many has a twin: it takes half as long again. */
const TWIN_EVERY = 6;
/** At the end nothing goes wrong any more, for so long that what was set apart is done. */
const QUIET = 1_000_000;
const QUIET_MINUTES = 26 * 60;
/** Lives with extended service begin from here on, over so many days, and last a month longer: a year that is bought on their first day ends in them. */
const EARLIEST_EXTENDED = instant('2026-01-15T00:00:00.000Z');
const DAYS_OF_EXTENDED_BEGINNINGS = 290;
const DAYS_OF_AN_EXTENDED_LIFE = 396;

/** How a life begins, and what may go wrong in it. */
export interface Beginning {
  readonly seed: number;
  readonly began: Instant;
  readonly hosts: number;
  /** Only the faults of these steps; those of all if absent. */
  readonly faults?: readonly number[];
  readonly hasTwin: boolean;
  /** Extended service terms are switched on (POL-2). */
  readonly isExtended?: true;
}

/** So it is drawn from a seed. */
export const beginningOf = ({ seed, faults, hasTwin = seed % TWIN_EVERY === 0 }: LifeAsked): Beginning => {
  const dice = new Random(seed, 'life');
  const began = plusMinutes(startOfDay(plusDays(dayOf(EARLIEST), dice.below(DAYS_OF_BEGINNINGS))), dice.below(1440));
  const isExtended = hasTrait(seed, 'extended');
  const day = plusDays(dayOf(EARLIEST_EXTENDED), new Random(seed, 'extended').below(DAYS_OF_EXTENDED_BEGINNINGS));
  return { seed, began: isExtended ? instant(`${day}${began.slice(day.length)}`) : began, ...(isExtended && { isExtended }), hosts: 1 + dice.below(2), ...(faults !== undefined && { faults }), hasTwin };
};

/**
 * Lives a life from its beginning, and a day on which nothing goes wrong behind it.
 * @param act what is done in it. @param stepOf the step that it is in
 */
export const liveFrom = async (common: World, { seed, began, hosts, faults, hasTwin, isExtended }: Beginning, reach: Reach, onlookers: readonly Onlooker[], act: (life: Life) => Promise<void>, stepOf: () => number): Promise<LifeLived> => {
  const faulty = faults && new Set(faults);
  const sendsMail = hasTrait(seed, 'mail');
  const known = hasTrait(seed, 'unitedStates') ? common : withoutUnitedStates(common);
  const world = { ...known, config: { ...(sendsMail ? common.config : common.withoutMail), ...(isExtended && { extendedServiceTerm: true }) } };
  beginRowValues(hasTwin);
  const installation = new Installation(copyOf(world.stores), began, world.config, hosts);
  const twins = hasTwin ? [new Twin(world, seed, began)] : [];
  const life = new Life(world, installation, [...onlookers, ...checksOf(), ...twins], { seed, faultsAt: (step) => step !== QUIET && (faulty?.has(step) ?? true), faultPercent: FAULT_PERCENT }, reach);
  const lived = (): LifeLived => ({ seed, steps: stepOf(), requests: life.requests, subscriptions: life.known.subscriptions().length });
  if (hasTwin) reach.reach('twin', 'lives with one');
  if (sendsMail) reach.reach('mail', 'lives that send it');
  try {
    await act(life);
    life.begin(QUIET);
    await life.advanceTo(plusMinutes(installation.now(), QUIET_MINUTES));
    await life.settled();
    return lived();
  } catch (error) {
    const [rule, message, stack] = error instanceof Broken ? [error.rule, error.message, error.stack] : ['crash', String(error), error instanceof Error ? error.stack : undefined];
    return { ...lived(), broken: { rule, message, step: stepOf(), stack: stack ?? message } };
  }
};

/** Lives a life: the same seed, steps and faults give the same life, on every machine. */
export const runLife = async (world: World, asked: LifeAsked, reach: Reach, onlookers: readonly Onlooker[] = []): Promise<LifeLived> => {
  const beginning = beginningOf(asked);
  const { until = STEPS_OF_A_LIFE } = asked;
  const steps = asked.steps && new Set(asked.steps);
  const ends = startOfDay(plusDays(dayOf(beginning.began), beginning.isExtended ? DAYS_OF_AN_EXTENDED_LIFE : DAYS_OF_A_LIFE));
  let step = 0;
  const act = async (life: Life): Promise<void> => {
    for (; step < until && life.now() < ends; step += 1) {
      const own = life.begin(step);
      const kind = drawStep(life, own, STEPS);
      if (steps !== undefined && !steps.has(step)) continue;
      reach.reach('step', kind.name);
      for (const onlooker of onlookers) onlooker.begins?.(step, kind.name);
      await kind.act(life, own);
    }
    if (life.now() < ends) await life.advanceTo(ends);
  };
  return liveFrom(world, beginning, reach, onlookers, act, () => step);
};
