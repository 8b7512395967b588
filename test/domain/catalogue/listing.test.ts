import { listProducts, segmentsToShow, type ListingQuestion } from '../../../src/domain/catalogue/listing';
import { catalogueOf, type CatalogueItem } from '../../../src/domain/catalogue/state';
import { linesOn } from '../../../src/domain/catalogue/timeline';
import { instant } from '../../../src/kernel/instant';
import { sampleCatalogue } from './sampleFiles';

const nl = sampleCatalogue('NL');
const at = instant('2026-01-31T10:00:00Z');

const ids = (question: Partial<ListingQuestion>, catalogue = nl): unknown => {
  const listed = listProducts(catalogue, { view: 'OnlineServices', at, ...question });
  return listed.ok ? listed.value.map((product) => product.productId) : listed.error;
};

describe('[CAT-1] listing products', () => {
  it.each([
    ['MicrosoftAzure', ['DZH318Z0BPS6']],
    ['azure', ['DZH318Z0BPS6']],
    ['MarketplaceSaaS', ['NCFJORDINS01', 'NCKANAALPL01', 'NCFJORDSIG01']],
    ['Software', ['NCWINSRVSUB1', 'NCSQLSTAND01', 'NCSUSELINUX1']],
    ['SoftwareSubscriptions', ['NCWINSRVSUB1', 'NCSUSELINUX1']],
    ['SoftwarePerpetual', ['NCSQLSTAND01']],
    ['SoftwareSUSELinux', ['NCSUSELINUX1']],
    ['AzureReservationsVM', []],
    ['SpecializedOffers', []],
  ])('shows the view %s', (view, expected) => expect(ids({ view })).toEqual(expected));

  it('refuses a view that does not exist', () => expect(ids({ view: 'Reservations' })).toEqual({ kind: 'ViewNotAllowed', view: 'Reservations' }));

  it('filters by publisher, billing type and category', () => {
    expect(ids({ publisher: 'isv' })).toEqual(['NCFJORDINS01', 'NCKANAALPL01', 'NCFJORDSIG01']);
    expect(ids({ publisher: 'microsoft' })).not.toContain('NCFJORDINS01');
    expect(ids({ category: 'trial' })).toEqual(['NCBUSPREMI01', 'NCM365ENTE05']);
    expect(ids({ category: 'small_business' })).toEqual(['NCBUSBASIC01', 'NCBUSSTAND01', 'NCBUSPREMI01', 'NCBUSVOICE01']);
    expect(ids({ billingType: 'usage' })).toEqual(['NCFJORDSIG01']);
    expect(ids({ billingType: 'usage', view: 'Azure' })).toEqual(['DZH318Z0BPS6']);
  });

  it('filters by segment, and refuses one that does not exist or may not be seen', () => {
    expect(ids({ segment: 'Education' })).toEqual(['NCM365EDUCA3']);
    expect(ids({ segment: 'nonprofit' })).toEqual(['NCBUSPREMI01']);
    expect(ids({ segment: 'military' })).toEqual({ kind: 'SegmentNotAllowed', segment: 'military', allowed: ['commercial', 'education', 'government', 'nonprofit'] });
    expect(ids({ segment: 'education', allowedSegments: ['commercial'] })).toEqual({ kind: 'SegmentNotAllowed', segment: 'education', allowed: ['commercial'] });
    expect(ids({ allowedSegments: ['commercial'] })).not.toContain('NCM365EDUCA3');
  });

  it('shows non-profit only when it is asked for', () => {
    expect(segmentsToShow(undefined)).toEqual({ ok: true, value: ['commercial', 'education', 'government'] });
    expect(segmentsToShow('nonprofit')).toEqual({ ok: true, value: ['nonprofit'] });
  });

  it('shows what the market sells: the EEA offer in NL and not in the US', () => {
    expect(ids({})).toContain('NCM365E3EEA1');
    expect(ids({}, sampleCatalogue('US'))).not.toContain('NCM365E3EEA1');
    const item = nl.items.get('NCBUSSTAND01:0001') as CatalogueItem;
    expect(ids({}, catalogueOf('NL', [{ ...item, sku: { ...item.sku, allowedMarkets: ['SE'] } }]))).toEqual([]);
  });

  it('leaves out what went off sale, from that instant on', () => {
    expect(ids({ at: instant('2026-06-30T23:59:59.999Z') })).toContain('NCBUSVOICE01');
    expect(ids({ at: instant('2026-07-01T00:00:00.000Z') })).not.toContain('NCBUSVOICE01');
  });

  it('puts the SKUs of a product together', () => {
    const listed = listProducts(nl, { view: 'OnlineServices', at });
    expect(listed.ok && listed.value.find((product) => product.productId === 'NCM365ENTE05')?.items.map((item) => item.sku.skuId)).toEqual(['0001', '0002', '0003']);
  });
});

describe('the timeline of a price sheet', () => {
  const starts = (key: string, ...[timeline, on]: [Parameters<typeof linesOn>[1], string]) =>
    linesOn((nl.items.get(key)?.lines ?? []).filter((line) => line.currency === 'EUR' && line.segment === 'commercial' && line.termDuration === 'P1M'), timeline, instant(on)).map((line) => line.effectiveFrom);

  it.each([
    { name: 'current, before the change', key: 'NCM365ENTE03:0001', timeline: { kind: 'current' }, on: '2026-06-30T23:59:59Z', expected: ['1753-01-01T00:00:00.000Z'] },
    { name: 'current, of two that overlap the one that counts', key: 'NCM365ENTE03:0001', timeline: { kind: 'current' }, on: '2026-07-01T00:00:00Z', expected: ['2026-07-01T00:00:00.000Z'] },
    { name: 'future', key: 'NCM365ENTE03:0001', timeline: { kind: 'future' }, on: '2026-06-30T23:59:59Z', expected: ['2026-07-01T00:00:00.000Z'] },
    { name: 'future, once it is the present', key: 'NCM365ENTE03:0001', timeline: { kind: 'future' }, on: '2026-07-01T00:00:00Z', expected: [] },
    { name: 'history: what has ended', key: 'NCO365ENTE03:0001', timeline: { kind: 'history' }, on: '2026-07-01T00:00:00Z', expected: ['2021-01-01T00:00:00.000Z'] },
    { name: 'history: nothing has ended yet', key: 'NCO365ENTE03:0001', timeline: { kind: 'history' }, on: '2026-06-30T23:59:59Z', expected: [] },
    {
      name: 'history of the month after the change',
      key: 'NCO365ENTE03:0001',
      timeline: { kind: 'history', from: instant('2026-07-01T00:00:00Z'), to: instant('2026-08-01T00:00:00Z') },
      on: '2026-09-01T00:00:00Z',
      expected: ['2026-07-01T00:00:00.000Z'],
    },
    {
      name: 'history of the month before it',
      key: 'NCO365ENTE03:0001',
      timeline: { kind: 'history', from: instant('2026-06-01T00:00:00Z'), to: instant('2026-07-01T00:00:00Z') },
      on: '2026-09-01T00:00:00Z',
      expected: ['2021-01-01T00:00:00.000Z'],
    },
  ] as const)('$name', ({ key, timeline, on, expected }) => expect(starts(key, timeline, on)).toEqual(expected));
});
