import { type Check } from '../engine/check';
import { nothingFailed } from './nothingFailed';
import { audit } from './promises/audit';
import { events } from './promises/events';
import { options } from './promises/options';
import { previews } from './promises/previews';

/** Everything that must hold, of a life that begins. */
export const checksOf = (): readonly Check[] => [nothingFailed(), audit(), events(), options(), previews()];
