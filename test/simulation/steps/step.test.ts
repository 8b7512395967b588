import { Random } from '../../fuzz/random';
import { type Life } from '../engine/life';
import { hasTrait, type Trait } from '../engine/traits';
import { drawStep, type Step } from './step';

const step = (name: string, of?: Trait): Step => ({ name, weight: 1, ...(of !== undefined && { of }), act: async () => undefined });

test('a life draws steps of a trait only if it has it', () => {
  const from = [step('always'), step('mail', 'mail'), step('areas', 'areas')];
  const life = { has: (trait: Trait) => trait === 'areas' } as unknown as Life;
  const drawn = new Set(Array.from({ length: 100 }, (_, seed) => drawStep(life, new Random(seed), from).name));
  expect([...drawn].sort()).toEqual(['always', 'areas']);
});

test('a trait comes in its share of lives, and whether it does says nothing of another', () => {
  const seeds = Array.from({ length: 4000 }, (_, seed) => seed);
  const share = (isIt: (seed: number) => boolean): number => Math.round((seeds.filter(isIt).length / seeds.length) * 100);
  expect(share((seed) => hasTrait(seed, 'webhooks'))).toBeCloseTo(25, -1);
  expect(share((seed) => hasTrait(seed, 'areas'))).toBeCloseTo(67, -1);
  expect(share((seed) => hasTrait(seed, 'webhooks') && hasTrait(seed, 'areas'))).toBeCloseTo(17, -1);
});
