import { type DescribedArea } from '../operation';

export const catalogue: DescribedArea = {
  name: 'Catalogue',
  about: 'What can be bought, at what price, and for whom.',
  operations: {},
};
