import { connect } from '../demo/client.mjs';
import { buy, newCustomer } from '../demo/purchase.mjs';
import { peakMegabytes, rounded, secondsOf } from './measured.mjs';
import { startServer, withFolder } from './server.mjs';

const CUSTOMERS = 10;
const EACH = 10;
const MONTHS = 12;
const PLAN = { name: 'bench', termDuration: 'P1M', billingCycle: 'monthly', quantity: 1 };

/** @returns {Promise<import('./measured.mjs').Measured[]>} */
export const azuriteYear = (root) =>
  withFolder(async (folder) => {
    const server = await startServer(root, folder, ['--clock', '2021-06-18T10:00:00Z']);
    try {
      return await measure(server);
    } finally {
      await server.stop();
    }
  });

async function measure(server) {
  const client = await connect(server.url);
  for (let count = 0; count < CUSTOMERS; count += 1) {
    const customer = await newCustomer(client);
    await buy(client, customer, { productId: 'NCBUSSTAND01', skuId: '0001' }, Array.from({ length: EACH }, () => PLAN));
  }
  await server.operations();
  let happened = [];
  const seconds = await secondsOf(async () => {
    ({ happened } = await client.advance({ advance: `P${MONTHS}M` }));
  });
  const { writes, reads } = await server.operations();
  const renewals = happened.filter(({ what, outcome }) => what === 'renewal' && outcome === 'completed').length;
  const expected = CUSTOMERS * EACH * MONTHS;
  if (renewals !== expected) throw new Error(`${renewals} renewals happened instead of ${expected}`);
  const memory = (what, pid) => {
    const value = peakMegabytes(pid);
    return value === undefined ? [] : [{ what, value, unit: 'MB', budget: 400 }];
  };
  return [
    { what: `advancing ${MONTHS} months, ${renewals} renewals`, value: rounded(seconds, 1), unit: 's', budget: 60 },
    { what: 'renewals per second', value: rounded(renewals / seconds), unit: '/s' },
    { what: 'storage writes per renewal', value: rounded(writes / renewals, 2), unit: '' },
    { what: 'storage reads per renewal', value: rounded(reads / renewals, 2), unit: '' },
    ...memory('peak memory of the runtime', server.pid),
    ...memory('peak memory of Azurite', await server.azuritePid()),
  ];
}
