import { besides } from './besides';
import { atOnce } from './disturb/atOnce';
import { busAgain } from './disturb/busAgain';
import { clockApart } from './disturb/clockApart';
import { damage } from './disturb/damage';
import { damageOverMonthEnd } from './disturb/damageOverMonthEnd';
import { deafToAWindow } from './disturb/deafToAWindow';
import { olderRows } from './disturb/olderRows';
import { outage } from './disturb/outage';
import { outside } from './disturb/outside';
import { repeat } from './disturb/repeat';
import { sweepMeanwhile } from './disturb/sweepMeanwhile';
import { LICENCE_STEPS } from './licences/all';
import { EXTENDED_SERVICE_STEPS } from './licences/extendedService';
import { edge, nobodyActs } from './promises/edge';
import { foretold } from './promises/foretold';
import { type Step } from './step';
import { atDeadline, beforeRenewal } from './time/atDeadline';
import { pass, quietWeeks, toEdge } from './time/pass';
import { promotionTwice } from './time/promotionTwice';
import { addOnAlone, outageOverRenewal, plannedAndCancelled, plannedAndRenewed, seatsOverMidnight, seatsTwiceAtOnce } from './time/situations';

/** What a life is made of. */
export const STEPS: readonly Step[] = [
  atOnce,
  besides,
  busAgain,
  clockApart,
  damage,
  damageOverMonthEnd,
  deafToAWindow,
  olderRows,
  outage,
  outside,
  repeat,
  sweepMeanwhile,
  ...LICENCE_STEPS,
  ...EXTENDED_SERVICE_STEPS,
  edge,
  nobodyActs,
  foretold,
  atDeadline,
  beforeRenewal,
  pass,
  quietWeeks,
  toEdge,
  outageOverRenewal,
  plannedAndCancelled,
  plannedAndRenewed,
  promotionTwice,
  addOnAlone,
  seatsOverMidnight,
  seatsTwiceAtOnce,
];
