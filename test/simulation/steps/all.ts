import { besides } from './besides';
import { atOnce } from './disturb/atOnce';
import { damage } from './disturb/damage';
import { outage } from './disturb/outage';
import { repeat } from './disturb/repeat';
import { LICENCE_STEPS } from './licences/all';
import { type Step } from './step';
import { atDeadline, beforeRenewal } from './time/atDeadline';
import { pass, quietWeeks, toEdge } from './time/pass';

/** What a life is made of. */
export const STEPS: readonly Step[] = [
  atOnce,
  besides,
  damage,
  outage,
  repeat,
  ...LICENCE_STEPS,
  atDeadline,
  beforeRenewal,
  pass,
  quietWeeks,
  toEdge,
];
