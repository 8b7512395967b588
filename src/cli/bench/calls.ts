import { join } from 'node:path';
import { openTables } from '../../adapters/tables/openTables';
import { subscriptionKey } from '../../app/command/commerceKeys';
import { findRunningAzurite } from '../../localhost';
import { connect, type Client } from '../demo/client';
import { buy, newCustomer, type Bought } from '../demo/purchase';
import { type Measured, rounded, secondsOf } from './measured';
import { type MeasuredServer, startServer, withFolder } from './server';

/** No limit depends on what the customer holds; and one for which no add-on is made, the cheapest to read. */
const PRODUCT = { productId: 'NCM365ENTE03', skuId: '0001' };
const PLAIN = { productId: 'NCFJORDINS01', skuId: '0001' };
const PLAN = { name: 'bench', termDuration: 'P1M', billingCycle: 'monthly', quantity: 5 };
const CALLERS = [1, 8, 32] as const;
const COMMANDS = 160;
const READS = 600;
/** In turns, so that what else the machine does falls on both. */
const ROUNDS = 5;
const AT_ONCE = 8;
const MOST_OPERATIONS = 8;

/** What calls cost: operations on storage over HTTP, the audit record included; parallel commands; a read against the bare read of its row. */
export const calls = (): Promise<readonly Measured[]> =>
  withFolder(async (folder) => {
    const server = await startServer(folder, ['--clock', '2021-06-18T10:00:00Z']);
    try {
      const client = await connect(server.url);
      return [...(await operations(server, client)), ...(await parallel(server, client)), ...(await reading(server, client, folder))];
    } finally {
      await server.stop();
    }
  });

const bought = async (client: Client, product = PRODUCT): Promise<{ readonly customer: string; readonly subscription: Bought }> => {
  const customer = await newCustomer(client);
  const [subscription] = await buy(client, customer, product, [PLAN]);
  if (subscription === undefined) throw new Error('Nothing was bought.');
  return { customer, subscription };
};

const rename = (client: Client, { path }: Bought, name: string): Promise<unknown> => client.call('PATCH', path, { friendlyName: name });

const operations = async (server: MeasuredServer, client: Client): Promise<readonly Measured[]> => {
  const { customer, subscription } = await bought(client);
  const plain = await bought(client, PLAIN);
  const { items } = await client.call<{ readonly items: readonly { readonly catalogItemId: string }[] }>('GET', `/v1/products/${PRODUCT.productId}/skus/${PRODUCT.skuId}/availabilities?country=${client.country}`);
  const { name: _name, ...line } = PLAN;
  let cart = '';
  const asked: readonly (readonly [what: string, call: () => Promise<unknown>])[] = [
    ['a change of seats', () => client.call('PATCH', subscription.path, { quantity: 7 })],
    ['a cart', async () => ({ id: cart } = await client.call<{ id: string }>('POST', `/v1/customers/${customer}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, catalogItemId: items[0]?.catalogItemId, ...line }] }))],
    ['a checkout', () => client.call('POST', `/v1/customers/${customer}/carts/${cart}/checkout`)],
    ['a subscription read', () => client.call('GET', plain.subscription.path)],
    ['a subscription read for which add-ons are made', () => client.call('GET', subscription.path)],
    ['a subscription that does not exist', () => client.ask('GET', `/v1/customers/${customer}/subscriptions/${customer}`)],
    ['a cart that does not exist', () => client.ask('GET', `/v1/customers/${customer}/carts/${customer}`)],
  ];
  const measured: Measured[] = [];
  for (const [what, call] of asked) {
    await server.operations();
    await call();
    const { writes, reads } = await server.operations();
    measured.push({ what: `operations: ${what}`, value: writes + reads, unit: '', budget: MOST_OPERATIONS });
  }
  return measured;
};

/** @param subjects one for each caller, or one for all. */
const together = async (server: MeasuredServer, client: Client, callers: number, subjects: readonly Bought[]): Promise<{ readonly perSecond: number; readonly cpuMillis: number }> => {
  let done = 0;
  await server.operations();
  const seconds = await secondsOf(async () => {
    await Promise.all(
      Array.from({ length: callers }, async (_, caller) => {
        const subject = subjects[caller % subjects.length];
        while (subject !== undefined && done < COMMANDS) await rename(client, subject, `Office ${(done += 1)}`);
      }),
    );
  });
  const { cpuMicros } = await server.operations();
  return { perSecond: done / seconds, cpuMillis: cpuMicros / done / 1000 };
};

const parallel = async (server: MeasuredServer, client: Client): Promise<readonly Measured[]> => {
  const subjects: Bought[] = [];
  for (let count = 0; count < Math.max(...CALLERS); count += 1) subjects.push((await bought(client)).subscription);
  const measured: Measured[] = [];
  await together(server, client, 8, subjects);
  for (const [where, own] of [['one customer', subjects.slice(0, 1)], ['a customer each', subjects]] as const) {
    for (const callers of CALLERS) {
      const { perSecond, cpuMillis } = await together(server, client, callers, own);
      measured.push({ what: `${callers} callers, ${where}: commands`, value: rounded(perSecond), unit: '/s' }, { what: `${callers} callers, ${where}: CPU of a command`, value: rounded(cpuMillis, 1), unit: 'ms' });
    }
  }
  return measured;
};

const microsOf = async (cpu: () => Promise<number>, work: () => Promise<unknown>): Promise<number> => {
  await cpu();
  let left = READS;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while ((left -= 1) >= 0) await work();
    }),
  );
  return (await cpu()) / READS;
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const reading = async (server: MeasuredServer, client: Client, folder: string): Promise<readonly Measured[]> => {
  const { customer, subscription } = await bought(client, PLAIN);
  const connectionString = await findRunningAzurite(join(folder, 'storage'));
  if (connectionString === undefined) throw new Error('Azurite does not answer.');
  const store = openTables({ connectionString }, { direct: true }).store('Commerce');
  let before = process.cpuUsage();
  const own = async (): Promise<number> => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    return user + system;
  };
  const ofServer = async (): Promise<number> => (await server.operations()).cpuMicros;
  const [calls, bare, rows]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const get = await microsOf(ofServer, () => client.call('GET', subscription.path));
    const host = await microsOf(ofServer, () => client.ask('GET', '/'));
    const read = await microsOf(own, () => store.read(customer, subscriptionKey(subscription.id)));
    // The first round warms up.
    if (round > 0) [calls, bare, rows].forEach((each, index) => each.push([get, host, read][index] ?? 0));
  }
  return [
    { what: 'GET of a subscription, CPU of the server', value: rounded(median(calls)), unit: 'µs' },
    { what: 'a call that reads nothing, CPU of the server', value: rounded(median(bare)), unit: 'µs' },
    { what: 'the bare read of its row', value: rounded(median(rows)), unit: 'µs' },
    { what: 'what the GET takes beside the bare host, of the bare read', value: rounded((median(calls) - median(bare)) / median(rows), 2), unit: '', budget: 2 },
  ];
};
