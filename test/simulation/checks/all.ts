import { breadth } from '../breadth/breadth';
import { type Check } from '../engine/check';
import { answersRepeated } from './answersRepeated';
import { states } from './lifecycle/states';
import { money } from './money';
import { moneyBooks } from './moneyBooks';
import { moneySums } from './moneySums';
import { moneyUsage } from './moneyUsage';
import { nothingFailed } from './nothingFailed';
import { audit } from './promises/audit';
import { events } from './promises/events';
import { options } from './promises/options';
import { previews } from './promises/previews';
import { visibility } from './promises/visibility';
import { someOrder } from './someOrder';

/** Everything that must hold, of a life that begins. */
export const checksOf = (): readonly Check[] => [
  answersRepeated(),
  nothingFailed(),
  audit(),
  events(),
  previews(),
  visibility(),
  someOrder(),
  money(),
  moneyBooks(),
  moneySums(),
  moneyUsage(),
  states(),
  options(),
  breadth(),
];
