import { type Area } from '../area';
import { budget } from './budget';
import { buyPlan } from './buyPlan';
import { changePlan } from './changePlan';
import { entitle } from './entitle';
import { access } from './access';
import { look } from './look';
import { older } from './older';
import { report } from './report';

/** The Azure plan and what is used of it. */
export const azure: Area = { name: 'azure', weight: 4, steps: [access, budget, buyPlan, changePlan, entitle, look, older, report] };
