import { bodyOf, type Client, type Reply } from '../support/client';
import { catalogItem } from '../support/clientShop';
import { type Collection, type Resource } from '../support/clientWire';
import { START_MS } from '../support/sandbox';
import { aCart, bought, Buyers, checkOut, errorsOf, month, postCart, yearByMonth } from './buyers';

interface ListedCustomer extends Resource {
  readonly companyProfile: { readonly companyName: string };
}

const refused = ({ status, body }: Reply) => [status, (body as { readonly code: number }).code];

const SPRING = 'PRBUSPREMI01:0001:PRSPRING2026';

// Tests share one server, and each has a customer of its own.
describe('partners, customers and the catalogue, on Azurite', () => {
  let buyers: Buyers;
  let havn: Client;
  let nordlys: Client;
  let polder: Client;
  let standard: string;

  beforeAll(async () => {
    buyers = await Buyers.start('2026-03-02T10:00:00Z');
    ({ havn, nordlys, polder } = buyers);
    standard = await catalogItem(havn, 'NCBUSSTAND01', 'NL');
  }, START_MS);
  afterAll(() => buyers.sandbox.remove());

  const seats = (quantity: number, catalogItemId = standard) => ({ catalogItemId, quantity, ...month });
  const ask = (partner: Client, customerId: string) => partner.post(`/nextterm/v1/customers/${customerId}/relationships`);
  const answer = async (word: 'accept' | 'decline', customerId: string, slug: string) =>
    (await buyers.asCustomer(customerId)).post(`/nextterm/v1/customers/${customerId}/relationships/${await buyers.tenantOf(slug)}/${word}`);

  test('[PAR-1] an indirect reseller is sent to its provider, who sells', async () => {
    const tulpveld = await buyers.customerOfSample('Tulpveld');
    const reseller = await buyers.asTenant('611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e');
    const told = { code: 900308, description: expect.stringContaining('indirect provider (PartnerID 5310412)') as string, data: [], source: 'NextTerm' };
    const orders = { lineItems: [{ lineItemNumber: 0, offerId: standard, quantity: 1 }] };
    for (const reply of [await postCart(reseller, tulpveld, [seats(1)]), await reseller.post(`/v1/customers/${tulpveld}/orders`, orders)]) {
      expect([reply.status, reply.body]).toEqual([403, told]);
    }
    expect(await bought(polder, tulpveld, [seats(1)])).toHaveLength(1);
  });

  test('[CUS-1] [CUS-2] a relationship accepted and the agreement attested open the way to an order', async () => {
    const customerId = await buyers.newCustomer(havn, 'Lisdodde');
    const asNordlys = () => postCart(nordlys, customerId, [seats(1)]);
    expect(refused(await asNordlys())).toEqual([404, 60003]);
    expect(await ask(nordlys, customerId)).toMatchObject({ status: 201, body: { status: 'pending' } });
    expect(refused(await asNordlys())).toEqual([404, 60003]);
    expect(refused(await nordlys.post(`/nextterm/v1/customers/${customerId}/relationships/${await buyers.tenantOf('nordlys')}/accept`))).toEqual([403, 900150]);
    expect(await answer('accept', customerId, 'nordlys')).toMatchObject({ status: 200, body: { status: 'accepted' } });
    expect(refused(await asNordlys())).toEqual([403, 13605]);
    expect(refused(await nordlys.post(`/v1/customers/${customerId}/orders`, { lineItems: [{ lineItemNumber: 0, offerId: standard, quantity: 1 }] }))).toEqual([403, 13605]);
    await buyers.attest(nordlys, customerId);
    expect(await bought(nordlys, customerId, [seats(1)])).toHaveLength(1);
    // One partner's attestation is not another's.
    expect(refused(await postCart(havn, customerId, [seats(1)]))).toEqual([403, 13605]);
  });

  test('[CUS-1] a relationship declined keeps it shut, until it is asked for again', async () => {
    const customerId = await buyers.newCustomer(havn, 'Waterkers');
    await ask(nordlys, customerId);
    expect(await answer('decline', customerId, 'nordlys')).toMatchObject({ status: 200, body: { status: 'declined' } });
    expect(refused(await postCart(nordlys, customerId, [seats(1)]))).toEqual([404, 60003]);
    expect(refused(await answer('accept', customerId, 'nordlys'))).toEqual([400, 800042]);
    expect((await ask(nordlys, customerId)).body).toMatchObject({ status: 'pending' });
  });

  test('[CUS-1] a customer is given up where nothing of it is active, and then is no customer any more', async () => {
    const [held, free] = [await buyers.newBuyer(havn, 'Dagkoekoek'), await buyers.newBuyer(havn, 'Avondkoekoek')];
    await bought(havn, held, [seats(1)]);
    const giveUp = (customerId: string) => havn.patch(`/v1/customers/${customerId}`, { relationshipToPartner: 'none', attributes: { objectType: 'Customer' } });
    expect(refused(await giveUp(held))).toEqual([403, 600006]);
    expect(errorsOf(await aCart(havn, held, [seats(1)]))).toEqual(['sold']);
    expect(await giveUp(free)).toMatchObject({ status: 200, body: { relationshipToPartner: 'none' } });
    expect(refused(await postCart(havn, free, [seats(1)]))).toEqual([404, 60003]);
  });

  test('[CUS-1] customers are listed in pages and found by name, each partner its own', async () => {
    for (const name of ['Duizendblad A', 'Duizendblad B', 'Duizendblad C']) await buyers.newCustomer(havn, name);
    const filter = encodeURIComponent(JSON.stringify({ Field: 'CompanyName', Value: 'duizend', Operator: 'starts_with' }));
    const page = async (partner: Client, query: string, headers = {}) => bodyOf<Collection<ListedCustomer>>(await partner.get(`/v1/customers?${query}`, headers), 200);
    const namesOf = ({ items }: Collection<ListedCustomer>) => items.map(({ companyProfile }) => companyProfile.companyName);
    const first = await page(havn, `size=2&filter=${filter}`);
    expect(namesOf(first)).toEqual(['Duizendblad A', 'Duizendblad B']);
    const [token] = first.links.next?.headers ?? [];
    const rest = await page(havn, 'seekOperation=Next', { [token?.key ?? '']: token?.value ?? '' });
    expect([namesOf(rest), rest.links.next]).toEqual([['Duizendblad C'], undefined]);
    expect(namesOf(await page(nordlys, `filter=${filter}`))).toEqual([]);
    expect(refused(await havn.get('/v1/customers?filter=duizend'))).toEqual([400, 3000]);
  });

  test('[CUS-3] market and segment decide what a customer sees, its partner in which currency it is billed', async () => {
    const shared = await buyers.customerOfSample('Oresund');
    const swedish = await catalogItem(havn, 'NCBUSSTAND01', 'SE');
    const currencies = await Promise.all([havn, nordlys].map(async (partner) => (await aCart(partner, shared, [seats(1, swedish)])).lineItems[0]?.currencyCode));
    expect(currencies).toEqual(['EUR', 'SEK']);

    const faculty = await catalogItem(havn, 'NCM365EDUCA3', 'NL');
    const school = await buyers.customerOfSample('Duinzicht');
    const shop = await buyers.newBuyer(havn, 'Kroosvaren');
    const sees = (customerId: string) => havn.get(`/v1/customers/${customerId}/products/NCM365EDUCA3/skus/0001/availabilities`);
    expect(bodyOf<Collection<Resource>>(await sees(school), 200).items).toHaveLength(1);
    expect(refused(await sees(shop))).toEqual([404, 400013]);
    const line = { catalogItemId: faculty, quantity: 5, ...yearByMonth };
    expect(errorsOf(await aCart(havn, shop, [line]))).toEqual([10001]);
    expect(errorsOf(await aCart(havn, school, [line]))).toEqual(['sold']);

    // Reviewed by the operator, it becomes a school.
    const qualifications = `customers/${shop}/qualifications`;
    expect(await havn.post(`/v1/${qualifications}`, { qualification: 'Education', educationSegment: 'K12' })).toMatchObject({ status: 201, body: { vettingStatus: 'InReview' } });
    expect(errorsOf(await aCart(havn, shop, [line]))).toEqual([10001]);
    bodyOf(await (await buyers.asOperator()).post(`/nextterm/v1/${qualifications}/education/approve`), 200);
    expect(errorsOf(await aCart(havn, shop, [line]))).toEqual(['sold']);
  });

  test('[CUS-3] the billing profile is replaced against its etag, and keeps its market', async () => {
    const customerId = await buyers.newCustomer(havn, 'Gele lis');
    const path = `/v1/customers/${customerId}/profiles/billing`;
    const read = bodyOf<{ attributes: { etag: string }; defaultAddress: object; email: string }>(await havn.get(path), 200);
    const put = (etag: string, members: object) => havn.request('PUT', path, { body: { ...read, ...members }, headers: { 'If-Match': `"${etag}"` } });
    const moved = bodyOf<typeof read>(await put(read.attributes.etag, { email: 'lis@gelelis.example' }), 200);
    expect([moved.email, moved.attributes.etag === read.attributes.etag]).toEqual(['lis@gelelis.example', false]);
    expect(refused(await put(read.attributes.etag, { email: 'late@gelelis.example' }))).toEqual([400, 2055]);
    expect(refused(await put(moved.attributes.etag, { culture: 'sv-SE', defaultAddress: { ...read.defaultAddress, country: 'SE' } }))).toEqual([400, 3000]);
    expect(bodyOf(await havn.get(path), 200)).toEqual(moved);
  });

  test('[CAT-1] products by publisher, billing type, category, segment and market', async () => {
    const ids = async (query: string) => bodyOf<Collection<Resource>>(await havn.get(`/v1/products?${query}`), 200).items.map(({ id }) => id);
    const nl = 'country=NL&targetView=OnlineServices';
    expect(await ids(`${nl}&publisher=isv`)).toEqual(['NCFJORDINS01', 'NCKANAALPL01', 'NCFJORDSIG01']);
    expect(await ids(`${nl}&publisher=microsoft`)).not.toContain('NCFJORDINS01');
    expect(await ids('country=NL&targetView=Azure&billingType=usage')).toEqual(['DZH318Z0BPS6']);
    expect(await ids(`${nl}&billingType=usage`)).toEqual(['NCFJORDSIG01']);
    expect(await ids(`${nl}&category=trial`)).toEqual(['NCBUSPREMI01', 'NCM365ENTE05']);
    expect(await ids(`${nl}&targetSegment=education`)).toEqual(['NCM365EDUCA3']);
    expect([(await ids(nl)).includes('NCM365E3EEA1'), (await ids('country=US&targetView=OnlineServices')).includes('NCM365E3EEA1')]).toEqual([true, false]);
    expect(refused(await havn.get(`/v1/products?${nl}&category=attic`))).toEqual([400, 900126]);
    expect(refused(await havn.get('/v1/products?country=XX&targetView=OnlineServices'))).toEqual([400, 3000]);
  });

  test('[CAT-2] the price sheet as a file, of a market, a segment and a time', async () => {
    const sheet = (query = '') => havn.get(`/v1.0/sales/pricesheets(Market='NL',PricesheetView='updatedlicensebased')/$value${query}`);
    const rowsOf = async (query?: string) => {
      const reply = await sheet(query);
      return reply.text.trim().split('\r\n').map((row) => row.slice(1, -1).split('","'));
    };
    const [header = [], ...rows] = await rowsOf();
    const cell = (row: readonly string[], name: string) => row[header.indexOf(name)] ?? '';
    expect(new Set(rows.map((row) => cell(row, 'Market')))).toEqual(new Set(['NL']));
    expect(rows.filter((row) => cell(row, 'ProductId') === 'NCBUSSTAND01' && cell(row, 'Currency') === 'EUR').map((row) => ['TermDuration', 'BillingPlan', 'UnitPrice'].map((name) => cell(row, name)))).toEqual(
      expect.arrayContaining([['P1M', 'Monthly', '10.08'], ['P1Y', 'Annual', '120.96']]),
    );
    const overage = (productId: string) => [...new Set(rows.filter((row) => cell(row, 'ProductId') === productId).map((row) => cell(row, 'Tags').includes('IncludeOverage')))];
    expect([overage('NCTEAMSPHON1'), overage('NCBUSSTAND01')]).toEqual([[true], [false]]);
    const education = (await rowsOf('?segment=education')).slice(1);
    expect(new Set(education.map((row) => `${cell(row, 'ProductId')} ${cell(row, 'Segment')}`))).toEqual(new Set(['NCM365EDUCA3 Education']));
    const announced = (await rowsOf('?timeline=future')).slice(1);
    expect(new Set(announced.map((row) => cell(row, 'ProductId')))).toEqual(new Set(['NCBUSBASIC01', 'NCM365ENTE03', 'NCO365ENTE03']));
    expect(refused(await sheet('?segment=government'))).toEqual([404, 1000]);
    expect(refused(await sheet('?timeline=past'))).toEqual([400, 900126]);
  });

  test('[CAT-3] what a SKU says of itself', async () => {
    const sku = async (productId: string, skuId = '0001') => bodyOf<{ dynamicAttributes: object }>(await havn.get(`/v1/products/${productId}/skus/${skuId}?country=NL`), 200);
    expect(await sku('NCBUSPREMI01', '0002')).toMatchObject({ isTrial: true, minimumQuantity: 25, maximumQuantity: 25 });
    expect(await sku('NCD365CINS01')).toMatchObject({ isTrial: false, constraints: [{ constraintValue: 1, constraintType: 'ConcurrentCount' }] });
    expect(await sku('NCM365COPIL1')).toMatchObject({ dynamicAttributes: { isAddon: true, prerequisiteSkus: expect.arrayContaining(['NCM365ENTE03:0001']) as string[] } });
    expect(await sku('NCTEAMSPHON1')).toMatchObject({ consumptionType: 'Overage', dynamicAttributes: { overageService: 'PhoneServices' } });
    const plain = await sku('NCBUSSTAND01');
    expect(plain).toMatchObject({ isTrial: false, minimumQuantity: 1, maximumQuantity: 300, dynamicAttributes: { isAddon: false, upgradeTargetOffers: ['NCBUSPREMI01:0001', 'NCM365ENTE03:0001', 'NCM365ENTE05:0001'] } });
    expect([plain]).not.toMatchObject([{ consumptionType: 'Overage' }]);
    expect(refused(await havn.get('/v1/products/NCBUSSTAND01/skus/0009?country=NL'))).toEqual([404, 400018]);
  });

  test('[CAT-4] an offer that is not for the customer or the partner, by its reason', async () => {
    const customerId = await buyers.newBuyer(havn, 'Pijlkruid');
    const check = async (partner: Client, productId: string, context: object = { customerId }) => {
      const body = { targetItems: [{ productId, skuId: '0001' }], inventoryContext: context };
      const [found] = bodyOf<{ restrictions: { reasonCode: string }[] }[]>(await partner.post('/v1/extensions/product/checkInventory?country=NL', body), 200);
      return found?.restrictions.map(({ reasonCode }) => reasonCode);
    };
    expect(await check(havn, 'NCM365EDUCA3')).toEqual(['NotAvailableForSegment']);
    expect([await check(havn, 'NCKANAALPL01'), await check(polder, 'NCKANAALPL01', {})]).toEqual([[], ['ExclusiveToOtherPartners']]);
    const planner = { catalogItemId: await catalogItem(havn, 'NCKANAALPL01', 'NL'), quantity: 1, ...month };
    expect(errorsOf(await aCart(havn, customerId, [planner]))).toEqual(['sold']);
    expect(errorsOf(await aCart(polder, await buyers.newBuyer(polder, 'Zwanenbloem'), [planner]))).toEqual([10001]);

    expect(refused(await havn.get('/v1/products/NCM365E3EEA1?country=US'))).toEqual([404, 400013]);
    const insights = { catalogItemId: await catalogItem(havn, 'NCD365CINS01', 'NL'), quantity: 1, ...yearByMonth };
    expect(await check(havn, 'NCD365CINS01')).toEqual([]);
    await bought(havn, customerId, [insights]);
    expect(await check(havn, 'NCD365CINS01')).toEqual(['AlreadyOwned']);
    expect(errorsOf(await aCart(havn, customerId, [insights]))).toEqual([10002]);
    expect(refused(await havn.post(`/v1/customers/${customerId}/orders`, { lineItems: [{ lineItemNumber: 0, offerId: insights.catalogItemId, quantity: 1, termDuration: 'P1Y' }] }))).toEqual([403, 800089]);
    // A trial is for who does not own the offer yet.
    const { items: trials } = bodyOf<Collection<{ catalogItemId: string }>>(await havn.get('/v1/products/NCBUSPREMI01/skus/0002/availabilities?country=NL'), 200);
    expect(errorsOf(await aCart(havn, customerId, [{ catalogItemId: trials[0]?.catalogItemId ?? '', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }]))).toEqual(['sold']);
  });

  test('[CAT-5] a promotion is applied where the customer is eligible, else the price is the normal one', async () => {
    const premium = await catalogItem(havn, 'NCBUSPREMI01', 'NL');
    const customerId = await buyers.newBuyer(havn, 'Moerasvaren');
    const line = (quantity: number, members: object = yearByMonth) => ({ catalogItemId: premium, quantity, ...yearByMonth, ...members });
    const found = async (of: ReturnType<typeof line>) => {
      const [only] = (await aCart(havn, customerId, [of])).lineItems;
      const { listPrice = 0, discountedPrice = 0 } = only?.pricing ?? {};
      return [only?.promotionId, Number((discountedPrice / listPrice).toFixed(3)), only?.error];
    };
    expect(await found(line(5))).toEqual([SPRING, 0.88, undefined]);
    expect(await found(line(4))).toEqual([undefined, 1, undefined]);
    expect(await found(line(4, { promotionId: SPRING }))).toEqual([undefined, 1, undefined]);
    expect(await found(line(5, month))).toEqual([undefined, 1, undefined]);

    const eligibility = async (quantity: number) =>
      bodyOf<{ items: { eligibilities: { isEligible: boolean }[] }[] }>(
        await havn.post(`/v1/customers/${customerId}/promotionEligibilities`, { items: [{ id: 0, promotionId: SPRING, ...line(quantity) }] }),
        200,
      ).items.flatMap(({ eligibilities }) => eligibilities.map(({ isEligible }) => isEligible));
    expect([await eligibility(5), await eligibility(4)]).toEqual([[true], [false]]);

    const [first] = await bought(havn, customerId, [line(5)]);
    const { body } = await havn.get(`/v1/customers/${customerId}/subscriptions/${first?.subscriptionId ?? ''}`);
    expect(body).toMatchObject({ promotionId: SPRING });
    // Once per customer, and for a first purchase only.
    expect(await found(line(5))).toEqual([undefined, 1, undefined]);
  });

  test('[CAT-5] the promotions of a market and a segment are those of the day', async () => {
    const ids = async (query: string) => bodyOf<Collection<Resource>>(await havn.get(`/v1/productpromotions?${query}`), 200).items.map(({ id }) => id);
    expect([await ids('country=NL&segment=commercial'), await ids('country=NL&segment=education'), await ids('country=SE&segment=commercial')]).toEqual([[SPRING], [], []]);
  });

  test('[ORD-1] a checkout is refused as a whole where a line is in error', async () => {
    const customerId = await buyers.newBuyer(havn, 'Kalmoes');
    const cart = await aCart(havn, customerId, [seats(5), seats(301)]);
    expect(errorsOf(cart)).toEqual(['sold', 10015]);
    expect(refused(await checkOut(havn, customerId, cart))).toEqual([400, 800009]);
    expect(bodyOf<Collection<Resource>>(await havn.get(`/v1/customers/${customerId}/subscriptions`), 200).items).toEqual([]);
  });
});
