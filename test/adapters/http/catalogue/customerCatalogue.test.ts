import { catalogueOpenTo, findProduct, findSku, offersOf } from '../../../../src/domain/catalogue/findOffer';
import { type CatalogueScope, productResource, skuResource } from '../../../../src/adapters/http/resources/catalogue';
import { availabilityResource, type AvailabilityView } from '../../../../src/adapters/http/resources/catalogueAvailability';
import { type CatalogueItem } from '../../../../src/domain/catalogue/state';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { sampleCatalogue } from '../../../domain/catalogue/sampleFiles';
import { httpOver } from '../../../support/httpWorld';
import { World } from '../../../support/world';

const AT = '2026-03-01T09:00:00Z';
let world: World;
let call: ReturnType<typeof httpOver>;
let zonnebloem: string;
let school: string;

beforeAll(async () => {
  world = await World.at(AT);
  call = httpOver(world);
  zonnebloem = world.customer('Zonnebloem');
  school = world.customer('Duinzicht');
});

const nl = sampleCatalogue('NL');
const scopeOf = (customerId: string): CatalogueScope => ({ kind: 'customer', customerId });
const collection = (items: readonly unknown[], uri: string) => ({
  totalCount: items.length,
  items,
  links: { self: { uri, method: 'GET', headers: [] } },
  attributes: { objectType: 'Collection' },
});
const item = (productId: string, skuId: string) => {
  const found = findSku(nl, productId, skuId);
  if (!found.ok) throw new Error(`The sample has no ${productId}:${skuId}`);
  return found.value;
};
/** As it travels. */
const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const idsOf = (body: unknown): string[] => (body as { items: { id: string }[] }).items.map(({ id }) => id);
const error = (code: number, description: string) => ({ code, description, data: [], source: 'NextTerm' });

