import { type DueWork } from '../../app/due/dueWork';

/** The orchestration of each kind of due work. */
export const orchestrations: Readonly<Record<DueWork['kind'], string>> = { renewal: 'renewal', trialConversion: 'trialConversion', cycle: 'cycleCharge', cancellationWindow: 'cancellationWindow' };
