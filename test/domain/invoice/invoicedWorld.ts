import { calendarDate, type CalendarDate } from '../../../src/kernel/calendarDate';
import { linePrefix } from '../../../src/app/ledger/ledgerKeys';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { runInvoices } from '../../support/worldOrchestrations';
import { rowsOf } from '../../support/worldStores';

export const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

/** The run of a partner's month, to its end; the month's day has to have come. @returns ids of the invoices. */
export const invoiced = async (world: World, month: CalendarDate, slug = 'havn'): Promise<readonly string[]> => {
  const { outcome } = await runInvoices(world.app, { partnerId: world.as(slug).partner.tenantId, month });
  if (outcome.status !== 'issued') throw new Error(`${slug} was not invoiced for ${month}: ${JSON.stringify(outcome)}`);
  return outcome.invoices;
};

/** Havn sold Zonnebloem ten seats on 18 June and added two on the 20th; it is invoiced on 7 July: charges 213.69, credits -94.08. Polder sold nothing. */
export const invoicedJune = async (settings: Readonly<Record<string, string>> = { NEXTTERM_TAX_PERCENT: 'NL=21,DK=25,NO=25,SE=25' }) => {
  const world = await World.at('2021-06-18T10:00:00.000Z', undefined, undefined, settings);
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [subscription = ''] = await world.buy('havn', customer, [standard]);
  await world.advanceTo('2021-06-20T10:00:00.000Z');
  await http(`/v1/customers/${customer}/subscriptions/${subscription}`, { method: 'PATCH', body: { quantity: 12 } });
  await world.advanceTo('2021-07-07T00:00:00.000Z');
  await invoiced(world, calendarDate('2021-06-01'));
  return { world, http, customer, subscription };
};

/** Copies of the ledger's first line, until there are so many. @param also members in which a copy differs. */
export const copyLines = async (world: World, lines: number, also: (copy: number) => Readonly<Record<string, unknown>> = () => ({})): Promise<void> => {
  const row = (await rowsOf(world.stores.Ledger)).find(({ key }) => key.startsWith(linePrefix));
  if (row === undefined) throw new Error('The ledger has no line');
  const [, customerId] = row.key.split('|');
  for (let from = 1; from < lines; from += 100) {
    const writes = Array.from({ length: Math.min(100, lines - from) }, (_, index) => {
      const lineId = `copy|${String(from + index).padStart(8, '0')}|001`;
      return { op: 'create' as const, key: `line|${customerId}|licence|${lineId}`, value: { ...row.value, lineId, item: { ...(row.value['item'] as object), ...also(from + index), referenceId: lineId } } };
    });
    await world.stores.Ledger.commit(row.partition, writes);
  }
};
