import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const resultSchema = z.object({
  pages: z.array(z.object({ customers: z.number(), lines: z.number(), unbilled: z.number(), billed: z.number() })),
  projection: z.array(z.object({ what: z.string(), transactions: z.number(), ledger: z.number() })),
});

/** What a page of lines asks of storage, by the number of customers; and what the ledger adds to the transactions that charge. */
export const ledgerCosts = async (): Promise<readonly Measured[]> => {
  const { pages, projection } = await inOwnProcess('ledgerCostsProcess.js', resultSchema);
  return [
    ...pages.flatMap(({ customers, lines, unbilled, billed }) => [
      { what: `a page of ${lines} unbilled lines of ${customers} customers: queries, at most`, value: unbilled, unit: '', budget: 1 },
      { what: `a page of ${lines} lines of an invoice of ${customers} customers: queries, at most`, value: billed, unit: '', budget: 1 },
    ]),
    ...projection.map(({ what, transactions, ledger }) => ({ what: `${what}: writes of the ledger for each of ${transactions} transactions`, value: rounded(ledger / transactions, 2), unit: '', budget: 1 })),
  ];
};
