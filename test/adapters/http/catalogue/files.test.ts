import { parseOfferMatrix } from '../../../../src/domain/catalogue/offerMatrix';
import { parsePriceSheet } from '../../../../src/domain/catalogue/priceSheet';
import { type RowProblem } from '../../../../src/domain/catalogue/csvRows';
import { httpOver, type Call } from '../../../support/httpWorld';
import { World } from '../../../support/world';

let world: World;
let call: ReturnType<typeof httpOver>;

beforeEach(async () => {
  world = await World.at('2026-04-01T09:00:00Z');
  call = httpOver(world);
});

const sheet = (query = '', view = 'updatedlicensebased', manner?: Call) => call(`/v1.0/sales/pricesheets(Market='NL',PricesheetView='${view}')/$value${query}`, manner);
const error = (code: number, description: string) => ({ code, description, data: [], source: 'NextTerm' });
const rowsOf = (text: string) => {
  const problems: RowProblem[] = [];
  const rows = parsePriceSheet({ name: 'downloaded.csv', text }, problems);
  expect(problems).toEqual([]);
  return rows.map(({ sku, line }) => ({ key: `${sku.productId}:${sku.skuId}`, ...line }));
};

describe('[CAT-2] the price sheet', () => {
  it('is a CSV file to save', async () => {
    const { status, headers, text } = await sheet();
    expect({ status, type: headers['Content-Type'], disposition: headers['Content-Disposition'] }).toEqual({ status: 200, type: 'application/octet-stream', disposition: 'attachment; filename=sheets.csv' });
    const [header, first] = text.split('\r\n');
    expect(header).toBe(
      '"ProductTitle","ProductId","SkuId","SkuTitle","Publisher","SkuDescription","UnitOfMeasure","TermDuration","BillingPlan","Market","Currency","UnitPrice","PricingTierRangeMin","PricingTierRangeMax","EffectiveStartDate","EffectiveEndDate","Tags","ERP Price","Segment"',
    );
    expect(first).toBe(
      '"Microsoft 365 Business Basic","NCBUSBASIC01","0001","Microsoft 365 Business Basic","Microsoft Corporation","Web and mobile apps, mail, meetings and 1 TB of storage per user.","1 License","P1M","Monthly","NL","EUR","5.38","","","1/1/2021 12:00:00 AM","12/31/9999 12:00:00 AM","License","6.72","Commercial"',
    );
  });

  it.each([
    "/V1.0/Sales/PriceSheets(Market='nl',PricesheetView='UpdatedLicenseBased')/$VALUE",
    "/v1.0/sales/pricesheets(market=%27NL%27,pricesheetview=%27updatedlicensebased%27)/$value",
    "/v1.0/sales/pricesheets(PricesheetView='updatedlicensebased',%20Market='NL')/%24value/",
    "/v1.0/sales/pricesheets%28Market=%27NL%27%2CPricesheetView=%27updatedlicensebased%27%29/%24value",
  ])('is found at %s', async (path) => {
    expect((await call(path)).text).toBe((await sheet()).text);
  });

  it('holds what is in force, for its market alone, other kinds in sheets of their own', async () => {
    const rows = rowsOf((await sheet()).text);
    expect(new Set(rows.map(({ market }) => market))).toEqual(new Set(['NL']));
    expect(rows.every(({ effectiveFrom, effectiveTo }) => effectiveFrom <= world.now() && (effectiveTo === undefined || effectiveTo > world.now()))).toBe(true);
    expect(rows.some(({ key }) => key === 'NCFJORDINS01:0001')).toBe(false);
    expect(new Set(rowsOf((await sheet('', 'marketplace')).text).map(({ key }) => key))).toEqual(new Set(['NCFJORDINS01:0001', 'NCKANAALPL01:0001', 'NCFJORDSIG01:0001']));
    expect(new Set(rowsOf((await sheet('', 'software')).text).map(({ key }) => key))).toEqual(new Set(['NCWINSRVSUB1:0001', 'NCSQLSTAND01:0001', 'NCSUSELINUX1:0001']));
  });

  it('of the future announces, of a month shows what held in it, of history what is over', async () => {
    const future = rowsOf((await sheet('?timeline=future')).text);
    expect(new Set(future.map(({ key, effectiveFrom }) => `${key} ${effectiveFrom.slice(0, 10)}`))).toEqual(
      new Set(['NCBUSBASIC01:0001 2028-01-01', 'NCM365ENTE03:0001 2026-07-01', 'NCO365ENTE03:0001 2026-07-01']),
    );
    world.clock.moveTo('2026-08-15T00:00:00Z');
    const office = (text: string) => rowsOf(text).filter(({ key, currency, termDuration, billingCycle }) => key === 'NCO365ENTE03:0001' && currency === 'EUR' && termDuration === 'P1Y' && billingCycle === 'monthly');
    const starts = async (query: string) => office((await sheet(query)).text).map(({ effectiveFrom }) => effectiveFrom.slice(0, 10)).sort();
    expect(await starts('?timeline=history&month=202606')).toEqual(['2021-01-01']);
    expect(await starts('?timeline=history&month=202607')).toEqual(['2026-07-01']);
    expect(await starts('?timeline=history')).toEqual(['2021-01-01']);
    expect(await starts('?Timeline=Current')).toEqual(['2026-07-01']);
  });

  it('of one segment', async () => {
    expect(new Set(rowsOf((await sheet('?segment=education')).text).map(({ key, segment }) => `${key} ${segment}`))).toEqual(new Set(['NCM365EDUCA3:0001 education']));
  });

  it('is not zipped, whatever the client accepts', async () => {
    expect((await sheet('', 'software', { headers: { 'Accept-Encoding': 'deflate' } })).text).toBe((await sheet('', 'software')).text);
  });

  const none = (view: string, period: string, market = 'NL') => error(1000, `There is no price sheet ${view} of the market ${market} for ${period}.`);
  it.each([
    { name: 'the month after this one', query: '?timeline=history&month=202605', status: 404, body: none('updatedlicensebased', '202605') },
    { name: 'a month before any price', query: '?timeline=history&month=170012', status: 404, body: none('updatedlicensebased', '170012') },
    { name: 'no announced change', query: '?timeline=future', view: 'software', status: 404, body: none('software', 'future') },
    { name: 'a view without lines', view: 'azure_reservations', status: 404, body: none('azure_reservations', 'current') },
    { name: 'an unknown view', view: 'attic', status: 404, body: none('attic', 'current') },
    { name: 'a segment without lines', query: '?segment=government', status: 404, body: none('updatedlicensebased', 'current') },
    { name: 'a month without history', query: '?month=202601', status: 400, body: error(800002, 'The input is not valid. month: goes with timeline=history only.') },
    { name: 'a month that is none', query: '?timeline=history&month=202613', status: 400, body: error(800002, 'The input is not valid. month: must be a month, YYYYMM.') },
    { name: 'a month that has no next one', query: '?timeline=history&month=999912', status: 400, body: error(800002, 'The input is not valid. month: must be a month, YYYYMM.') },
    { name: 'an unknown timeline', query: '?timeline=past', status: 400, body: error(900126, 'timeline: "past" is none of history, current, future.') },
    { name: 'an app-only token', manner: { appOnly: true }, status: 400, body: error(800002, 'Price sheets and offer matrices are for users: send a token with a user.') },
    { name: 'a role without prices', manner: { roles: ['helpdesk_agent'] }, status: 403, body: error(900150, "The caller's roles (helpdesk_agent) do not carry the right prices.read.") },
  ])('refuses $name', async ({ query = '', view = 'updatedlicensebased', manner, status, body }) => {
    const answer = await sheet(query, view, manner);
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body });
  });

  it.each(["Market='NL'", "Market='NLD',PricesheetView='software'", 'Market=NL,PricesheetView=software', "Market='NL',Market='SE',PricesheetView='software'", 'x'])('refuses the selector %s', async (selector) => {
    const { status, body } = await call(`/v1.0/sales/pricesheets(${selector})/$value`);
    expect({ status, body }).toEqual({ status: 400, body: error(800002, "The input is not valid. selector: must be written like Market='NL',PricesheetView='updatedlicensebased'.") });
  });

  it('of a market where nothing is sold is not there', async () => {
    const { status, body } = await call("/v1.0/sales/pricesheets(Market='XX',PricesheetView='software')/$value");
    expect({ status, body }).toEqual({ status: 404, body: none('software', 'current', 'XX') });
  });
});

