import { type DescribedArea } from '../operation';

export const invoices: DescribedArea = {
  name: 'Invoices and reconciliation',
  about: 'What a month cost: documents, lines, statements and files.',
  operations: {},
};
