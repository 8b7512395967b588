import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const result = z.object({ renewals: z.number(), seconds: z.number(), cpuSeconds: z.number(), megabytes: z.number() });

/** A year of 10,000 monthly subscriptions in memory. */
export const memoryYear = async (): Promise<readonly Measured[]> => {
  const { renewals, seconds, cpuSeconds, megabytes } = await inOwnProcess('memoryYearProcess.js', result);
  return [
    { what: `a year, ${renewals} renewals`, value: rounded(seconds, 1), unit: 's', budget: 60 },
    { what: 'CPU of it', value: rounded(cpuSeconds, 1), unit: 's', budget: 20 },
    { what: 'renewals per second', value: rounded(renewals / seconds), unit: '/s' },
    { what: 'peak memory', value: rounded(megabytes), unit: 'MB', budget: 600 },
  ];
};
