import { customerSchema } from '../../customer/state';
import { customerKey } from '../command/commerceKeys';
import { projectCustomer } from './directoryProjection';
import { type App } from '../ports';

/** Before and after every partition: they are GUIDs. */
const [firstPartition, endOfPartitions] = ['0', 'g'] as const;

/**
 * Writes the directory anew from every customer in Commerce; reads the whole table. What is newer than what was read stays. May be repeated, and may run beside commands.
 * @returns how many customers there are.
 */
export const rebuildDirectory = async ({ commerce, directory }: Pick<App, 'commerce' | 'directory'>): Promise<number> => {
  let customers = 0;
  let continuation: string | undefined;
  do {
    const page = await commerce.listAcross({ fromPartition: firstPartition, toPartition: endOfPartitions, ...(continuation !== undefined && { continuation }) });
    for (const row of page.rows) {
      if (row.key !== customerKey(row.partition)) continue;
      await projectCustomer(directory, customerSchema.parse(row.value), true);
      customers += 1;
    }
    continuation = page.continuation;
  } while (continuation !== undefined);
  return customers;
};
