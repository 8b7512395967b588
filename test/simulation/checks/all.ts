import { breadth } from '../breadth/breadth';
import { type Check } from '../engine/check';
import { answersRepeated } from './answersRepeated';
import { carts } from './carts';
import { deliveries } from './deliveries';
import { deadlines } from './lifecycle/deadlines';
import { limits } from './lifecycle/limits';
import { refusals } from './lifecycle/refusals';
import { renewals } from './lifecycle/renewals';
import { schedules } from './lifecycle/schedules';
import { states } from './lifecycle/states';
import { transfers } from './lifecycle/transfers';
import { versions } from './lifecycle/versions';
import { windows } from './lifecycle/windows';
import { messages } from './messages';
import { money } from './money';
import { moneyBooks } from './moneyBooks';
import { moneySums } from './moneySums';
import { moneyUsage } from './moneyUsage';
import { nothingFailed } from './nothingFailed';
import { audit } from './promises/audit';
import { derived } from './promises/derived';
import { events } from './promises/events';
import { forecast } from './promises/forecast';
import { health } from './promises/health';
import { options } from './promises/options';
import { previews } from './promises/previews';
import { seals } from './promises/seals';
import { visibility } from './promises/visibility';
import { promotions } from './promotions';
import { someOrder } from './someOrder';

/** Everything that must hold, of a life that begins. */
export const checksOf = (): readonly Check[] => [
  breadth(),
  answersRepeated(),
  carts(),
  deliveries(),
  deadlines(),
  limits(),
  refusals(),
  renewals(),
  schedules(),
  states(),
  transfers(),
  versions(),
  windows(),
  messages(),
  money(),
  moneyBooks(),
  moneySums(),
  moneyUsage(),
  nothingFailed(),
  audit(),
  derived(),
  events(),
  forecast(),
  health(),
  options(),
  previews(),
  seals(),
  promotions(),
  visibility(),
  someOrder(),
];
