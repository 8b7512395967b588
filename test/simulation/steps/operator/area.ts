import { type Area } from '../area';
import { checkDerived } from './checkDerived';
import { dailyCheck } from './dailyCheck';
import { decide } from './decide';
import { importPrices } from './importPrices';
import { lookAround } from './lookAround';
import { parked } from './parked';
import { partner } from './partner';
import { pauseSweep } from './pauseSweep';
import { planRenewals } from './planRenewals';
import { rows } from './rows';

/** What the operator does to keep it going, and what is done by file. */
export const operator: Area = { name: 'operator', weight: 4, steps: [checkDerived, dailyCheck, decide, importPrices, lookAround, parked, partner, pauseSweep, planRenewals, rows] };
