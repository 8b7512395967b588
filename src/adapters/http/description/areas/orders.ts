import { type DescribedArea } from '../operation';

export const orders: DescribedArea = {
  name: 'Carts and orders',
  about: 'From what is wanted to what was bought.',
  operations: {},
};