describe('[CAT-1] [CUS-3] the catalogue of a customer', () => {
  it('lists the products of its market', async () => {
    const scope = scopeOf(zonnebloem);
    const saas = ['NCFJORDINS01', 'NCKANAALPL01', 'NCFJORDSIG01'].map((id) => productResource(item(id, '0001'), scope));
    const { status, body } = await call(`/v1/customers/${zonnebloem}/products?targetView=MarketplaceSaaS`);
    expect({ status, body }).toEqual({ status: 200, body: wire(collection(saas, `/customers/${zonnebloem}/products?targetView=MarketplaceSaaS`)) });
  });

  it('shows offers for schools to schools alone', async () => {
    const online = async (customerId: string) => idsOf((await call(`/v1/customers/${customerId}/products?targetView=OnlineServices`)).body);
    expect(await online(school)).toContain('NCM365EDUCA3');
    expect(await online(zonnebloem)).not.toContain('NCM365EDUCA3');
    const one = await call(`/v1/customers/${zonnebloem}/products/NCM365EDUCA3`);
    expect({ status: one.status, body: one.body }).toEqual({ status: 404, body: error(400013, 'The product NCM365EDUCA3 does not exist in the market NL.') });
  });

  it('narrows to a segment of its own', async () => {
    const own = await call(`/v1/customers/${school}/products?targetView=OnlineServices&targetSegment=education`);
    expect(idsOf(own.body)).toEqual(['NCM365EDUCA3']);
  });

  it.each([
    { filter: 'publisher=isv', ids: ['NCFJORDINS01', 'NCKANAALPL01', 'NCFJORDSIG01'] },
    { filter: 'category=trial', ids: ['NCBUSPREMI01', 'NCM365ENTE05'] },
    { filter: 'billingType=usage', ids: ['NCFJORDSIG01'] },
  ])('[CAT-1] filters by $filter', async ({ filter, ids }) => {
    expect(idsOf((await call(`/v1/customers/${zonnebloem}/products?targetView=OnlineServices&${filter}`)).body)).toEqual(ids);
  });

  it('reads one product, in any letter case', async () => {
    const { status, body } = await call(`/V1/Customers/${zonnebloem.toUpperCase()}/Products/ncbusstand01`);
    expect({ status, body }).toEqual({ status: 200, body: wire(productResource(item('NCBUSSTAND01', '0001'), scopeOf(zonnebloem))) });
  });

  it('lists and reads SKUs', async () => {
    const scope = scopeOf(zonnebloem);
    const product = findProduct(catalogueOpenTo(nl, 'commercial'), 'NCBUSPREMI01');
    const skus = product.ok ? product.value.map((one) => skuResource(one, scope)) : [];
    const list = await call(`/v1/customers/${zonnebloem}/products/NCBUSPREMI01/skus`);
    expect({ status: list.status, body: list.body }).toEqual({ status: 200, body: wire(collection(skus, `/customers/${zonnebloem}/products/NCBUSPREMI01/skus`)) });
    expect(skus).toHaveLength(2);
    const one = await call(`/v1/customers/${zonnebloem}/products/NCBUSPREMI01/skus/0001`);
    expect({ status: one.status, body: one.body }).toEqual({ status: 200, body: wire(skus[0]) });
  });

  it('lists and reads availabilities in the partner\'s currency, with product and SKU', async () => {
    const view: AvailabilityView = { scope: scopeOf(zonnebloem), market: 'NL', currency: 'EUR', at: world.now(), windowHours: 168 };
    const open = catalogueOpenTo(nl, 'commercial');
    const premium = findSku(open, 'NCBUSPREMI01', '0001');
    const [offer] = premium.ok ? offersOf(open, premium.value, ['commercial']) : [];
    if (offer === undefined) throw new Error('not in the sample');
    const expected = wire(availabilityResource(offer, view, []));
    const uri = `/customers/${zonnebloem}/products/NCBUSPREMI01/skus/0001/availabilities`;
    const list = await call(`/v1${uri}`);
    expect({ status: list.status, body: list.body }).toEqual({ status: 200, body: wire(collection([expected], uri)) });
    const one = await call(`/v1${uri}/${offer.availabilityId}`);
    expect({ status: one.status, body: one.body }).toEqual({ status: 200, body: expected });
    expect(expected).toMatchObject({ country: 'NL', segment: 'commercial', product: { id: 'NCBUSPREMI01' }, sku: { id: '0001' } });
  });

  const paths = ['?targetView=OnlineServices', '/NCBUSPREMI01', '/NCBUSPREMI01/skus', '/NCBUSPREMI01/skus/0001', '/NCBUSPREMI01/skus/0001/availabilities', '/NCBUSPREMI01/skus/0001/availabilities/ABCDEFGHIJKL'];
  it.each(paths)('[PAR-3] hides products%s of another partner\'s customer', async (path) => {
    const { status, body } = await call(`/v1/customers/${zonnebloem}/products${path}`, { as: 'nordlys' });
    expect({ status, body }).toEqual({ status: 404, body: error(60003, `There is no customer ${zonnebloem}.`) });
  });

  it.each([
    { path: '?targetView=Attic', status: 403, code: 400036, says: 'The target view Attic is not allowed.' },
    { path: '?targetView=Azure&targetSegment=education', status: 403, code: 400030, says: 'The segment education is not allowed; allowed: commercial.' },
    { path: '', status: 400, code: 800002, says: 'The input is not valid. targetView: is required.' },
    { path: '/NCUNKNOWN001', status: 404, code: 400013, says: 'The product NCUNKNOWN001 does not exist in the market NL.' },
    { path: '/NCUNKNOWN001/skus', status: 404, code: 400013, says: 'The product NCUNKNOWN001 does not exist in the market NL.' },
    { path: '/NCBUSPREMI01/skus?targetSegment=government', status: 403, code: 400030, says: 'The segment government is not allowed; allowed: commercial.' },
    { path: '/NCBUSPREMI01/skus/0009', status: 404, code: 400018, says: 'The SKU 0009 of the product NCBUSPREMI01 does not exist in the market NL.' },
    { path: '/NCBUSPREMI01/skus/0009/availabilities', status: 404, code: 400018, says: 'The SKU 0009 of the product NCBUSPREMI01 does not exist in the market NL.' },
    { path: '/NCBUSPREMI01/skus/0001/availabilities?targetSegment=x', status: 403, code: 400030, says: 'The segment x is not allowed; allowed: commercial.' },
    { path: '/NCBUSPREMI01/skus/0001/availabilities/ABCDEFGHIJKL', status: 404, code: 400019, says: 'The availability of NCBUSPREMI01:0001:ABCDEFGHIJKL does not exist in the market NL: read the availabilities again.' },
  ])('refuses $path: $status / $code', async ({ path, status, code, says }) => {
    const reply = await call(`/v1/customers/${zonnebloem}/products${path}`);
    expect({ status: reply.status, body: reply.body }).toEqual({ status, body: error(code, says) });
  });
});

