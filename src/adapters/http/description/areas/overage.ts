import { type DescribedArea } from '../operation';

export const overage: DescribedArea = {
  name: 'Calling minutes',
  about: "Who is charged for a customer's calls beyond what is included, and the calls.",
  operations: {},
};
