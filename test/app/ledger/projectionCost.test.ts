import { outcomeOf } from '../../support/worldDesk';
import { JournalStore } from '../../support/worldJournal';
import { World } from '../../support/world';

const licence = { sku: 'NCBUSSTAND01:0001', quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' } as const;

/** A world whose transactions are counted: those that charge and have something to publish, and those of the ledger. */
const counted = async () => {
  const journal: string[] = [];
  const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) => new JournalStore(store, table, journal));
  const during = async (work: () => Promise<unknown>) => {
    journal.length = 0;
    await work();
    const told = journal.filter((line) => line.startsWith('Commerce commit') && line.includes('create outbox'));
    const ledger = journal.filter((line) => line.startsWith('Ledger commit'));
    return { charging: told.filter((line) => line.includes('create charge')).length, ledger: ledger.length, lines: ledger.join().match(/create line/g)?.length ?? 0 };
  };
  return { world, during };
};

describe('[BIL-2] what the ledger costs: a write for each transaction that charges, at most', () => {
  test('a purchase, however many lines it has; a change; one that charges nothing writes nothing', async () => {
    const { world, during } = await counted();
    const customer = world.customer('Zonnebloem');
    let [id = ''] = [''];
    expect(await during(async () => { [id = ''] = await world.buy('havn', customer, Array.from({ length: 20 }, () => licence)); })).toEqual({ charging: 1, ledger: 1, lines: 20 });
    expect(await during(() => outcomeOf(world.as('havn').patch(customer, id, { quantity: 4 })))).toEqual({ charging: 1, ledger: 1, lines: 2 });
    expect(await during(() => outcomeOf(world.as('havn').patch(customer, id, { autoRenewEnabled: false })))).toEqual({ charging: 0, ledger: 0, lines: 0 });
    expect(await during(() => outcomeOf(world.as('havn').patch(customer, id, { status: 'deleted' })))).toEqual({ charging: 1, ledger: 1, lines: 1 });
  });

  test('renewals of three customers at one midnight: one for the transaction of each', async () => {
    const { world, during } = await counted();
    for (const name of ['Zonnebloem', 'Grachtenpand', 'Oresund']) await world.buy('havn', world.customer(name), Array.from({ length: 20 }, () => licence));
    world.sleepUntil('2021-07-18T00:00:00Z');
    expect(await during(() => world.settle())).toEqual({ charging: 3, ledger: 3, lines: 60 });
  });

  test('what one transaction charges to two partners is a write for each', async () => {
    const { world, during } = await counted();
    const customer = world.customer('Oresund');
    const plan = { sku: 'NCM365ENTE03:0001', quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' } as const;
    for (const partner of ['havn', 'nordlys']) await world.buy(partner, customer, [plan, plan]);
    world.sleepUntil('2021-07-18T00:00:00Z');
    expect(await during(() => world.settle())).toEqual({ charging: 1, ledger: 2, lines: 4 });
  });
});
