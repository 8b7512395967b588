import { type DescribedArea } from '../operation';

export const upgrades: DescribedArea = {
  name: 'Upgrades',
  about: 'From one product to another, and from a trial to what is paid.',
  operations: {},
};
