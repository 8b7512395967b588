import { areasOf, type Area } from './area';
import { azure } from './azure/area';
import { customers } from './customers/area';
import { isv } from './isv/area';
import { type Step } from './step';
import { traditional } from './traditional/area';
import { transfers } from './transfers/area';
import { usage } from './usage/area';

const AREAS: readonly Area[] = [azure, customers, isv, traditional, transfers, usage];

/** Something of the areas that the life is about. */
export const besides: Step = {
  name: 'besides',
  weight: 40,
  act: async (life, dice) => {
    const area = dice.pick(areasOf(life, AREAS));
    const step = dice.weighted(area.steps.map((each) => [each.weight, each] as const));
    life.reach('step', `${area.name}: ${step.name}`);
    await step.act(life, dice);
  },
};
