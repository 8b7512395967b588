import type * as df from 'durable-functions';
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { carryOutDue } from '../../src/app/due/carryOutDue';
import { type Deadline } from '../../src/app/due/deadline';
import { type CarriedOut, type DueWork } from '../../src/app/due/dueWork';
import { advanceTransfer } from '../../src/app/transfer/advanceTransfer';
import { chargeRows, subscriptionRows } from '../../src/app/subscription/subscriptionBook';
import { type MemoryStore } from '../../src/localhost/durable/store/memory';
import { durableApp, type DurableApp } from '../localhost/durable/durableApp';
import { type World } from '../support/world';
import { rowsOf } from '../support/worldStores';
import { type Told } from './release';

const FUNCTIONS = join(__dirname, '..', '..', 'functions', 'orchestrations');

/** The app's own orchestrations on the runtime, with its activities on a world. @param carryOut a page of due work. */
export const hubOver = (world: World, store: MemoryStore, carryOut = (work: DueWork): Promise<CarriedOut> => carryOutDue(world.app, work)): Promise<DurableApp> =>
  durableApp(
    (library: typeof df) => {
      jest.isolateModules(() => {
        jest.doMock('durable-functions', () => library);
        for (const file of readdirSync(FUNCTIONS)) jest.requireActual(join(FUNCTIONS, file));
      });
      for (const name of ['renewDueSubscriptions', 'convertDueTrials', 'chargeDueCycles', 'announceDueWindows']) library.app.activity(name, { handler: (work: DueWork) => carryOut(work) });
      library.app.activity('advanceTransfer', { handler: (due: Deadline) => advanceTransfer(world.app, due) });
    },
    store,
    1000,
    { defaultVersion: '1', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject' },
  );

const counted = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** Amounts are decimal texts; added in ten-thousandths. */
const addedUp = (lines: readonly (readonly [string, string])[]): Readonly<Record<string, string>> => {
  const sums = new Map<string, bigint>();
  for (const [name, amount] of lines) {
    const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(amount) ?? [];
    if (!/^-?\d+(\.\d{1,4})?$/.test(amount)) throw new Error(`${amount} is no amount of four places`);
    const value = BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'));
    sums.set(name, (sums.get(name) ?? 0n) + (sign === '-' ? -value : value));
  }
  return Object.fromEntries([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => [name, `${sum < 0n ? '-' : ''}${(sum < 0n ? -sum : sum) / 10_000n}.${String((sum < 0n ? -sum : sum) % 10_000n).padStart(4, '0')}`]));
};

/** What stands in a world, in sums. */
export const toldOf = async (world: World, slugs: readonly string[]): Promise<Pick<Told, 'charged' | 'subscriptions' | 'invoices'>> => {
  const commerce = await rowsOf(world.stores.Commerce);
  const slugOf = new Map(slugs.map((slug) => [world.as(slug).partner.tenantId, slug]));
  const of = (type: string) => commerce.filter(({ value }) => value['type'] === type);
  const subscriptions = of('subscription').map((row) => subscriptionRows.read(row));
  const partnerOf = new Map(subscriptions.map(({ id, partnerId }) => [id, slugOf.get(partnerId) ?? partnerId]));
  const charges = of('charge').map((row) => chargeRows.read(row));
  const invoices = (await rowsOf(world.stores.Invoices)).filter(({ value }) => value['type'] === 'invoice');
  return {
    charged: addedUp(charges.map(({ subscriptionId, currency, subtotal }) => [`${partnerOf.get(subscriptionId) ?? subscriptionId} ${currency}`, subtotal])),
    subscriptions: counted(subscriptions.map(({ kind, status }) => `${kind} ${status}`)),
    invoices: counted(invoices.map(({ partition }) => slugOf.get(partition) ?? partition)),
  };
};
