import { type DescribedArea } from '../operation';

export const transfers: DescribedArea = {
  name: 'Transfers',
  about: 'Of subscriptions from one partner to another.',
  operations: {},
};
