import { httpOver } from '../../../support/httpWorld';
import { World } from '../../../support/world';

const EXCHANGE = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123';
const ARCHIVE = '16dc8dad-2af2-45bb-ae80-aba6a21254a5';
let world: World;
let call: ReturnType<typeof httpOver>;

beforeAll(async () => {
  world = await World.at('2026-04-01T09:00:00Z');
  call = httpOver(world);
});

const LARGER = '2f707c7c-2433-49a5-a437-9ca7cf40d3eb';
const getting = (uri: string) => ({ uri, method: 'GET', headers: [] });
const shared = { minimumQuantity: 1, maximumQuantity: 10_000, locale: 'en-US', country: 'NL', category: { id: 'OnlineServices', name: 'Online services', rank: 0, locale: 'en-US', country: 'NL' }, limitUnitOfMeasure: 'None' };
const rest = { isAvailableForPurchase: true, billing: 'license', supportedBillingCycles: ['monthly', 'annual'], isAutoRenewable: true, upgradeTargetOffers: [], conversionTargetOffers: [], isTrial: false, unitType: 'Licenses', attributes: { objectType: 'Offer' } };
const exchange = {
  id: EXCHANGE,
  name: 'Exchange Online (Plan 1)',
  description: 'Mail for business, as a traditional licence.',
  rank: 0,
  uri: `/offers/${EXCHANGE}?country=NL`,
  ...shared,
  prerequisiteOffers: [],
  isAddOn: false,
  hasAddOns: true,
  ...rest,
  upgradeTargetOffers: [LARGER],
  product: { id: EXCHANGE, name: 'Exchange Online (Plan 1)', unit: 'Licenses' },
  links: { addOns: getting(`/offers/${EXCHANGE}/addons?country=NL`), self: getting(`/offers/${EXCHANGE}?country=NL`) },
};
const larger = {
  ...exchange,
  id: LARGER,
  name: 'Exchange Online (Plan 2)',
  description: 'Mail for business with unlimited storage, as a traditional licence.',
  rank: 1,
  uri: `/offers/${LARGER}?country=NL`,
  hasAddOns: false,
  upgradeTargetOffers: [],
  product: { id: LARGER, name: 'Exchange Online (Plan 2)', unit: 'Licenses' },
  links: { self: getting(`/offers/${LARGER}?country=NL`) },
};
const archive = (rank: number) => ({
  id: ARCHIVE,
  name: 'Exchange Online Archiving',
  description: 'Archive for Exchange Online; hangs on its base.',
  rank,
  uri: `/offers/${ARCHIVE}?country=NL`,
  ...shared,
  prerequisiteOffers: [EXCHANGE],
  isAddOn: true,
  hasAddOns: false,
  ...rest,
  product: { id: ARCHIVE, name: 'Exchange Online Archiving', unit: 'Licenses' },
  links: { self: getting(`/offers/${ARCHIVE}?country=NL`) },
});
/** ORD-11: the customer has no base. */
const withoutBase = {
  isAvailableForPurchase: false,
  restrictions: [{ reasonCode: 'BaseMissing', description: `The add-on needs one of these, held by the customer or in the same cart: ${EXCHANGE}:0001.`, properties: {} }],
};
const collection = (items: readonly unknown[], self: string, next?: string) => ({
  totalCount: items.length,
  items,
  links: { self: getting(self), ...(next !== undefined && { next: getting(next) }) },
  attributes: { objectType: 'Collection' },
});
const seen = ({ status, body }: { readonly status: number; readonly body: unknown }) => ({ status, body });

describe('[MIG-1] the older offers API', () => {
  it('lists traditional licences alone', async () => {
    expect(seen(await call('/v1/offers?country=nl'))).toEqual({ status: 200, body: collection([exchange, larger, archive(2)], '/offers?country=NL&size=1000&offset=0') });
  });

  it('pages by position', async () => {
    const first = await call('/v1/offers?country=NL&size=1');
    expect(seen(first)).toEqual({ status: 200, body: collection([exchange], '/offers?country=NL&size=1&offset=0', '/offers?country=NL&size=1&offset=1') });
    expect(seen(await call('/v1/offers?country=NL&size=1&offset=2'))).toEqual({ status: 200, body: collection([archive(2)], '/offers?country=NL&size=1&offset=2') });
    expect(seen(await call('/v1/offers?country=NL&offset=3'))).toEqual({ status: 200, body: collection([], '/offers?country=NL&size=1000&offset=3') });
  });

  it('reads one, and its add-ons', async () => {
    expect(seen(await call(`/v1/offers/${ARCHIVE.toUpperCase()}?country=NL`))).toEqual({ status: 200, body: archive(2) });
    expect(seen(await call(`/v1/offers/${EXCHANGE}/addOns?country=NL`))).toEqual({ status: 200, body: collection([archive(0)], `/offers/${EXCHANGE}/addons?country=NL&size=1000&offset=0`) });
    expect(seen(await call(`/v1/offers/${ARCHIVE}/addons?country=NL`))).toEqual({ status: 200, body: collection([], `/offers/${ARCHIVE}/addons?country=NL&size=1000&offset=0`) });
  });

  it('lists them for a customer, in its market', async () => {
    const zonnebloem = world.customer('Zonnebloem');
    expect(seen(await call(`/v1/customers/${zonnebloem}/offers`))).toEqual({ status: 200, body: collection([exchange, larger, { ...archive(2), ...withoutBase }], `/customers/${zonnebloem}/offers?size=1000&offset=0`) });
    expect(await call(`/v1/customers/${zonnebloem}/offers`, { as: 'nordlys' })).toMatchObject({ status: 404, body: { code: 60003 } });
  });

  it.each([
    { path: '/NCBUSSTAND01?country=NL', code: 2100, says: 'NCBUSSTAND01 is no traditional offer of the market NL: read products and SKUs instead.' },
    { path: '/NCBUSSTAND01/addons?country=NL', code: 2100, says: 'NCBUSSTAND01 is no traditional offer of the market NL: read products and SKUs instead.' },
    { path: '/NCBUSSTAND01:0001:BQKP2H030J2K?country=NL', code: 2100, says: 'NCBUSSTAND01:0001:BQKP2H030J2K is no traditional offer of the market NL: read products and SKUs instead.' },
    { path: '/NCBUSSTAND01:0001:BQKP2H030J2K', code: 2100, says: 'NCBUSSTAND01:0001:BQKP2H030J2K is no traditional offer: read products and SKUs instead.' },
    { path: '/NCBUSSTAND01:0001/addons', code: 2100, says: 'NCBUSSTAND01:0001 is no traditional offer: read products and SKUs instead.' },
    { path: '/NCBUSSTAND01?country=XX', code: 2100, says: 'NCBUSSTAND01 is no traditional offer: read products and SKUs instead.' },
    { path: `/${EXCHANGE}`, code: 800002, says: 'The input is not valid. country: is required.' },
    { path: `/${EXCHANGE}?country=XX`, code: 3000, says: 'country: the catalogue has no market XX.' },
    { path: '?country=XX', code: 3000, says: 'country: the catalogue has no market XX.' },
    { path: '', code: 800002, says: 'The input is not valid. country: is required.' },
  ])('refuses $path with $code', async ({ path, code, says }) => {
    expect(seen(await call(`/v1/offers${path}`))).toEqual({ status: 400, body: { code, description: says, data: [], source: 'NextTerm' } });
  });
});
