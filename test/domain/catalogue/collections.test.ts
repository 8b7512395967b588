import { productResource, skuResource, type CatalogueScope } from '../../../src/adapters/http/resources/catalogue';
import { availabilityResource, type AvailabilityView } from '../../../src/adapters/http/resources/catalogueAvailability';
import { availabilityCollection, productCollection, skuCollection } from '../../../src/adapters/http/resources/catalogueCollections';
import { findAvailability, findProduct, offersOf } from '../../../src/domain/catalogue/findOffer';
import { listProducts } from '../../../src/domain/catalogue/listing';
import { type CatalogueItem } from '../../../src/domain/catalogue/state';
import { instant } from '../../../src/kernel/instant';
import { sampleCatalogue } from './sampleFiles';

const nl = sampleCatalogue('NL');
const scope: CatalogueScope = { kind: 'market', country: 'NL' };
const view: AvailabilityView = { scope, market: 'NL', currency: 'EUR', at: instant('2026-01-31T10:00:00Z'), windowHours: 168 };
const item = (key: string): CatalogueItem => nl.items.get(key) as CatalogueItem;
const self = (uri: string) => ({ links: { self: { uri, method: 'GET', headers: [] } }, attributes: { objectType: 'Collection' } });

describe('[CAT-1] collections', () => {
  it('of products link to the question', () => {
    const listed = listProducts(nl, { view: 'MarketplaceSaaS', at: view.at });
    expect(listed.ok && productCollection(listed.value, scope, { targetView: 'MarketplaceSaaS', targetSegment: undefined })).toEqual({
      totalCount: 3,
      items: [productResource(item('NCFJORDINS01:0001'), scope), productResource(item('NCKANAALPL01:0001'), scope), productResource(item('NCFJORDSIG01:0001'), scope)],
      ...self('/products?country=NL&targetView=MarketplaceSaaS'),
    });
  });

  it('of SKUs hold those of one product', () => {
    const product = findProduct(nl, 'ncbuspremi01');
    expect(product.ok && skuCollection('NCBUSPREMI01', product.value, scope, {})).toEqual({
      totalCount: 2,
      items: [skuResource(item('NCBUSPREMI01:0001'), scope), skuResource(item('NCBUSPREMI01:0002'), scope)],
      ...self('/products/NCBUSPREMI01/skus?country=NL'),
    });
  });

  it('of availabilities hold the segments that are shown', () => {
    const premium = item('NCBUSPREMI01:0001');
    const [commercial, nonprofit] = offersOf(nl, premium, ['commercial', 'nonprofit']);
    expect([commercial?.segment, nonprofit?.segment]).toEqual(['commercial', 'nonprofit']);
    expect(availabilityCollection(premium, offersOf(nl, premium, ['nonprofit']), view, { problemsOf: () => [], unreadable: [] }, { targetSegment: 'nonprofit' })).toEqual({
      totalCount: 1,
      items: [nonprofit && availabilityResource(nonprofit, view, [])],
      ...self('/products/NCBUSPREMI01/skus/0001/availabilities?country=NL&targetSegment=nonprofit'),
    });
  });
});

describe('reading one availability', () => {
  const [offer] = offersOf(nl, item('NCBUSSTAND01:0001'), ['commercial']);

  it('finds it, letter case ignored', () => expect(findAvailability(nl, 'ncbusstand01', '0001', (offer?.availabilityId ?? '').toLowerCase())).toEqual({ ok: true, value: offer }));

  it.each([
    ['NCUNKNOWN001', '0001', 'AAAAAAAAAAAA', { kind: 'ProductNotFound', productId: 'NCUNKNOWN001', market: 'NL' }],
    ['NCBUSSTAND01', '0009', 'AAAAAAAAAAAA', { kind: 'SkuNotFound', productId: 'NCBUSSTAND01', skuId: '0009', market: 'NL' }],
    ['NCBUSSTAND01', '0001', 'AAAAAAAAAAAA', { kind: 'AvailabilityNotFound', catalogItemId: 'NCBUSSTAND01:0001:AAAAAAAAAAAA', market: 'NL' }],
  ])('refuses %s:%s:%s', (productId, skuId, availabilityId, error) => expect(findAvailability(nl, productId, skuId, availabilityId)).toEqual({ ok: false, error }));
});
