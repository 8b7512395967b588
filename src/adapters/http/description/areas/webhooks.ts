import { type DescribedArea } from '../operation';

export const webhooks: DescribedArea = {
  name: 'Webhooks',
  about: 'Who is told of events, and what became of it.',
  operations: {},
};
