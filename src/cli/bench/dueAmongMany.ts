import { z } from 'zod';
import { type Measured } from './measured';
import { inOwnProcess } from './ownProcess';

const result = z.object({ renewals: z.number(), reads: z.number(), rowsRead: z.number() });
const DUE = 100;
const OTHERS = [900, 99_900] as const;

/** What finding 100 renewals asks of the deadline index among a thousand deadlines and among 100,000. */
export const dueAmongMany = async (): Promise<readonly Measured[]> => {
  const measured: Measured[] = [];
  for (const others of OTHERS) {
    const { renewals, reads, rowsRead } = await inOwnProcess('dueProcess.js', result, [String(others)]);
    if (renewals !== DUE) throw new Error(`${renewals} renewals happened instead of ${DUE}`);
    const among = `${DUE} due among ${DUE + others}`;
    measured.push({ what: `${among}: requests that read the index`, value: reads, unit: '', budget: 100 }, { what: `${among}: rows of it read, twenty renewals in each that is due`, value: rowsRead, unit: '', budget: DUE });
  }
  return measured;
};
