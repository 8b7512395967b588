import { type DescribedArea } from '../operation';

export const support: DescribedArea = {
  name: 'Support requests',
  about: 'What a partner asks the operator to undo or to extend.',
  operations: {},
};
