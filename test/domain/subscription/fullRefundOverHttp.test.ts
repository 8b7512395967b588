import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

interface Line {
  readonly sign: number;
  readonly quantity: number;
  readonly subtotal: string;
  readonly effectiveUnitPrice: string;
  readonly chargeStartDate: string;
  readonly chargeEndDate: string;
}

const at = async (start: string, line: Parameters<World['buy']>[2][number]) => {
  const world = await World.at(start);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [line]);
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${id}`;
  const patch = async (when: string, body: object) => {
    world.clock.moveTo(when);
    expect(await http(path, { method: 'PATCH', body })).toMatchObject({ status: 200 });
  };
  const lines = async () => ((await http(`/nextterm${path}/charges`)).body as { items: Line[] }).items;
  return { world, http, path, patch, lines };
};

const cents = (lines: readonly Line[]): number => lines.reduce((sum, { subtotal }) => sum + Math.round(Number(subtotal) * 100), 0);
const seatsOn = (lines: readonly Line[], day: string): number =>
  lines.filter(({ chargeStartDate, chargeEndDate }) => chargeStartDate.slice(0, 10) <= day && day <= chargeEndDate.slice(0, 10)).reduce((sum, { sign, quantity }) => sum + sign * quantity, 0);

test('[SUB-5] bought, changed after midnight, cancelled, all within 24 hours: not a cent is kept', async () => {
  const { patch, lines } = await at('2021-06-18T16:00:00Z', { sku: 'NCBUSSTAND01:0001', quantity: 11 });
  await patch('2021-06-19T00:30:00Z', { quantity: 13 });
  await patch('2021-06-19T15:59:59.999Z', { status: 'deleted' });
  expect((await lines()).map(({ subtotal }) => subtotal)).toEqual(['110.88', '-107.18', '126.67', '-110.88', '107.18', '-126.67']);
  expect(cents(await lines())).toBe(0);
  for (const day of ['2021-06-18', '2021-06-19', '2021-07-17']) expect(seatsOn(await lines(), day)).toBe(0);
});

test('[SUB-5] at the 24th hour the days used are kept, of the seats bought then and of none that came later', async () => {
  const { patch, lines } = await at('2021-06-18T16:00:00Z', { sku: 'NCBUSSTAND01:0001', quantity: 11 });
  await patch('2021-06-19T00:30:00Z', { quantity: 13 });
  await patch('2021-06-19T16:00:00.000Z', { status: 'deleted' });
  // 11 × 10.08 for the 18th alone: 110.88 - 107.18.
  expect(cents(await lines())).toBe(370);
});

test('[BIL-3] [TRI-4] at price zero a wipe says so by its sign, in the lines and in the file, and seats can be added up', async () => {
  const { world, http, path, lines } = await at('2026-06-10T10:00:00Z', { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' });
  const toCatalogItemId = `NCBUSPREMI01:0001:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL')}`;
  const body = { toCatalogItemId, quantity: 30, termDuration: 'P1Y', billingCycle: 'monthly', transitionType: 'transition_only' };
  expect(await http(`${path}/transitions`, { method: 'POST', body })).toMatchObject({ status: 200 });
  expect((await lines()).map(({ sign, quantity, effectiveUnitPrice }) => [sign, quantity, Number(effectiveUnitPrice) === 0])).toEqual([
    [1, 25, true],
    [-1, 25, true],
    [1, 30, false],
  ]);
  for (const day of ['2026-06-10', '2026-07-09']) expect(seatsOn(await lines(), day)).toBe(30);
  const file = (await http('/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current')).body as { items: Line[] };
  expect(file.items.map(({ sign, quantity }) => sign * quantity)).toEqual([25, -25, 30]);
  expect(world.errors).toEqual([]);
});
