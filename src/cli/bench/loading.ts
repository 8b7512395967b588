import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const result = z.object({ parts: z.array(z.number()) });
const CUSTOMERS = 5_000;
/** Of the last 500, in CPU of the second 500: the first warm the processes up. */
const MOST = 1.3;

/** Whether a partner's next customer costs what its first did, on Azurite. */
export const loading = async (): Promise<readonly Measured[]> => {
  const { parts } = await inOwnProcess('loadingProcess.js', result, [String(CUSTOMERS)]);
  const [, second = 0] = parts;
  const last = parts.at(-1) ?? 0;
  return [
    { what: 'a customer, of the second 500 of a partner: CPU of app and store', value: rounded(second, 2), unit: 'ms' },
    { what: `the same, of the last 500 of ${CUSTOMERS}`, value: rounded(last, 2), unit: 'ms' },
    { what: 'the last of the second', value: rounded(last / second, 2), unit: '', budget: MOST },
  ];
};
