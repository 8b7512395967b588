import { type Area } from '../area';
import { assign } from './assign';
import { buyMinutes } from './buyMinutes';
import { handOver } from './handOver';
import { look } from './look';
import { report } from './report';
import { throughAnother } from './throughAnother';

/** Calling minutes beyond what licences bring, and who is charged for them. */
export const usage: Area = { name: 'usage', weight: 4, steps: [assign, buyMinutes, handOver, look, report, throughAnother] };
