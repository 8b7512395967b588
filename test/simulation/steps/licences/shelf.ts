import { type Customer } from '../../../../src/domain/parties/customer/state';
import { type Instant } from '../../../../src/kernel/instant';
import { type Random } from '../../../fuzz/random';
import { BY_THE_SEAT, EXPIRING, SUCCEEDED } from '../../engine/catalogue';

/** How something is bought. */
export interface Plan {
  readonly termDuration: 'P1M' | 'P1Y' | 'P3Y';
  readonly billingCycle: 'monthly' | 'annual' | 'triennial' | 'none';
}

/** `product:sku` of the sample. */
export type SkuKey = string;

const BASES: readonly (readonly [number, SkuKey])[] = [
  [5, 'NCBUSBASIC01:0001'],
  [6, 'NCBUSSTAND01:0001'],
  [5, 'NCBUSPREMI01:0001'],
  [4, 'NCM365ENTE03:0001'],
  [3, 'NCO365ENTE03:0001'],
  [2, 'NCM365ENTE05:0001'],
  [1, 'NCM365ENTE05:0003'],
  [1, 'NCM365E3EEA1:0001'],
  [1, 'NCTEAMSPHON1:0001'],
  [1, 'NCD365CINS01:0001'],
  [1, 'NCEMSECUR003:0001'],
  [1, 'NCWINENTE003:0001'],
  [1, 'NCDEFENDEP01:0001'],
];

/** Of these a customer has at most as many as base licences, or at least some per cent of them. */
export const ADD_ONS: readonly SkuKey[] = ['NCM365COPIL1:0001', 'NCMULTIGEO01:0001', 'NCBUSVOICE01:0001'];
export const TRIALS: readonly SkuKey[] = ['NCBUSPREMI01:0002', 'NCM365ENTE05:0002'];
const FOR_SCHOOLS: SkuKey = 'NCM365EDUCA3:0001';
/** What hangs on nothing, all the year round. */
export const SOLD_ALONE: readonly SkuKey[] = [...BASES.map(([, sku]) => sku), FOR_SCHOOLS];

/** Sold for a year only. */
const YEARLY = new Set<SkuKey>(['NCM365E3EEA1:0001', 'NCM365EDUCA3:0001', 'NCM365COPIL1:0001', 'NCMULTIGEO01:0001']);
/** Sold for three years too. */
const LONG = new Set<SkuKey>(['NCBUSBASIC01:0001', 'NCBUSSTAND01:0001', 'NCBUSPREMI01:0001', 'NCM365ENTE03:0001', 'NCM365ENTE05:0001', 'NCO365ENTE03:0001', 'NCTEAMSPHON1:0001']);

/** What leaves the shelf in that year or the next: it is bought while it can be, and a little later. */
const ending = (now: Instant): readonly SkuKey[] => {
  const year = Number(now.slice(2, 4));
  return [SUCCEEDED, EXPIRING].flatMap((skus) => skus.filter((sku) => [year, year + 1].includes(Number(sku.slice(10, 12)))));
};

/** One that hangs on nothing. */
export const drawBase = (dice: Random, { segment }: Customer, now: Instant): SkuKey => {
  if (segment === 'education' && dice.chance(50)) return FOR_SCHOOLS;
  return dice.chance(14) ? dice.pick([...ending(now), BY_THE_SEAT]) : dice.weighted(BASES);
};

const MONTH: Plan = { termDuration: 'P1M', billingCycle: 'monthly' };
const YEAR: readonly Plan[] = [{ termDuration: 'P1Y', billingCycle: 'monthly' }, { termDuration: 'P1Y', billingCycle: 'annual' }, { termDuration: 'P1Y', billingCycle: 'annual' }];
const LONGER: readonly Plan[] = [{ termDuration: 'P3Y', billingCycle: 'monthly' }, { termDuration: 'P3Y', billingCycle: 'annual' }, { termDuration: 'P3Y', billingCycle: 'triennial' }];

/** A plan that the SKU is sold on. Months are rare: each of their renewals costs as much as that of a year. */
export const drawPlan = (dice: Random, sku: SkuKey): Plan => {
  if (TRIALS.includes(sku)) return { termDuration: 'P1M', billingCycle: 'none' };
  const kind = dice.weighted([[11, 'year'], [3, 'month'], [4, 'long']] as const);
  if (kind === 'long' && LONG.has(sku)) return dice.pick(LONGER);
  return kind === 'month' && !YEARLY.has(sku) ? MONTH : dice.pick(YEAR);
};

/** One that no SKU is sold on. */
export const ODD_PLANS: readonly Plan[] = [{ termDuration: 'P1M', billingCycle: 'annual' }, { termDuration: 'P1Y', billingCycle: 'triennial' }, { termDuration: 'P3Y', billingCycle: 'none' }];
