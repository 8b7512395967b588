import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const result = z.object({ renewals: z.number(), seconds: z.number(), cpuMillis: z.number(), bareSeconds: z.number(), reads: z.number(), writes: z.number(), mostRows: z.number(), sizes: z.array(z.number()) });

/** 10,000 renewals due at one midnight, beside Azurite. */
export const midnight = async (): Promise<readonly Measured[]> => {
  const { renewals, seconds, cpuMillis, bareSeconds, reads, writes, mostRows, sizes } = await inOwnProcess('midnightProcess.js', result);
  if (renewals !== 10_000) throw new Error(`${renewals} renewals happened instead of 10000`);
  return [
    { what: `${renewals} renewals due at one midnight`, value: rounded(seconds, 1), unit: 's' },
    { what: 'CPU of the app per renewal', value: rounded(cpuMillis / renewals, 2), unit: 'ms' },
    { what: 'rows of a renewal, at most', value: rounded(mostRows, 1), unit: '', budget: 10 },
    { what: 'transactions they went in', value: sizes.length, unit: '' },
    { what: 'storage writes per renewal', value: rounded(writes / renewals, 2), unit: '' },
    { what: 'storage reads per renewal', value: rounded(reads / renewals, 2), unit: '' },
    { what: 'as many bare transactions of as many rows', value: rounded(bareSeconds, 1), unit: 's' },
    { what: "the bare ones take, of the renewals' time", value: rounded(bareSeconds / seconds, 2), unit: '' },
  ];
};
