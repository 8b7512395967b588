import { connect, type Happening } from '../demo/client';
import { buy, newCustomer } from '../demo/purchase';
import { type Measured, peakMegabytes, rounded, secondsOf } from './measured';
import { type MeasuredServer, startServer, withFolder } from './server';

const CUSTOMERS = 10;
const EACH = 10;
const MONTHS = 12;
const PLAN = { name: 'bench', termDuration: 'P1M', billingCycle: 'monthly', quantity: 1 };

/** Twelve months of 100 monthly subscriptions over HTTP. */
export const azuriteYear = (): Promise<readonly Measured[]> =>
  withFolder(async (folder) => {
    const server = await startServer(folder, ['--clock', '2021-06-18T10:00:00Z']);
    try {
      return await measure(server);
    } finally {
      await server.stop();
    }
  });

const measure = async (server: MeasuredServer): Promise<readonly Measured[]> => {
  const client = await connect(server.url);
  for (let count = 0; count < CUSTOMERS; count += 1) {
    const customer = await newCustomer(client);
    await buy(client, customer, { productId: 'NCBUSSTAND01', skuId: '0001' }, Array.from({ length: EACH }, () => PLAN));
  }
  await server.operations();
  let happened: readonly Happening[] = [];
  const seconds = await secondsOf(async () => {
    ({ happened } = await client.advance({ advance: `P${MONTHS}M` }));
  });
  const { writes, reads } = await server.operations();
  const renewals = happened.filter(({ what, outcome }) => what === 'renewal' && outcome === 'completed').length;
  const expected = CUSTOMERS * EACH * MONTHS;
  if (renewals !== expected) throw new Error(`${renewals} renewals happened instead of ${expected}`);
  return [
    { what: `advancing ${MONTHS} months, ${renewals} renewals`, value: rounded(seconds, 1), unit: 's', budget: 60 },
    { what: 'renewals per second', value: rounded(renewals / seconds), unit: '/s' },
    { what: 'storage writes per renewal', value: rounded(writes / renewals, 2), unit: '' },
    { what: 'storage reads per renewal', value: rounded(reads / renewals, 2), unit: '' },
    ...memory('peak memory of the runtime', server.pid),
    ...memory('peak memory of Azurite', await server.azuritePid()),
  ];
};

const memory = (what: string, pid: number): readonly Measured[] => {
  const value = peakMegabytes(pid);
  return value === undefined ? [] : [{ what, value, unit: 'MB', budget: 400 }];
};
