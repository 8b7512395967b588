import { type Check } from '../engine/check';
import { money } from './money';
import { moneySums } from './moneySums';
import { nothingFailed } from './nothingFailed';

/** Everything that must hold, of a life that begins. */
export const checksOf = (): readonly Check[] => [
  money(),
  moneySums(),
  nothingFailed(),
];
