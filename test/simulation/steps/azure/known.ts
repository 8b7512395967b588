import { type AzurePlan, type AzureSubscription } from '../../../../src/domain/azurePlan/state';
import { type Life } from '../../engine/life';
import { customersOf } from '../asking';

export const PLAN = 'DZH318Z0BPS6:0001';
export const METERS = ['a2ef72d7-353e-4ae7-90c9-b1377807694a', '08f1aab1-9c6f-4607-a741-931e75357d63'];

const azureOf = <T>(life: Life, part: string): readonly T[] => customersOf(life).flatMap(({ id }) => life.known.of(id, `azure|${part}|`) as unknown as readonly T[]);

export const plansOf = (life: Life): readonly AzurePlan[] => azureOf(life, 'plan');

export const entitlementsOf = (life: Life): readonly AzureSubscription[] => azureOf(life, 'subscription');
