import { type DescribedArea } from '../operation';

export const partners: DescribedArea = {
  name: 'Partners',
  about: 'The calling partner, its profiles and its relationships.',
  operations: {},
};
