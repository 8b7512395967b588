import { listSubscriptions } from '../../../../src/app/subscription/subscriptionBook';
import { type Promotion } from '../../../../src/domain/catalogue/promotion';
import { instant } from '../../../../src/kernel/instant';
import { offersOf, findSku } from '../../../../src/domain/catalogue/findOffer';
import { sampleCatalogue } from '../../../domain/catalogue/sampleFiles';
import { httpOver } from '../../../support/httpWorld';
import { World } from '../../../support/world';

const SPRING = 'PRBUSPREMI01:0001:PRSPRING2026';
let world: World;
let call: ReturnType<typeof httpOver>;
let zonnebloem: string;

beforeEach(async () => {
  world = await World.at('2026-04-01T09:00:00Z');
  call = httpOver(world);
  zonnebloem = world.customer('Zonnebloem');
});

const listed = {
  id: SPRING,
  name: 'Business Premium spring offer',
  description: '12 % off Business Premium for 5 to 200 seats.',
  startDate: '2026-03-01T00:00:00.000Z',
  endDate: '2026-06-30T23:59:59.000Z',
  properties: { isAutoApplicable: true },
  requiredProducts: ['Monthly', 'Annual'].map((billingCycle) => ({
    productId: 'NCBUSPREMI01',
    skuId: '0001',
    term: { duration: 'P1Y', billingCycle },
    pricingPolicies: [{ policyType: 'PercentDiscount', value: '0.12' }],
  })),
};
const constraints = {
  seatConstraints: [{ minSeats: 5, maxSeats: 200, type: 'SubscriptionQuantity' }],
  assetOwnershipLimits: [{ minAssets: 0, maxAssets: 1, type: 'LifetimeRedemptionCount' }],
  eligibilityConstraints: [{ isApplicable: true, type: 'FirstPurchase' }],
};
const collection = (items: readonly unknown[], uri: string) => ({ totalCount: items.length, items, links: { self: { uri, method: 'GET', headers: [] } }, attributes: { objectType: 'Collection' } });
const error = (code: number, description: string) => ({ code, description, data: [], source: 'NextTerm' });
const seen = ({ status, body }: { readonly status: number; readonly body: unknown }) => ({ status, body });

describe('[CAT-5] the promotions of a market', () => {
  it.each([
    { at: '2026-02-28T23:59:59.999Z', items: [] },
    { at: '2026-03-01T00:00:00Z', items: [listed] },
    { at: '2026-06-30T23:59:59Z', items: [listed] },
    { at: '2026-07-01T00:00:00Z', items: [] },
  ])('at $at', async ({ at, items }) => {
    world.clock.moveTo(at);
    expect(seen(await call('/v1/ProductPromotions?country=nl&segment=Commercial'))).toEqual({ status: 200, body: collection(items, '/productpromotions?country=NL&segment=commercial') });
  });

  it('are those of the segment and the market asked for', async () => {
    expect((await call('/v1/productpromotions?country=NL&segment=education')).body).toEqual(collection([], '/productpromotions?country=NL&segment=education'));
    expect((await call('/v1/productpromotions?country=SE&segment=commercial')).body).toEqual(collection([], '/productpromotions?country=SE&segment=commercial'));
  });

  it('are read one by one with their constraints, past ones too, under an old id too', async () => {
    world.clock.moveTo('2030-01-01T00:00:00Z');
    const body = { ...listed, promotionConstraints: constraints };
    expect(seen(await call(`/v1/productpromotions/${SPRING}?country=NL`))).toEqual({ status: 200, body });
    expect(seen(await call('/v1/productpromotions/PRBUSPREMI01%3A0001%3AREPLACED0001?country=NL'))).toEqual({ status: 200, body });
  });

  it.each([
    { path: '?segment=commercial', status: 400, body: error(800002, 'The input is not valid. country: is required.') },
    { path: '?country=NL', status: 400, body: error(800002, 'The input is not valid. segment: is required.') },
    { path: '?country=NL&segment=space', status: 400, body: error(900126, 'segment: "space" is none of commercial, education, government, nonprofit.') },
    { path: '?country=XX&segment=commercial', status: 400, body: error(3000, 'country: the catalogue has no market XX.') },
    { path: '/PRNOBODY0001:0001:PRAV00000001?country=NL', status: 404, body: error(1000, 'There is no promotion PRNOBODY0001:0001:PRAV00000001 in the market NL.') },
    { path: `/${SPRING}?country=SE`, status: 404, body: error(1000, `There is no promotion ${SPRING} in the market SE.`) },
  ])('refuses $path', async ({ path, status, body }) => {
    expect(seen(await call(`/v1/productpromotions${path}`))).toEqual({ status, body });
  });

  it('[PAR-2] are for sales agents, and not for who sells nothing', async () => {
    expect((await call('/v1/productpromotions?country=NL&segment=commercial', { roles: ['sales_agent'] })).status).toBe(200);
    expect(await call('/v1/productpromotions?country=NL&segment=commercial', { roles: ['helpdesk_agent'] })).toMatchObject({ status: 403, body: { code: 900150 } });
  });
});

