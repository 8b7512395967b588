import { join } from 'node:path';
import { temporaryFolder, writeTree } from '../../support/temporaryFolder';
import { EIK, HEADER, prepared, refusalOf, subscriptionId, WORLD, writeWorld, ZON } from './ownWorld';

const folder = temporaryFolder();

const row = (n: number, differing: Partial<Record<'customer' | 'product' | 'sku' | 'seats' | 'term' | 'cycle' | 'end' | 'renews' | 'promotion' | 'reseller' | 'price' | 'currency' | 'market', string>> = {}): string => {
  const { customer = ZON, product = 'NCBUSPREMI01', sku = '0001', seats = '5', term = 'P1Y', cycle = 'monthly', end = '2026-03-09', renews = 'on', promotion = 'none', reseller = '', price = '', currency = '', market = '' } = differing;
  return [subscriptionId(n), customer, product, sku, seats, term, cycle, end, renews, promotion, reseller, price, currency, market].join(',');
};

const refused = (portfolios: Readonly<Record<string, readonly string[]>>): Promise<readonly string[]> => refusalOf(prepared(writeWorld(folder, { portfolios })));

describe('the portfolios of a world', () => {
  test('[ORD-2] [CAT-5] become subscriptions with their orders, at the price of the sheet or of the row', async () => {
    const { world } = await prepared(writeWorld(folder, { portfolios: { acme: [HEADER, row(1), row(2, { price: '1200', cycle: 'annual' })], depot: [HEADER, row(3, { reseller: '6120045', renews: 'off' })] } }));
    const [listed, priced, ofReseller] = world.brought;
    expect(listed?.outcome.subscription).toMatchObject({ id: subscriptionId(1), customerId: ZON, partnerId: '11111111-1111-4111-8111-111111111111', quantity: 5, cyclePrice: '16.48', currency: 'EUR', term: { start: '2025-03-10', end: '2026-03-09' }, cycle: { start: '2025-12-10' }, autoRenew: true, friendlyName: 'Microsoft 365 Business Premium' });
    expect(listed?.order).toMatchObject({ id: listed?.outcome.subscription.orderId, createdAt: '2025-03-10T00:00:00.000Z', lines: [{ subscriptionId: subscriptionId(1), quantity: 5 }], totalPrice: '988.80' });
    expect(priced?.outcome.subscription).toMatchObject({ cyclePrice: '1200', billingCycle: 'annual' });
    expect(ofReseller?.outcome.subscription).toMatchObject({ resellerOfRecord: '6120045', autoRenew: false });
  });

  test('[CAT-5] keep a promotion that ran when the term began, and are refused one that did not', async () => {
    const promotion = 'PRBUSPREMI01:0001:PRSPRING2026';
    const file = writeWorld(folder, { portfolios: { acme: [HEADER, row(1, { promotion, end: '2027-03-31' })] } });
    const { world } = await prepared(file, '2026-07-01T00:00:00Z');
    expect(world.brought[0]?.outcome.subscription).toMatchObject({ promotionId: promotion, listCyclePrice: '16.48', cyclePrice: '14.5024', redemptions: [{ promotionId: promotion, seats: 5 }] });
    expect(await refused({ acme: [HEADER, row(1, { promotion })] })).toEqual([expect.stringMatching(/^acme.csv, line 2, Promotion: PRBUSPREMI01:0001:PRSPRING2026 is no promotion of NL for NCBUSPREMI01:0001 P1Y monthly that ran at 2025-03-10/), expect.any(String)]);
  });

  test('with mistakes are refused whole: every mistake by file, line and column', async () => {
    const lines = await refused({
      acme: [
        HEADER,
        row(1),
        row(1, { seats: '7' }),
        row(2, { end: '2026-03-30', term: 'P1M' }),
        row(3, { product: 'NCNOTHERE001' }),
        row(4, { seats: '301' }),
        row(5, { currency: 'SEK', market: 'SE' }),
        row(6, { customer: EIK }),
        row(7, { customer: '0f8fad5b-d9cb-469f-a165-70867728950e' }),
        row(8, { cycle: 'triennial' }),
        row(9, { end: '2025-12-30' }),
        row(10, { reseller: '6120045' }),
      ],
      depot: [HEADER, row(3), row(11, { reseller: '6120046' }), row(12, { customer: EIK }), row(13, { product: 'NCPHONECALL1', seats: '0' })],
    });
    expect(lines).toEqual([
      `acme.csv, line 3, SubscriptionId: ${subscriptionId(1)} stands twice: also in acme.csv, line 2`,
      'acme.csv, line 4, TermEndDate: is 2026-03-30, and no term of P1M ends on that day',
      'acme.csv, line 5, ProductId: the catalogue of NL has no NCNOTHERE001:0001',
      'acme.csv, line 6, LicensesPurchased: is 301, and a subscription of NCBUSPREMI01:0001 has 1 to 300',
      'acme.csv, line 7, Market: is SE, and Zon is in NL',
      "acme.csv, line 7, Currency: is SEK, and the partner is billed in EUR",
      'acme.csv, line 8, CustomerId: Eik has no customer agreement with this partner',
      'acme.csv, line 9, CustomerId: there is no customer "0f8fad5b-d9cb-469f-a165-70867728950e"',
      'acme.csv, line 10, BillingCycle: P1Y triennial is not sold: P1M monthly, P1Y monthly, P1Y annual, P3Y monthly, P3Y annual, P3Y triennial',
      'acme.csv, line 11, TermEndDate: is 2025-12-30: the term was over before 2026-01-01T00:00:00.000Z, when this world begins',
      'acme.csv, line 12, SubscriptionId: Zon may have 6 subscriptions',
      'acme.csv, line 12, Reseller: only an indirect provider sells through resellers',
      `depot.csv, line 2, SubscriptionId: ${subscriptionId(3)} stands twice: also in acme.csv, line 5`,
      'depot.csv, line 3, Reseller: the reseller 6120046 has not signed the partner agreement',
      'depot.csv, line 4, CustomerId: Eik has no accepted relationship with this partner',
      'depot.csv, line 5, LicensesPurchased: "0" is not a whole number from 1 on',
      'The world was not loaded, and nothing was changed: 16 problems.',
    ]);
  });

  test('[REN-8] do not renew into nothing, nor have prices made up for them: by the sheet of the world', async () => {
    const sheet = ['ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment', ...['P1Y,Monthly', 'P1Y,Annual'].map((plan) => `Leaving,NCLEAVING001,0001,Leaving,Microsoft Corporation,,1 License,${plan},NL,EUR,120,,,2025-02-01T00:00:00Z,2026-02-28T00:00:00Z,License,144,Commercial`)];
    const leaving = { product: 'NCLEAVING001' };
    const world = writeWorld(folder, { world: `${WORLD}catalogue: {priceSheets: [acme-sheet.csv]}\n`, portfolios: { acme: [HEADER, row(1, leaving), row(2, { ...leaving, renews: 'off' }), row(3, { ...leaving, end: '2026-01-31' }), row(4, { ...leaving, end: '2026-01-30', renews: 'off' }), row(5, { ...leaving, end: '2026-01-30', renews: 'off', price: '99.96' })] } });
    writeTree(join(world, '..'), { 'acme-sheet.csv': sheet.join('\n') });
    expect(await refusalOf(prepared(world))).toEqual([
      'acme.csv, line 2, AutoRenew: is on, and nothing that it could renew into is sold on 2026-03-10: set it to off',
      'acme.csv, line 5, UnitPrice: the price sheet has no price for 5 at 2025-01-31T00:00:00.000Z, when the term began: name what one licence costs for the whole term',
      'The world was not loaded, and nothing was changed: 2 problems.',
    ]);
  });

  test('[CAT-4] are no more than a customer may have of an offer, also of one whose sale is over', async () => {
    const sheet = ['ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment', 'Leaving,NCLEAVING001,0001,Leaving,Microsoft Corporation,,1 License,P1Y,Monthly,NL,EUR,120,,,2025-01-01T00:00:00Z,2025-11-30T00:00:00Z,License,144,Commercial'];
    const matrix = ['ProductTitle,ProductId,SkuId,SkuTitle,ProvisioningId,ProvisioningString,MinLicenses,MaxLicenses,AssetOwnershipLimit,AssetOwnershipLimitType,ProductSkuPreRequisites,ProductSkuConversion,Description,AllowedCountries', 'Leaving,NCLEAVING001,0001,Leaving,,,1,300,1,ConcurrentCount,,,,'];
    const leaving = { product: 'NCLEAVING001', renews: 'off' };
    const world = writeWorld(folder, { world: `${WORLD}catalogue: {priceSheets: [acme-sheet.csv], offerMatrices: [acme-matrix.csv]}\n`, portfolios: { acme: [HEADER, row(1, leaving)], depot: [HEADER, row(2, leaving)] } });
    writeTree(join(world, '..'), { 'acme-sheet.csv': sheet.join('\n'), 'acme-matrix.csv': matrix.join('\n') });
    expect(await refusalOf(prepared(world))).toEqual(['depot.csv, line 2, ProductId: a customer may have 1 of NCLEAVING001:0001', expect.any(String)]);
  });

  test('[ORD-3] [ORD-4] [ORD-5] [ORD-7] hold the limits of a customer over all files', async () => {
    const copilot = { product: 'NCM365COPIL1' };
    expect(await refused({ acme: [HEADER, row(1, { seats: '200' })], depot: [HEADER, row(3, { seats: '100' }), row(4, { seats: '1' })] })).toEqual(['depot.csv, line 3, LicensesPurchased: Zon may have 300 of NCBUSPREMI01:0001 in all, and has 301 with this row', expect.any(String)]);
    expect(await refused({ acme: [HEADER, row(2, copilot)] })).toEqual([expect.stringMatching(/^acme.csv, line 2, ProductId: is an add-on, and the customer has none of what it needs: NC/), expect.any(String)]);
    expect(await refused({ acme: [HEADER, row(2, copilot)], depot: [HEADER, row(3, { seats: '4' })] })).toEqual(['acme.csv, line 2, ProductId: the customer has 4 licences that this add-on can go with, and 5 of the add-on', expect.any(String)]);
    expect(await refused({ acme: [HEADER, row(2, copilot)], depot: [HEADER, row(3, { seats: '5' })] })).toEqual(['loaded']);
    expect(await refused({ acme: [HEADER, ...[1, 2, 3, 4, 5, 6].map((n) => row(n))] })).toEqual(['loaded']);
    expect(await refused({ acme: [HEADER, ...[1, 2, 3, 4, 5, 6, 7].map((n) => row(n))] })).toEqual(['acme.csv, line 8, SubscriptionId: Zon may have 6 subscriptions', expect.any(String)]);
  });
});
