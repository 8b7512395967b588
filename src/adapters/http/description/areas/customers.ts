import { type DescribedArea } from '../operation';

export const customers: DescribedArea = {
  name: 'Customers',
  about: 'Customers of a partner, what they agreed to and who they are.',
  operations: {},
};
