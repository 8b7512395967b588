import path from 'node:path';
import { z } from 'zod';
import { filedRate, namesRatesOnce } from '../../adapters/http/resources/exchangeRate';
import { filedPartner } from '../../adapters/http/resources/operatedPartner';
import { readExtras } from '../import/sources';
import { Problem } from '../problem';

const isOnce = (partners: readonly { readonly tenantId: string }[]): boolean => new Set(partners.map(({ tenantId }) => tenantId)).size === partners.length;

/** What an operator's file says: partners of every kind in any order, and exchange rates by month. */
const setupFileSchema = z.strictObject({
  partners: z.array(filedPartner).refine(isOnce, 'must name each tenant once').default([]),
  exchangeRates: z.array(filedRate).refine(namesRatesOnce, 'must name each pair and month once').default([]),
});

export type SetupFile = z.output<typeof setupFileSchema>;

/** `partners[2].domains[0]` */
const placeOf = (at: readonly PropertyKey[]): string => at.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');

/** @throws Problem that names everything that is wrong with it, each by its place. */
export const readSetupFile = async (file: string): Promise<SetupFile> => {
  const { value } = await readExtras(file);
  const read = setupFileSchema.safeParse(value);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path: at, message }) => `${path.basename(file)}: ${at.length === 0 ? '' : `${placeOf(at)}: `}${message}`);
  throw new Problem(`${problems.join('\n')}\nNothing was set up: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`);
};
