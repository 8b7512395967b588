import { type Area } from '../area';
import { answer } from './answer';
import { ask } from './ask';
import { attest } from './attest';
import { buyEarly } from './buyEarly';
import { create } from './create';
import { describe } from './describe';
import { giveUp } from './giveUp';
import { look } from './look';
import { qualify } from './qualify';

/** Customers that come, and what binds partners to them. */
export const customers: Area = { name: 'customers', weight: 4, steps: [answer, ask, attest, buyEarly, create, describe, giveUp, look, qualify] };
