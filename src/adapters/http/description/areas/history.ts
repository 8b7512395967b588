import { type DescribedArea } from '../operation';

export const history: DescribedArea = {
  name: 'Deadlines, events and audit',
  about: 'What comes, what happened, and who did it.',
  operations: {},
};