describe('[CAT-5] promotion eligibilities', () => {
  const nl = sampleCatalogue('NL');
  const itemOf = (productId: string): string => {
    const found = findSku(nl, productId, '0001');
    const [offer] = found.ok ? offersOf(nl, found.value, ['commercial']) : [];
    return offer?.catalogItemId ?? '';
  };
  const PREMIUM = itemOf('NCBUSPREMI01');
  const asked = (facts: object = {}) => ({ id: 0, catalogItemId: PREMIUM, quantity: 25, termDuration: 'P1Y', billingCycle: 'monthly', ...facts });
  const judged = (eligibilities: readonly object[], facts: object = {}) => ({ ...asked(facts), eligibilities, attributes: { objectType: 'PromotionEligibilities' } });
  const check = (items: readonly unknown[], customerId = zonnebloem) => call(`/v1/customers/${customerId}/promotionEligibilities`, { method: 'POST', body: { items } });
  const answer = (...items: readonly unknown[]) => ({ status: 200, body: collection(items, `/customers/${zonnebloem}/promotionEligibilities`) });
  const not = (promotionId: string | undefined, ...errors: readonly object[]) => ({ ...(promotionId !== undefined && { promotionId }), isEligible: false, errors });
  const eligible = [{ promotionId: SPRING, isEligible: true }];
  const seatCount = (availableSeats: number) => ({
    type: 'SeatCount',
    description: `The promotion takes 5 to 200 seats; ${availableSeats} are left.`,
    minimumRequiredSeats: 5,
    maximumRequiredSeats: 200,
    availableSeats,
  });
  const redeemed = { type: 'RedemptionLimit', description: 'The promotion can be used 1 times; 0 are left.', maxPromotionRedemptionCount: 1, remainingPromotionRedemptionCount: 0 };
  const before = { type: 'OfferPurchasedPreviously', description: 'The customer bought the offer, or tried it, before.' };
  const invalid = { type: 'InvalidPromotion', description: 'There is no such promotion for this item now.' };

  it('say which promotions an item would get', async () => {
    expect(seen(await check([asked()]))).toEqual(answer(judged(eligible)));
  });

  it('take what published clients send: PascalCase, ids as text, nulls', async () => {
    const body = { Items: [{ Id: '7', CatalogItemId: PREMIUM, Quantity: 25, TermDuration: 'p1y', BillingCycle: 'Monthly', PromotionId: null }] };
    expect(seen(await call(`/v1/customers/${zonnebloem}/promotioneligibilities`, { method: 'POST', body }))).toEqual(answer(judged(eligible, { id: 7 })));
  });

  it.each([
    { name: 'InvalidCatalogItemId', facts: { catalogItemId: 'NCUNKNOWN001:0001:ABCDEFGHIJKL' }, entry: not(undefined, { type: 'InvalidCatalogItemId', description: 'The catalogue has no such item for this customer.' }) },
    { name: 'NoPromotionsAvailable', facts: { catalogItemId: itemOf('NCBUSSTAND01') }, entry: not(undefined, { type: 'NoPromotionsAvailable', description: 'No promotion runs for this item.' }) },
    { name: 'SeatCount, too few', facts: { quantity: 4 }, entry: not(SPRING, seatCount(200)) },
    { name: 'SeatCount, too many', facts: { quantity: 201 }, entry: not(SPRING, seatCount(200)) },
    {
      name: 'Term',
      facts: { termDuration: 'P3Y' },
      entry: not(SPRING, {
        type: 'Term',
        description: 'The promotion is for other terms or billing cycles.',
        eligibleTerms: [
          { billingCycle: 'Monthly', duration: 'P1Y' },
          { billingCycle: 'Annual', duration: 'P1Y' },
        ],
      }),
    },
  ])('$name', async ({ facts, entry }) => {
    expect(seen(await check([asked(facts)]))).toEqual(answer(judged([entry], facts)));
  });

  it('InvalidPromotion: unknown, of another item, or over', async () => {
    const named = (promotionId: string) => check([asked({ promotionId })]);
    expect(seen(await named('PRNOBODY0001:0001:X'))).toEqual(answer(judged([not('PRNOBODY0001:0001:X', invalid)])));
    expect(seen(await check([asked({ catalogItemId: itemOf('NCBUSSTAND01'), promotionId: SPRING })]))).toEqual(answer(judged([not(SPRING, invalid)], { catalogItemId: itemOf('NCBUSSTAND01') })));
    expect(seen(await named('PRBUSPREMI01:0001:REPLACED0001'))).toEqual(answer(judged([{ promotionId: 'PRBUSPREMI01:0001:REPLACED0001', isEligible: true }])));
    world.clock.moveTo('2026-07-01T00:00:00Z');
    expect(seen(await named(SPRING))).toEqual(answer(judged([not(SPRING, invalid)])));
  });

  it.each<[string, string, string, Pick<Promotion['requiredProducts'][number], 'termDuration' | 'billingCycle'>]>([
    ['[ORD-6] SaaS that begins with free days', 'NCFJORDINS01', '0001', { termDuration: 'P1M', billingCycle: 'monthly' }],
    ['[TRI-5] a trial', 'NCBUSPREMI01', '0002', { termDuration: 'P1M', billingCycle: 'none' }],
    ['[MIG-1] a traditional offer', 'fd4c746a-2194-4aff-9ee6-f5d3712cf123', '0001', { termDuration: 'P1Y', billingCycle: 'monthly' }],
  ])('%s gets none, neither named nor by itself, as it is bought', async (_, productId, skuId, plan) => {
    const id = 'PRHALF000000:0001:PRAV00000001';
    const half: Promotion = { id, name: 'Half', description: 'Half off.', market: 'NL', segment: 'commercial', startDate: instant('2026-03-01T00:00:00Z'), endDate: instant('2026-12-31T23:59:59Z'), autoApplicable: true, requiredProducts: [{ productId, skuId, ...plan, percentDiscount: '0.5' }], constraints: {} };
    const { catalogueOf } = world.app;
    world.use({ ...world.app, catalogueOf: async (market) => ({ ...(await catalogueOf(market)), promotions: [half] }) });
    call = httpOver(world);
    const sold = findSku(nl, productId, skuId);
    const catalogItemId = (sold.ok ? offersOf(nl, sold.value, ['commercial'])[0]?.catalogItemId : undefined) ?? '';
    const facts = { catalogItemId, ...plan };
    expect(seen(await check([asked(facts)]))).toEqual(answer(judged([not(undefined, { type: 'NoPromotionsAvailable', description: 'No promotion runs for this item.' })], facts)));
    expect(seen(await check([asked({ ...facts, promotionId: id })]))).toEqual(answer(judged([not(id, invalid)], facts)));

    const [bought = ''] = await world.buy('havn', zonnebloem, [{ sku: `${productId}:${skuId}`, quantity: 25, ...plan }]);
    expect((await world.subscription(zonnebloem, bought)).promotionId).toBeUndefined();
    await world.advanceTo('2026-05-02T09:00:00Z');
    const paid = (await world.charges(zonnebloem, bought)).filter(({ unitPrice }) => unitPrice !== '0');
    expect(paid.length).toBeGreaterThan(0);
    expect(paid.filter(({ effectiveUnitPrice, unitPrice }) => effectiveUnitPrice !== unitPrice)).toEqual([]);
  });

  it('OfferPurchasedPreviously and RedemptionLimit, also where another partner sold it', async () => {
    const shared = world.customer('Oresund');
    await world.as('havn').attest(zonnebloem);
    const { Commerce } = world.stores;
    const [bought = ''] = await world.buy('havn', zonnebloem, [{ sku: 'NCBUSPREMI01:0001', termDuration: 'P1Y', quantity: 25 }]);
    expect((await listSubscriptions(Commerce, zonnebloem)).map(({ id, promotionId }) => [id, promotionId])).toEqual([[bought, SPRING]]);
    const row = await Commerce.read(zonnebloem, `subscription|${bought}`);
    // As if another partner had sold it.
    await Commerce.commit(zonnebloem, [{ op: 'put', key: `subscription|${bought}`, value: { ...row?.value, partnerId: world.as('nordlys').partner.tenantId } }]);
    expect(seen(await check([asked()]))).toEqual(answer(judged([not(SPRING, redeemed, before)])));
    expect(seen(await check([asked({ quantity: 180 })]))).toEqual(answer(judged([not(SPRING, seatCount(175), redeemed, before)], { quantity: 180 })));
    expect((await check([asked()], shared)).status).toBe(200);
  });

  it('judge each item by itself', async () => {
    const items = [asked({ id: 1 }), asked({ id: 2, quantity: 1 })];
    expect(seen(await check(items))).toEqual(answer(judged(eligible, { id: 1 }), judged([not(SPRING, seatCount(200))], { id: 2, quantity: 1 })));
  });

  it.each([
    { name: 'a customer of others', as: 'nordlys', body: { items: [asked()] }, status: 404, code: 60003 },
    { name: 'no items', as: 'havn', body: { items: [] }, status: 400, code: 800002 },
    { name: 'an unknown billing cycle', as: 'havn', body: { items: [asked({ billingCycle: 'weekly' })] }, status: 400, code: 900126 },
    { name: 'an id that is no number', as: 'havn', body: { items: [asked({ id: 'one' })] }, status: 400, code: 800002 },
  ])('refuse $name', async ({ as, body, status, code }) => {
    expect(await call(`/v1/customers/${zonnebloem}/promotionEligibilities`, { method: 'POST', as, body })).toMatchObject({ status, body: { code } });
  });
});