describe('[CAT-1] the catalogue of a market', () => {
  it.each([
    { path: '/v1/products?country=XX&targetView=Azure', status: 400, code: 3000 },
    { path: '/v1/products?country=NL&targetView=Attic', status: 403, code: 400036 },
    { path: '/v1/products?country=NL&targetView=Azure&targetSegment=space', status: 403, code: 400030 },
    { path: '/v1/products?country=NL&targetView=Azure&category=large', status: 400, code: 900126 },
    { path: '/v1/products/NCUNKNOWN001?country=NL', status: 404, code: 400013 },
    { path: '/v1/products/NCBUSPREMI01/skus/0009?country=NL', status: 404, code: 400018 },
    { path: '/v1/products/NCBUSPREMI01/skus/0001/availabilities/ABCDEFGHIJKL?country=NL', status: 404, code: 400019 },
  ])('refuses $path', async ({ path, status, code }) => {
    expect(await call(path)).toMatchObject({ status, body: { code } });
  });

  it('links to the question with its filters', async () => {
    const { body } = await call('/v1/products?country=nl&targetView=OnlineServices&publisher=ISV');
    expect(body).toMatchObject({ totalCount: 3, links: { self: { uri: '/products?country=NL&targetView=OnlineServices&publisher=isv' } } });
  });

  it('is read from a product to its availabilities by the links of each', async () => {
    const follow = async ({ uri }: { readonly uri: string }) => (await call(`/v1${uri}`)).body;
    const product = (await call('/v1/products/NCBUSPREMI01?country=NL')).body as ReturnType<typeof productResource>;
    expect(product).toEqual(wire(productResource(item('NCBUSPREMI01', '0001'), { kind: 'market', country: 'NL' })));
    const skus = (await follow(product.links.skus)) as { items: [ReturnType<typeof skuResource>] };
    expect(await follow(skus.items[0].links.self)).toEqual(skus.items[0]);
    const availabilities = (await follow(skus.items[0].links.availabilities)) as { items: ReturnType<typeof availabilityResource>[] };
    const [availability] = availabilities.items;
    expect(availability).toMatchObject({ segment: 'commercial', sku: skus.items[0], product });
    expect(await follow(availability?.links.self ?? { uri: '/' })).toEqual(availability);
  });

  it('shows of a SKU what a sheet may say and the sample does not: dated dimensions, limits, what has to be owned', async () => {
    const own = await World.at(AT);
    const { app } = own;
    const dated = { effectiveFrom: calendarDate('2026-02-01'), effectiveTo: calendarDate('2026-05-01') };
    const changed = ({ sku, lines }: CatalogueItem): CatalogueItem => ({ sku: { ...sku, ownershipLimit: { count: 3, scope: 'lifetime' }, ...(sku.meters && { meters: sku.meters.map((meter) => ({ ...meter, ...dated })) }) }, lines });
    own.use({
      ...app,
      catalogueOf: async (market) => {
        const { items, promotions, ...rest } = await app.catalogueOf(market);
        const needy = promotions.map((promotion) => ({ ...promotion, constraints: { ...promotion.constraints, ownedProducts: [['NCEXCHON0001:0001']] } }));
        return { ...rest, items: new Map([...items].map(([key, one]) => [key, changed(one)])), promotions: needy };
      },
    });
    const asked = httpOver(own);
    const sku = (await asked('/v1/products/NCFJORDSIG01/skus/0001?country=NL')).body as ReturnType<typeof skuResource>;
    expect(sku.constraints).toEqual([{ constraintName: 'AssetOwnershipLimit', constraintValue: 3, constraintType: 'LifetimeCount' }]);
    expect(sku.dynamicAttributes.dimensions?.[0]).toMatchObject(dated);
    const offers = (await asked('/v1/offers?country=NL&size=1')).body;
    expect(offers).toMatchObject({ items: [{ limitUnitOfMeasure: 'Lifetime', limit: 3 }] });
    const promotion = (await asked('/v1/productpromotions/PRBUSPREMI01:0001:PRSPRING2026?country=NL')).body;
    expect(promotion).toMatchObject({ promotionConstraints: { productOwnershipConstraints: [[{ bigId: 'NCEXCHON0001/0001' }]] } });
  });
});