describe('[CAT-3] the offer matrix', () => {
  const matrix = (month: string, query = '', manner?: Call) => call(`/v1.0/sales/offermatrix(Month='${month}')/$value${query}`, manner);
  const keysOf = (text: string) => {
    const problems: RowProblem[] = [];
    const skus = parseOfferMatrix({ name: 'downloaded.csv', text }, problems);
    expect(problems).toEqual([]);
    return skus.map(({ productId, skuId }) => `${productId}:${skuId}`);
  };

  it('is a CSV file to save, one row per licence SKU of all markets', async () => {
    const { status, headers, text } = await matrix('202604');
    expect({ status, type: headers['Content-Type'], disposition: headers['Content-Disposition'] }).toEqual({ status: 200, type: 'application/octet-stream', disposition: 'attachment; filename=updatedoffice.csv' });
    const keys = keysOf(text);
    expect([keys.length, new Set(keys).size]).toEqual([30, 30]);
  });

  it('of a market and a segment', async () => {
    expect(keysOf((await matrix('202604', '?market=us&segment=government')).text)).toEqual(['NCM365ENTE03:0001']);
    expect(keysOf((await matrix('202604', '?segment=education')).text)).toEqual(['NCM365EDUCA3:0001']);
  });

  it.each([
    { name: 'a month to come', month: '202605', status: 404, body: error(1000, 'There is no offer matrix for 202605.') },
    { name: 'a market where nothing is sold', month: '202604', query: '?market=XX', status: 404, body: error(1000, 'There is no offer matrix for 202604.') },
    { name: 'a month that is none', month: '2026-04', status: 400, body: error(800002, "The input is not valid. selector: must be written like Month='202603'.") },
    { name: 'an app-only token', month: '202604', manner: { appOnly: true }, status: 400, body: error(800002, 'Price sheets and offer matrices are for users: send a token with a user.') },
  ])('refuses $name', async ({ month, query = '', manner, status, body }) => {
    const answer = await matrix(month, query, manner);
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body });
  });
});
