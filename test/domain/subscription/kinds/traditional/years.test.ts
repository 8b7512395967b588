import { aShop, mail } from './shopOverHttp';

// |--13 Jan 2026 … 12 Jan 2027--|13 Jan 2027 … 12 Jan 2028--|13 Jan 2028 … 12 Jan 2029--|
const year = (type: string, from: number) => [type, `${from}-01-13`, `${from + 1}-01-12`, '36.48', 2, '72.96'];

test('[MIG-1] [BIL-1] the years of an annual plan follow each other: each is charged on its own first day, and no day twice', async () => {
  const { world, call, buy, linesOf } = await aShop();
  const [id = ''] = await buy({ sku: mail, billingCycle: 'annual' });
  const expected = [year('Prorate fees when purchase', 2026)];
  for (const from of [2027, 2028]) {
    await world.advanceTo(`${from}-01-12T23:59:59.999Z`);
    expect(await linesOf(id)).toEqual(expected);
    await world.advanceTo(`${from}-01-13T00:00:00.000Z`);
    expected.push(year('Prorate fee when renew', from));
    expect(await linesOf(id)).toEqual(expected);
    expect((await call(`subscriptions/${id}`)).body).toMatchObject({ status: 'active', commitmentEndDate: `${from + 1}-01-12T00:00:00Z` });
  }
});
