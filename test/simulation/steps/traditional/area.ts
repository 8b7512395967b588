import { type Area } from '../area';
import { attach } from './attach';
import { bill } from './bill';
import { buyBase } from './buyBase';
import { change } from './change';
import { giveUp } from './giveUp';
import { migrate } from './migrate';
import { plan } from './plan';
import { upgrade } from './upgrade';

/** Traditional licences with their add-ons, and their way into new commerce. */
export const traditional: Area = { name: 'traditional', weight: 4, steps: [attach, bill, buyBase, change, giveUp, migrate, plan, upgrade] };
