import { type DescribedArea } from '../operation';

export const azurePlans: DescribedArea = {
  name: 'Azure plans',
  about: 'Plans, the Azure subscriptions under them, and what their usage costs.',
  operations: {},
};
