import { type Check } from '../engine/check';
import { states } from './lifecycle/states';
import { nothingFailed } from './nothingFailed';
import { audit } from './promises/audit';
import { events } from './promises/events';
import { previews } from './promises/previews';

/** Everything that must hold, of a life that begins. */
export const checksOf = (): readonly Check[] => [states(), nothingFailed(), audit(), events(), previews()];
