import { type DescribedArea } from '../operation';

export const operations: DescribedArea = {
  name: 'Operations',
  about: 'What the operator of an installation sees and does.',
  operations: {},
};
