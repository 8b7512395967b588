import { type DescribedArea } from '../operation';

export const subscriptions: DescribedArea = {
  name: 'Subscriptions',
  about: 'What a customer has, what can be done with it until when, and what was charged for it.',
  operations: {},
};
