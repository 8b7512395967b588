import { type DescribedArea } from '../operation';

export const migrations: DescribedArea = {
  name: 'Migrations',
  about: 'From traditional subscriptions to new commerce.',
  operations: {},
};
