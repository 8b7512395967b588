import { availabilityResource, type AvailabilityView } from '../../../src/adapters/http/resources/catalogueAvailability';
import { productResource, skuResource, type CatalogueScope } from '../../../src/adapters/http/resources/catalogue';
import { offerMatrixCsv, priceSheetCsv } from '../../../src/adapters/http/resources/catalogueCsv';
import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { parseOfferMatrix } from '../../../src/domain/catalogue/offerMatrix';
import { offerOf } from '../../../src/domain/catalogue/findOffer';
import { parsePriceSheet } from '../../../src/domain/catalogue/priceSheet';
import { type CatalogueItem } from '../../../src/domain/catalogue/state';
import { instant } from '../../../src/kernel/instant';
import { sampleCatalogue, sampleFile } from './sampleFiles';

const nl = sampleCatalogue('NL');
const inNl: CatalogueScope = { kind: 'market', country: 'NL' };
const ofCustomer: CatalogueScope = { kind: 'customer', customerId: 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520' };
const view: AvailabilityView = { scope: inNl, market: 'NL', currency: 'EUR', at: instant('2026-01-31T10:00:00Z'), windowHours: 168 };

const item = (key: string): CatalogueItem => {
  const found = nl.items.get(key);
  if (found === undefined) throw new Error(`The sample has no ${key}`);
  return found;
};
const get = (uri: string) => ({ uri, method: 'GET', headers: [] });

const standardProduct = {
  id: 'NCBUSSTAND01',
  title: 'Microsoft 365 Business Standard',
  description: 'Desktop apps, mail, meetings and 1 TB of storage per user.',
  productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
  isMicrosoftProduct: true,
  publisherName: 'Microsoft Corporation',
  links: { skus: get('/products/NCBUSSTAND01/skus?country=NL'), self: get('/products/NCBUSSTAND01?country=NL') },
};

const standardSku = {
  id: '0001',
  productId: 'NCBUSSTAND01',
  title: 'Microsoft 365 Business Standard',
  description: 'Desktop apps, mail, meetings and 1 TB of storage per user.',
  minimumQuantity: 1,
  maximumQuantity: 300,
  isTrial: false,
  supportedBillingCycles: ['monthly', 'annual', 'triennial'],
  purchasePrerequisites: ['MicrosoftCustomerAgreement'],
  inventoryVariables: [],
  provisioningVariables: [],
  actions: ['Refund'],
  dynamicAttributes: {
    isMicrosoftProduct: true,
    hasConstraints: false,
    isAddon: false,
    prerequisiteSkus: [],
    isSoftwareAssuranceApplicable: false,
    upgradeTargetOffers: ['NCBUSPREMI01:0001', 'NCM365ENTE03:0001', 'NCM365ENTE05:0001'],
    provisioningId: '3868b794-7f24-4988-ab3f-753f7a978802',
    billingType: 'license',
    internal: false,
    conversionInstructions: [],
  },
  links: { availabilities: get('/products/NCBUSSTAND01/skus/0001/availabilities?country=NL'), self: get('/products/NCBUSSTAND01/skus/0001?country=NL') },
};

describe('[CAT-1] a product', () => {
  it('is written as the contract has it', () => expect(productResource(item('NCBUSSTAND01:0001'), inNl)).toEqual(standardProduct));

  it('links within the customer it was read for', () => {
    expect(productResource(item('NCBUSSTAND01:0001'), ofCustomer).links).toEqual({
      skus: get('/customers/c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520/products/NCBUSSTAND01/skus'),
      self: get('/customers/c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520/products/NCBUSSTAND01'),
    });
  });

  it.each([
    ['NCM365COPIL1:0001', { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' }],
    ['NCFJORDINS01:0001', { id: 'Azure', displayName: 'Azure', subType: { id: 'SaaS', displayName: 'SaaS' } }],
    ['DZH318Z0BPS6:0001', { id: 'Azure', displayName: 'Azure', subType: { id: 'Azure', displayName: 'Azure' } }],
    ['NCWINSRVSUB1:0001', { id: 'Software', displayName: 'Software' }],
  ])('marks new-commerce licences and nothing else: %s', (key, productType) => expect(productResource(item(key), inNl).productType).toEqual(productType));

  it('of the traditional kind is not marked as new commerce', () => {
    const traditional = [...nl.items.values()].find(({ sku }) => sku.kind === 'traditional');
    expect(traditional && productResource(traditional, inNl).productType.id).toBe('OnlineServices');
  });
});

describe('[CAT-3] a SKU', () => {
  it('is written as the contract has it', () => expect(skuResource(item('NCBUSSTAND01:0001'), inNl)).toEqual(standardSku));

  it('says that it is a trial, how many a customer may hold, and what it turns into', () => {
    const { isTrial, supportedBillingCycles, actions, constraints, dynamicAttributes } = skuResource(item('NCBUSPREMI01:0002'), inNl);
    expect({ isTrial, supportedBillingCycles, actions, constraints, conversion: dynamicAttributes.conversionInstructions }).toEqual({
      isTrial: true,
      supportedBillingCycles: ['none'],
      actions: [],
      constraints: [{ constraintName: 'AssetOwnershipLimit', constraintValue: 1, constraintType: 'LifetimeCount' }],
      conversion: [
        {
          applicableTermIds: ['t1mnon'],
          conversionOptions: [
            {
              transferToId: 'NCBUSPREMI01:0001',
              termTransferRules: [
                { transferTiming: 'Immediate', allowedTransferToTermDurationAndBilling: [{ termDuration: 'P1Y', billingPlan: 'Monthly' }] },
                { transferTiming: 'Scheduled', allowedTransferToTermDurationAndBilling: [{ termDuration: 'P1Y', billingPlan: 'Monthly' }] },
              ],
            },
          ],
        },
      ],
    });
  });

  it('says that it is an add-on and to what', () => {
    const { dynamicAttributes } = skuResource(item('NCBUSVOICE01:0001'), inNl);
    expect([dynamicAttributes.isAddon, dynamicAttributes.prerequisiteSkus]).toEqual([true, ['NCBUSBASIC01:0001', 'NCBUSSTAND01:0001', 'NCBUSPREMI01:0001']]);
  });

  it('says whether it enables overage, and for which service', () => {
    const overageOf = (key: string) => {
      const { consumptionType, dynamicAttributes } = skuResource(item(key), inNl);
      return [consumptionType, dynamicAttributes.overageService];
    };
    expect([overageOf('NCM365ENTE05:0001'), overageOf('NCM365ENTE05:0003')]).toEqual([['Overage', 'PhoneServices'], [undefined, undefined]]);
  });

  it('does not name as target what is refused as upgrade', () => {
    const { sku, lines } = item('NCBUSSTAND01:0001');
    const refused = { lines, sku: { ...sku, unsupportedUpgrades: ['NCM365ENTE05:0001'] } };
    expect(skuResource(refused, inNl).dynamicAttributes.upgradeTargetOffers).toEqual(['NCBUSPREMI01:0001', 'NCM365ENTE03:0001']);
  });
});

describe('[CAT-2] an availability', () => {
  const id = availabilityIdOf('NCBUSSTAND01', '0001', 'commercial', 'NL');
  const refund = [{ refundOptions: [{ sequenceId: 0, type: 'Partial', expiresAfter: 'P7D' }] }];
  const year = [{ termDuration: 'P1Y', description: 'One year' }];
  const threeYears = [{ termDuration: 'P3Y', description: 'Three years' }];

  it('is written with its terms, their prices, product and SKU', () => {
    expect(availabilityResource(offerOf(nl, item('NCBUSSTAND01:0001'), 'commercial'), view, [])).toEqual({
      id,
      productId: 'NCBUSSTAND01',
      skuId: '0001',
      catalogItemId: `NCBUSSTAND01:0001:${id}`,
      defaultCurrency: { code: 'EUR', symbol: '€' },
      segment: 'commercial',
      country: 'NL',
      isPurchasable: true,
      isRenewable: true,
      renewalInstructions: [
        { applicableTermIds: ['t1mmon', 't1ymon', 't1yann', 't3ymon', 't3yann', 't3ytri'], renewalOptions: [{ renewToId: 'NCBUSSTAND01:0001', isAutoRenewable: true }] },
      ],
      terms: [
        { id: 't1mmon', duration: 'P1M', description: 'One month, billed monthly', billingCycle: 'Monthly', cancellationPolicies: refund, renewalOptions: [{ termDuration: 'P1M', description: 'One month' }], pricing: { unitPrice: 10.08, cyclePrice: 10.08, currency: 'EUR' } },
        { id: 't1ymon', duration: 'P1Y', description: 'One year, billed monthly', billingCycle: 'Monthly', cancellationPolicies: refund, renewalOptions: year, pricing: { unitPrice: 120.96, cyclePrice: 10.08, currency: 'EUR' } },
        { id: 't1yann', duration: 'P1Y', description: 'One year, billed annually', billingCycle: 'Annual', cancellationPolicies: refund, renewalOptions: year, pricing: { unitPrice: 120.96, cyclePrice: 120.96, currency: 'EUR' } },
        { id: 't3ymon', duration: 'P3Y', description: 'Three years, billed monthly', billingCycle: 'Monthly', cancellationPolicies: refund, renewalOptions: threeYears, pricing: { unitPrice: 344.736, cyclePrice: 9.576, currency: 'EUR' } },
        { id: 't3yann', duration: 'P3Y', description: 'Three years, billed annually', billingCycle: 'Annual', cancellationPolicies: refund, renewalOptions: threeYears, pricing: { unitPrice: 344.736, cyclePrice: 114.912, currency: 'EUR' } },
        { id: 't3ytri', duration: 'P3Y', description: 'Three years, billed every three years', billingCycle: 'Triennial', cancellationPolicies: refund, renewalOptions: threeYears, pricing: { unitPrice: 344.736, cyclePrice: 344.736, currency: 'EUR' } },
      ],
      product: standardProduct,
      sku: standardSku,
      links: { self: get(`/products/NCBUSSTAND01/skus/0001/availabilities/${id}?country=NL`) },
    });
  });

  it('has no prices in a currency the market does not list', () => {
    const { terms } = availabilityResource(offerOf(nl, item('NCBUSSTAND01:0001'), 'commercial'), { ...view, currency: 'USD' }, []);
    expect(terms.map((term) => 'pricing' in term)).toEqual([false, false, false, false, false, false]);
  });

  it('has the market’s own currency as default', () => {
    const se = sampleCatalogue('SE');
    const swedish = se.items.get('NCBUSSTAND01:0001') as CatalogueItem;
    expect(availabilityResource(offerOf(se, swedish, 'commercial'), { ...view, market: 'SE' }, []).defaultCurrency).toEqual({ code: 'SEK', symbol: 'kr' });
  });

  it('has no terms and does not renew once it is off sale', () => {
    const at = (time: string) => {
      const { isRenewable, terms } = availabilityResource(offerOf(nl, item('NCBUSVOICE01:0001'), 'commercial'), { ...view, at: instant(time) }, []);
      return { isRenewable, terms: terms.length };
    };
    expect(at('2026-06-30T23:59:59.999Z')).toEqual({ isRenewable: true, terms: 3 });
    expect(at('2026-07-01T00:00:00.000Z')).toEqual({ isRenewable: false, terms: 0 });
  });

  it('[ORD-11] says what stands in the way of buying it, in the form of the inventory check', () => {
    const offer = offerOf(nl, item('NCBUSSTAND01:0001'), 'commercial');
    const sku = { productId: 'NCBUSSTAND01', skuId: '0001' };
    const { isPurchasable, restrictions } = availabilityResource(offer, view, [
      { about: 'offer', error: { kind: 'ExclusiveToOthers', ...sku } },
      { about: 'sale', refusal: { kind: 'AgreementNotConfirmed', customerId: 'c' } },
    ]);
    expect({ isPurchasable, codes: restrictions?.map(({ reasonCode }) => reasonCode) }).toEqual({ isPurchasable: false, codes: ['ExclusiveToOtherPartners', 'AgreementMissing'] });
    expect(availabilityResource(offer, view, [])).not.toHaveProperty('restrictions');
  });

  it.each([
    ['a trial: nothing to give back', 'NCBUSPREMI01:0002', [[]]],
    ['ISV SaaS: by cycle', 'NCFJORDINS01:0001', [[{ refundOptions: [{ sequenceId: 0, type: 'Full', expiresAfter: 'P1D' }] }], [{ refundOptions: [{ sequenceId: 0, type: 'Full', expiresAfter: 'P14D' }] }]]],
    ['an Azure plan: no terms', 'DZH318Z0BPS6:0001', []],
  ])('says what is given back on cancelling: %s', (_name, key, expected) => {
    expect(availabilityResource(offerOf(nl, item(key), 'commercial'), view, []).terms.map((term) => term.cancellationPolicies)).toEqual(expected);
  });

  it('names what it renews into', () => {
    const renewsTo = (key: string) => availabilityResource(offerOf(nl, item(key), 'commercial'), view, []).renewalInstructions[0]?.renewalOptions;
    expect(renewsTo('NCBUSPREMI01:0002')).toEqual([{ renewToId: 'NCBUSPREMI01:0001', isAutoRenewable: true }]);
    expect(renewsTo('NCBUSVOICE01:0001')).toEqual([{ renewToId: 'NCTEAMSPHON1:0001', isAutoRenewable: true }]);
  });
});

describe('[CAT-2] the price sheet as CSV', () => {
  const question = { view: 'updatedlicensebased', timeline: { kind: 'current' }, at: view.at } as const;
  const rowsOf = (text: string | undefined) => {
    const problems: never[] = [];
    return parsePriceSheet({ name: 'written.csv', text: text ?? '' }, problems);
  };

  it('has the columns and the quoting of the one that was imported', () => {
    const [header, first] = (priceSheetCsv(nl, question) ?? '').split('\r\n');
    const [importedHeader, importedFirst] = sampleFile('price-sheet-nl.csv').text.split('\r\n');
    expect([header, first]).toEqual([importedHeader, importedFirst]);
  });

  it('says the same as the imported one, line by line: current and future are all of it before any change', () => {
    const imported = parsePriceSheet(sampleFile('price-sheet-nl.csv'), []);
    const written = [...rowsOf(priceSheetCsv(nl, question)), ...rowsOf(priceSheetCsv(nl, { ...question, timeline: { kind: 'future' } }))];
    const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(written)).toEqual(sorted(imported));
  });

  it('holds one segment if asked, and other kinds in other views', () => {
    expect(new Set(rowsOf(priceSheetCsv(nl, { ...question, segment: 'education' })).map((row) => row.sku.productId))).toEqual(new Set(['NCM365EDUCA3']));
    expect(new Set(rowsOf(priceSheetCsv(nl, { ...question, view: 'Marketplace' })).map((row) => row.sku.productId))).toEqual(new Set(['NCFJORDINS01', 'NCKANAALPL01', 'NCFJORDSIG01']));
  });

  it.each([
    ['an unknown view', { ...question, view: 'everything' }],
    ['a view without lines', { ...question, view: 'azure_reservations' }],
    ['no announced change', { ...question, timeline: { kind: 'future' }, at: instant('2028-01-01T00:00:00Z') }],
  ] as const)('there is none for %s', (_name, asked) => expect(priceSheetCsv(nl, asked)).toBeUndefined());

  it('the offer matrix says the same as the imported one', () => {
    const written = parseOfferMatrix({ name: 'written.csv', text: offerMatrixCsv([nl, sampleCatalogue('US')]) ?? '' }, []);
    expect(written).toEqual(parseOfferMatrix(sampleFile('offer-matrix.csv'), []));
  });
});
