import { type Handover, type Overage } from '../../../../src/domain/usage/overage/state';
import { type Life } from '../../engine/life';
import { customersOf } from '../asking';

export const overagesOf = (life: Life): readonly Overage[] => customersOf(life).flatMap(({ id }) => life.known.of(id, 'overage|') as unknown as readonly Overage[]);

export const handoversOf = (life: Life): readonly Handover[] => customersOf(life).flatMap(({ id }) => life.known.of(id, 'handover|') as unknown as readonly Handover[]);
