import { besides } from './besides';
import { buy } from './buy';
import { changeSeats } from './changeSeats';
import { pass } from './pass';
import { type Step } from './step';

/** What a life is made of. */
export const STEPS: readonly Step[] = [besides, buy, changeSeats, pass];
