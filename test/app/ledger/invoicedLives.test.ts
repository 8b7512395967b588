import fc from 'fast-check';
import { goOnWithLedger } from '../../../src/app/check/ledgerSteps';
import { billedLineItems } from '../../../src/app/invoice/billedLineItems';
import { DueInvoices } from '../../../src/app/invoice/dueInvoices';
import { listInvoices } from '../../../src/app/invoice/invoiceBook';
import { type MonthToInvoice } from '../../../src/app/invoice/invoiceRun';
import { chargeLineSchema, seatsCharged, type ChargeLine } from '../../../src/domain/billing/chargeLine';
import { type LineItem } from '../../../src/domain/reconciliation/lineItem';
import { calendarDate, dayOf, plusDays, startOfDay } from '../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../src/kernel/instant';
import { sumOf } from '../../../src/kernel/money';
import { World } from '../../support/world';
import { runInvoices } from '../../support/worldOrchestrations';

type Step =
  | { readonly kind: 'buy'; readonly customer: number; readonly quantity: number; readonly term: 'P1M' | 'P1Y' }
  | { readonly kind: 'seats'; readonly nth: number; readonly quantity: number }
  | { readonly kind: 'cancel'; readonly nth: number }
  | { readonly kind: 'pass'; readonly days: number }
  | { readonly kind: 'invoice'; readonly times: number };

const customers = ['Zonnebloem', 'Grachtenpand', 'Oresund'];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('buy' as const), customer: fc.integer({ min: 0, max: 2 }), quantity: fc.integer({ min: 1, max: 40 }), term: fc.constantFrom('P1M' as const, 'P1Y' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('seats' as const), nth: fc.nat(5), quantity: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), nth: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('invoice' as const), times: fc.integer({ min: 1, max: 3 }) }) },
);

/** Starts what is due, as the sweep does; each run several times at once. */
const invoiceDue = async (world: World, due: DueInvoices, times: number): Promise<number> => {
  const runs: MonthToInvoice[] = [];
  await due.start(world.app, async (month) => void runs.push(month));
  for (const month of runs) await Promise.all(Array.from({ length: times }, () => runInvoices(world.app, month)));
  if (runs.length > 0) world.sleepUntil(plusMinutes(world.now(), 1));
  return runs.length;
};

const live = async (steps: readonly Step[]): Promise<World> => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  const due = new DueInvoices();
  const held: (readonly [customer: string, id: string])[] = [];
  const pass = (days: number): Promise<void> => world.advanceTo(startOfDay(plusDays(dayOf(world.now()), days)).replace('T00', 'T10'));
  for (const each of steps) {
    const [customer = '', id = ''] = 'nth' in each ? (held[each.nth % Math.max(held.length, 1)] ?? []) : [];
    if (each.kind === 'buy') {
      const buyer = world.customer(customers[each.customer] ?? '');
      held.push([buyer, (await world.buy('havn', buyer, [{ sku: 'NCM365ENTE03:0001', quantity: each.quantity, termDuration: each.term, billingCycle: 'monthly' }]))[0] ?? '']);
    }
    // A refusal is as good: it charges nothing.
    if (each.kind === 'seats' && id !== '') await world.as('havn').patch(customer, id, { quantity: each.quantity });
    if (each.kind === 'cancel' && id !== '') await world.as('havn').patch(customer, id, { status: 'deleted' });
    if (each.kind === 'pass') await pass(each.days);
    if (each.kind === 'invoice') await invoiceDue(world, due, each.times);
  }
  // Two months later everything up to the month before is invoiced, and what runs still is not.
  await pass(70);
  for (let sweeps = 0; (await invoiceDue(world, due, 1)) > 0; sweeps += 1) if (sweeps > 60) throw new Error('It never ends');
  return world;
};

const allLines = async (world: World): Promise<{ readonly id: string; readonly line: LineItem }[]> => {
  const { tenantId } = world.as('havn').partner;
  const found: { id: string; line: LineItem }[] = [];
  for (const invoice of (await listInvoices(world.app.invoices, tenantId, 1000)).items) {
    const lines = (await (await billedLineItems(world.app, invoice))(1000)).items;
    // What its lines come to is what it says.
    expect([invoice.lines, Number(sumOf(lines.map(({ subtotal }) => subtotal))), Number(sumOf(lines.flatMap(({ subtotal, tax = '0' }) => [subtotal, tax])))]).toEqual([lines.length, Number(invoice.subtotal), Number(invoice.total)]);
    expect(invoice.documentType).toBe(invoice.total.startsWith('-') ? 'credit_note' : 'invoice');
    found.push(...lines.map((line) => ({ id: invoice.id, line })));
  }
  return found;
};

const identity = ({ subscriptionId, referenceId, chargeType, orderDate, quantity, subtotal, chargeStart, chargeEnd }: Pick<ChargeLine | LineItem, 'subscriptionId' | 'referenceId' | 'chargeType' | 'orderDate' | 'subtotal' | 'chargeStart' | 'chargeEnd'> & { readonly quantity: number | string }): string =>
  [subscriptionId, referenceId, chargeType, orderDate, quantity, subtotal, chargeStart, chargeEnd].join(' ');

test('[BIL-1] [BIL-2] over random lives every charge is on one invoice, of its month or a later one, and the invoices add up to the charges, however often and late they were run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const world = await live(steps);
      const running = dayOf(world.now()).slice(0, 7);
      const charges = (await world.commerceRows()).filter(({ key }) => key.startsWith('charge|')).map(({ value }) => chargeLineSchema.parse(value));
      // The last month may not have had its day.
      const { tenantId } = world.as('havn').partner;
      const invoices = (await listInvoices(world.app.invoices, tenantId, 1000)).items;
      const until = invoices.reduce((latest, { month }) => (month > latest ? month : latest), calendarDate('2021-05-01')).slice(0, 7);
      const due = charges.filter(({ orderDate }) => orderDate.slice(0, 7) <= until && orderDate.slice(0, 7) < running);
      const billed = await allLines(world);
      expect(billed.map(({ line }) => identity(line)).toSorted()).toEqual(due.map(identity).toSorted());
      expect(invoices.map(({ id }) => id)).toEqual(invoices.map((_, index) => `G${String(index + 1).padStart(9, '0')}`));
      for (const { id, line } of billed) expect((invoices.find((invoice) => invoice.id === id)?.month ?? '') >= line.orderDate.slice(0, 7)).toBe(true);
      // On each day the seats that the invoices say are those that the charges say.
      for (const subscriptionId of new Set(due.map((line) => line.subscriptionId))) {
        const own = billed.filter(({ line }) => line.subscriptionId === subscriptionId).map(({ line }) => line);
        const seats = (day: ChargeLine['chargeStart']): number => own.filter(({ chargeStart, chargeEnd }) => chargeStart <= day && (chargeEnd === undefined || day <= chargeEnd)).reduce((sum, { sign = 1, quantity }) => sum + sign * Number(quantity), 0);
        const ofCharges = due.filter((line) => line.subscriptionId === subscriptionId);
        for (const { chargeStart } of ofCharges) expect(seats(chargeStart)).toBe(seatsCharged(ofCharges, chargeStart));
      }
      expect(await goOnWithLedger(world.app, undefined, false)).toMatchObject({ found: 0, waiting: 0 });
    }),
    { numRuns: 12, seed: 20261129 },
  );
});
