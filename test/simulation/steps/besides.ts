import { areasOf, type Area } from './area';
import { azure } from './azure/area';
import { billing } from './billing/area';
import { customers } from './customers/area';
import { isv } from './isv/area';
import { operator } from './operator/area';
import { drawStep, type Step } from './step';
import { traditional } from './traditional/area';
import { transfers } from './transfers/area';
import { usage } from './usage/area';

const AREAS: readonly Area[] = [azure, billing, customers, isv, operator, traditional, transfers, usage];

/** Something of the areas that the life is about. */
export const besides: Step = {
  name: 'besides',
  weight: 70,
  of: 'areas',
  act: async (life, dice) => {
    const area = dice.pick(areasOf(life, AREAS));
    const step = drawStep(life, dice, area.steps);
    life.reach('step', `${area.name}: ${step.name}`);
    await step.act(life, dice);
  },
};
