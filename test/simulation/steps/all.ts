import { besides } from './besides';
import { buyEnding } from './buyEnding';
import { LICENCE_STEPS } from './licences/all';
import { type Step } from './step';
import { atDeadline, beforeRenewal } from './time/atDeadline';
import { pass, quietWeeks, toEdge } from './time/pass';

/** What a life is made of. */
export const STEPS: readonly Step[] = [...LICENCE_STEPS, atDeadline, beforeRenewal, besides, buyEnding, pass, quietWeeks, toEdge];
