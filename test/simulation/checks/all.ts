import { type Check } from '../engine/check';
import { nothingFailed } from './nothingFailed';

/** Everything that must hold, of a life that begins. */
export const checksOf = (): readonly Check[] => [nothingFailed()];
