import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const result = z.array(z.object({ what: z.string(), sdk: z.number(), direct: z.number() }));

/** CPU of the app's process for one request to storage, through the SDK and directly, taking turns. */
export const storageRequests = async (): Promise<readonly Measured[]> =>
  (await inOwnProcess('storageRequestsProcess.js', result)).flatMap(({ what, sdk, direct }) => [
    { what: `${what}, through the SDK`, value: rounded(sdk), unit: 'µs CPU' },
    { what: `${what}, directly`, value: rounded(direct), unit: 'µs CPU' },
    { what: `${what}, of the SDK's`, value: rounded(direct / sdk, 2), unit: '', budget: MOST },
  ]);

/** Of what the SDK takes. */
const MOST = 0.6;
