import { type Area } from '../area';
import { activate } from './activate';
import { buySaas } from './buySaas';
import { buySoftware } from './buySoftware';
import { cancelSoftware } from './cancelSoftware';
import { change } from './change';
import { freeDays } from './freeDays';
import { look } from './look';
import { meter } from './meter';
import { superfluous } from './superfluous';

/** SaaS of other publishers, by the seat and by use, and software. */
export const isv: Area = { name: 'isv', weight: 4, steps: [activate, buySaas, buySoftware, cancelSoftware, change, freeDays, look, meter, superfluous] };
