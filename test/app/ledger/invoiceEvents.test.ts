import { DueInvoices } from '../../../src/app/invoice/dueInvoices';
import { type MonthToInvoice } from '../../../src/app/invoice/invoiceRun';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../src/kernel/instant';
import { type Stores } from '../../../src/wiring/wiring';
import { standard } from '../../domain/invoice/invoicedWorld';
import { type Fault } from '../../support/faultyStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { runInvoices } from '../../support/worldOrchestrations';
import { rowsOf } from '../../support/worldStores';

const issuing = '2021-07-07T00:00:00.000Z';

const juneOf = (world: World): MonthToInvoice => ({ partnerId: world.as('havn').partner.tenantId, month: calendarDate('2021-06-01') });
const waiting = async (world: World) => (await rowsOf(world.stores.Invoices)).filter(({ key }) => key.startsWith('outbox|'));
const told = (world: World) => world.published.filter(({ subject }) => subject.kind === 'invoice');
const audited = async (world: World) => (await rowsOf(world.stores.Audit)).filter(({ value }) => value['operationType'] === 'ready_invoice');

/** Havn sold ten seats in June; nothing is invoiced. */
const sold = async (): Promise<World> => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  await world.buy('havn', world.customer('Zonnebloem'), [standard]);
  await world.advanceTo(issuing);
  return world;
};

/** What the sweep does from minute to minute, in a process of its own. */
const sweeps = async (world: World, times: number): Promise<void> => {
  const due = new DueInvoices();
  for (let time = 0; time < times; time += 1) {
    await due.start(world.app, async (month) => void (await runInvoices(world.app, month)));
    world.sleepUntil(plusMinutes(world.now(), 1));
  }
};

const issuedEvent = (world: World) => {
  const { partnerId } = juneOf(world);
  return {
    id: `${partnerId}|G000000001:1`,
    customerId: '',
    partnerId,
    subject: { kind: 'invoice', id: 'G000000001' },
    version: 1,
    at: issuing,
    facts: [{ type: 'InvoiceIssued', invoiceId: 'G000000001', documentType: 'invoice', month: '2021-06', currency: 'EUR', total: '100.80', dueDate: '2021-09-05', lines: 1 }],
    cause: { command: 'invoiceRun' },
    deadlines: [],
  };
};

describe('[BIL-2] an invoice that is issued is told of', () => {
  test('once, with what it comes to, and nothing waits any more; a run that is repeated tells nothing new', async () => {
    const world = await sold();
    await runInvoices(world.app, juneOf(world));
    expect([told(world).map(({ id, subject, facts }) => ({ id, subject, facts })), await waiting(world)]).toMatchObject([[{ id: issuedEvent(world).id, subject: issuedEvent(world).subject, facts: issuedEvent(world).facts }], []]);
    await runInvoices(world.app, juneOf(world));
    await sweeps(world, 2);
    expect([told(world).length, (await audited(world)).length]).toEqual([1, 1]);
  });

  test('[AUD-1] its partner, and no other, finds it in the audit log', async () => {
    const world = await sold();
    await runInvoices(world.app, juneOf(world));
    const http = httpOver(world);
    const records = async (as: string) => ((await http('/v1/auditrecords?startDate=2021-07-01', { as })).body as { items: { operationType: string }[] }).items.filter(({ operationType }) => operationType === 'ready_invoice');
    expect(await records('havn')).toMatchObject([{ resourceType: 'invoice', operationDate: issuing, operationStatus: 'succeeded', userPrincipalName: 'system', customizedData: [{ key: 'InvoiceId', value: 'G000000001' }] }]);
    expect(await records('polder')).toEqual([]);
    expect((await http('/v1/auditrecords?startDate=2021-07-01')).body).not.toMatchObject({ items: [{ customerId: '' }] });
  });

  test('[DUE-2] one that cannot be read is raised and holds up no other; the rest of what the sweep does goes on', async () => {
    const world = await sold();
    const { partnerId } = juneOf(world);
    await world.stores.Invoices.commit(partnerId, [{ op: 'put', key: 'outbox|G000000000', value: { garbage: true } }]);
    await sweeps(world, 2);
    expect([told(world).map(({ subject }) => subject.id), (await waiting(world)).map(({ key }) => key)]).toEqual([['G000000001'], ['outbox|G000000000']]);
    const due = new DueInvoices();
    await due.start(world.app, async () => undefined);
    expect(due.next(world.now(), 7)).toBe(plusMinutes(world.now(), 60));
  });

  test('where it cannot be told the invoice stands, and the sweep tells it a minute later', async () => {
    const world = await sold();
    const publish = world.app.publisher.publish.bind(world.app.publisher);
    const failing = { publish: async () => { throw new Error('nobody listens'); } };
    const deaf = { ...world.app, publisher: failing };
    expect((await runInvoices(deaf, juneOf(world))).outcome).toEqual({ status: 'issued', invoices: ['G000000001'] });
    const due = new DueInvoices();
    await due.start(deaf, async () => undefined);
    expect([told(world), (await waiting(world)).length, due.next(world.now(), 7)]).toEqual([[], 1, plusMinutes(world.now(), 1)]);
    world.sleepUntil(plusMinutes(world.now(), 1));
    await due.start({ ...world.app, publisher: { publish } }, async () => undefined);
    expect([told(world).length, await waiting(world), due.next(world.now(), 7)]).toEqual([1, [], '2021-08-07T00:00:00.000Z']);
  });
});

describe('[BIL-2] [DUE-1] an invoice run, disturbed at every operation, is told of by the sweep alone', () => {
  let before: Stores;

  beforeAll(async () => {
    before = (await sold()).stores;
  });

  test.each<Fault['does']>(['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict'])('%s: whatever was issued is told, once, and nothing is told that was not issued', async (does) => {
    const run = (world: World) => runInvoices(world.app, juneOf(world));
    const places = await everyPlace(issuing, before, run, does);
    expect(places.length).toBeGreaterThanOrEqual(15);
    let left = 0;
    await afterEachFault(places, issuing, before, run, async (world) => {
      const issued = (await rowsOf(world.stores.Invoices)).filter(({ key }) => key.startsWith('invoice|')).length;
      const waits = (await waiting(world)).length;
      expect(waits).toBeLessThanOrEqual(issued);
      left += waits;
      await sweeps(world, 3);
      expect([new Set(told(world).map(({ id }) => id)).size, await waiting(world), (await audited(world)).map(({ value }) => value['subjects'])]).toEqual([1, [], [{ invoiceId: 'G000000001' }]]);
    });
    // The place between the two was among them; a conflict is met by trying again.
    expect(left > 0).toBe(does !== 'conflict');
  });
});
