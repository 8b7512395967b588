import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const result = z.object({ subscriptions: z.number(), lines: z.number(), notLived: z.literal(0), seconds: z.number(), cpuSeconds: z.number(), reads: z.number(), megabytes: z.number() });

/** Of CPU: other work on the machine counts less than in a clock. */
const SECONDS = 10;
/** Of each customer: its row, and its subscriptions. */
const READS_OF_CUSTOMER = 2;
const CUSTOMERS = 500;
/** Pages of the partner's customers, its exchange rates, and the catalogue. */
const OTHER_READS = 20;

/** What twelve months will charge for 10,000 subscriptions that are charged by the month, where nothing is planned, and where a change is planned for half of them. */
export const forecast = async (): Promise<readonly Measured[]> => {
  const measured: Measured[] = [];
  for (const [planned, title] of [[0, 'nothing planned'], [10, 'half of them planned']] as const) {
    const { subscriptions, lines, seconds, cpuSeconds, reads, megabytes } = await inOwnProcess('forecastProcess.js', result, [String(planned)]);
    measured.push(
      { what: `${subscriptions} subscriptions, ${title}: ${lines} lines`, value: rounded(seconds, 1), unit: 's' },
      { what: 'CPU of it', value: rounded(cpuSeconds, 1), unit: 's', budget: SECONDS },
      { what: 'storage operations', value: reads, unit: '', budget: CUSTOMERS * READS_OF_CUSTOMER + OTHER_READS },
      { what: 'peak memory, the stores included', value: rounded(megabytes), unit: 'MB' },
    );
  }
  return measured;
};
