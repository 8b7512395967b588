import { type DescribedArea } from '../operation';

export const notifications: DescribedArea = {
  name: 'Notifications',
  about: 'What customers are written.',
  operations: {},
};
