import { findOffer, offerOf, type FoundOffer } from '../../../src/domain/catalogue/findOffer';
import { priceFor, runningPriceFor } from '../../../src/domain/catalogue/priceFor';
import { cyclesInTerm } from '../../../src/domain/catalogue/terms';
import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { type Catalogue, type PriceLine, type Segment } from '../../../src/domain/catalogue/state';
import { linesOn } from '../../../src/domain/catalogue/timeline';
import { instant } from '../../../src/kernel/instant';
import { lineAmount } from '../../../src/kernel/money';
import { sampleCatalogue } from './sampleFiles';

const nl = sampleCatalogue('NL');
const se = sampleCatalogue('SE');
const us = sampleCatalogue('US');

const offer = (catalogue: Catalogue, key: string, segment: Segment = 'commercial'): FoundOffer => {
  const item = catalogue.items.get(key);
  if (item === undefined) throw new Error(`The sample has no ${key}`);
  return offerOf(catalogue, item, segment);
};

const june2021 = instant('2021-06-18T10:00:00Z');

describe('[CAT-2] the price of an offer', () => {
  const standard = 'NCBUSSTAND01:0001';

  it.each([
    { name: 'E1: a month', termDuration: 'P1M', billingCycle: 'monthly', unitPrice: '10.08', cyclePrice: '10.08', cyclesInTerm: 1 },
    { name: 'E1: a year billed monthly', termDuration: 'P1Y', billingCycle: 'monthly', unitPrice: '120.96', cyclePrice: '10.08', cyclesInTerm: 12 },
    { name: 'E1: a year paid at once', termDuration: 'P1Y', billingCycle: 'annual', unitPrice: '120.96', cyclePrice: '120.96', cyclesInTerm: 1 },
    { name: 'three years billed monthly', termDuration: 'P3Y', billingCycle: 'monthly', unitPrice: '344.736', cyclePrice: '9.576', cyclesInTerm: 36 },
    { name: 'three years billed yearly', termDuration: 'P3Y', billingCycle: 'annual', unitPrice: '344.736', cyclePrice: '114.912', cyclesInTerm: 3 },
    { name: 'three years paid at once', termDuration: 'P3Y', billingCycle: 'triennial', unitPrice: '344.736', cyclePrice: '344.736', cyclesInTerm: 1 },
  ])('$name', ({ name: _, termDuration, billingCycle, ...expected }) => {
    const found = priceFor({ offer: offer(nl, standard), termDuration, billingCycle, currency: 'EUR', at: june2021 });
    const line = nl.items.get(standard)?.lines.find((candidate) => candidate.termDuration === termDuration && candidate.billingCycle === billingCycle && candidate.currency === 'EUR');
    expect(found).toEqual({ ok: true, value: { termDuration, billingCycle, currency: 'EUR', line, ...expected } });
  });

  it.each([
    { name: 'EUR in NL', catalogue: nl, key: standard, segment: 'commercial', currency: 'EUR', unitPrice: '10.08' },
    { name: 'the same currency in another market', catalogue: se, key: standard, segment: 'commercial', currency: 'EUR', unitPrice: '10.56' },
    { name: 'another currency in the same market', catalogue: nl, key: standard, segment: 'commercial', currency: 'SEK', unitPrice: '112.88' },
    { name: 'commercial', catalogue: nl, key: 'NCBUSPREMI01:0001', segment: 'commercial', currency: 'EUR', unitPrice: '19.78' },
    { name: 'another segment', catalogue: nl, key: 'NCBUSPREMI01:0001', segment: 'nonprofit', currency: 'EUR', unitPrice: '4.945' },
  ] as const)('is read for its market, currency and segment: $name', ({ catalogue, key, segment, currency, unitPrice }) => {
    const found = priceFor({ offer: offer(catalogue, key, segment), termDuration: 'P1M', billingCycle: 'monthly', currency, at: june2021 });
    expect(found.ok && found.value.unitPrice).toBe(unitPrice);
  });

  it.each([
    { name: 'two thirds', duration: 'P3Y', cycle: 'annual', unitPrice: '200', cyclePrice: '66.666666666667', quantity: 3, amount: '200.00' },
    { name: 'a third', duration: 'P1Y', cycle: 'monthly', unitPrice: '10.00', cyclePrice: '0.833333333334', quantity: 6, amount: '5.00' },
  ] as const)('that has no end is rounded up at the twelfth decimal, so that no line loses a cent: $name', ({ duration, cycle, unitPrice, cyclePrice, quantity, amount }) => {
    const one = offer(nl, standard);
    const [line] = one.item.lines;
    if (line === undefined) throw new Error('no line');
    const endless = { ...one, item: { ...one.item, lines: [{ ...line, termDuration: duration, billingCycle: cycle, unitPrice }] } };
    const found = priceFor({ offer: endless, termDuration: duration, billingCycle: cycle, currency: line.currency, at: june2021 });
    expect(found.ok && found.value.cyclePrice).toBe(cyclePrice);
    expect(lineAmount(cyclePrice, { days: 30, cycleDays: 30 }, quantity, 'EUR', 'LINE_DOWN')).toBe(amount);
  });

  it.each([
    { name: 'lines that follow each other', key: 'NCO365ENTE03:0001', before: '221.76', after: '243.84' },
    { name: 'a new line over one that never ends', key: 'NCM365ENTE03:0001', before: '349.44', after: '384.00' },
  ])('changes at the instant the new line starts: $name', ({ key, before, after }) => {
    const priceAt = (at: string) => {
      const found = priceFor({ offer: offer(nl, key), termDuration: 'P1Y', billingCycle: 'annual', currency: 'EUR', at: instant(at) });
      return found.ok && found.value.unitPrice;
    };
    expect([priceAt('2026-06-30T23:59:59.999Z'), priceAt('2026-07-01T00:00:00.000Z')]).toEqual([before, after]);
  });

  it('ends, exclusive, the second after the sheet says', () => {
    const ask = (at: string) => priceFor({ offer: offer(nl, 'NCBUSVOICE01:0001'), termDuration: 'P1M', billingCycle: 'monthly', currency: 'EUR', at: instant(at) });
    expect(ask('2026-06-30T23:59:59.999Z').ok).toBe(true);
    expect(ask('2026-07-01T00:00:00.000Z')).toEqual({
      ok: false,
      error: { kind: 'NotOnSale', productId: 'NCBUSVOICE01', skuId: '0001', at: '2026-07-01T00:00:00.000Z', soldUntil: '2026-07-01T00:00:00.000Z' },
    });
  });

  it('is refused before the first line starts', () => {
    expect(priceFor({ offer: offer(nl, standard), termDuration: 'P1M', billingCycle: 'monthly', currency: 'EUR', at: instant('2020-12-31T23:59:59.999Z') })).toEqual({
      ok: false,
      error: { kind: 'NotOnSale', productId: 'NCBUSSTAND01', skuId: '0001', at: '2020-12-31T23:59:59.999Z', soldFrom: '2021-01-01T00:00:00.000Z' },
    });
  });

  it.each([
    ['a currency the market does not list', us, 'P1M', 'monthly', 'EUR', { kind: 'CurrencyNotListed', currency: 'EUR', market: 'US', listed: ['USD'] }],
    [
      'a term that is not sold',
      us,
      'P1M',
      'annual',
      'USD',
      {
        kind: 'TermNotOffered',
        termDuration: 'P1M',
        billingCycle: 'annual',
        offered: [
          { termDuration: 'P1M', billingCycle: 'monthly' },
          { termDuration: 'P1Y', billingCycle: 'monthly' },
          { termDuration: 'P1Y', billingCycle: 'annual' },
          { termDuration: 'P3Y', billingCycle: 'monthly' },
          { termDuration: 'P3Y', billingCycle: 'annual' },
          { termDuration: 'P3Y', billingCycle: 'triennial' },
        ],
      },
    ],
  ] as const)('is refused for %s', (_name, catalogue, termDuration, billingCycle, currency, error) => {
    expect(priceFor({ offer: offer(catalogue, standard), termDuration, billingCycle, currency, at: june2021 })).toEqual({ ok: false, error });
  });

  describe('where two lines overlap', () => {
    const [one] = offer(nl, standard).item.lines;
    if (one === undefined) throw new Error('no line');
    const { effectiveTo: _end, ...endless } = { ...one, termDuration: 'P1M' as const, billingCycle: 'monthly' as const, currency: 'EUR' };
    const until = (effectiveTo: string) => ({ effectiveTo: instant(effectiveTo) });
    const starting = (effectiveFrom: string, unitPrice: string, more: object = {}) => ({ ...endless, effectiveFrom: instant(effectiveFrom), unitPrice, ...more });
    const priceAt = (lines: readonly PriceLine[], at: string) => {
      const base = offer(nl, standard);
      const found = priceFor({ offer: { ...base, item: { ...base.item, lines: [...lines] } }, termDuration: 'P1M', billingCycle: 'monthly', currency: 'EUR', at: instant(at) });
      const [shown] = linesOn(lines, { kind: 'current' }, instant(at));
      expect(found.ok && found.value.unitPrice).toBe(shown?.unitPrice ?? false);
      return found.ok && found.value.unitPrice;
    };
    const october = starting('2026-10-01T00:00:00Z', '10.00', until('2026-11-03T06:58:00Z'));
    const november = starting('2026-11-01T00:00:00Z', '11.00');

    // |1 Oct------10.00------3 Nov 06:58|
    //               |1 Nov------11.00-------
    it.each([
      { at: '2026-10-31T23:59:59.999Z', price: '10.00' },
      { at: '2026-11-01T00:00:00.000Z', price: '10.00' },
      { at: '2026-11-03T06:57:59.999Z', price: '10.00' },
      { at: '2026-11-03T06:58:00.000Z', price: '11.00' },
    ])('[CAT-2] the older holds to its end: at $at it is $price', ({ at, price }) => {
      expect([priceAt([october, november], at), priceAt([november, october], at)]).toEqual([price, price]);
    });

    it('[CAT-2] a sheet of the future shows the one that waits for the older to end, and no longer than that', () => {
      const future = (at: string) => linesOn([october, november], { kind: 'future' }, instant(at)).map(({ unitPrice }) => unitPrice);
      expect([future('2026-10-31T23:59:59.999Z'), future('2026-11-03T06:57:59.999Z'), future('2026-11-03T06:58:00.000Z')]).toEqual([['11.00'], ['11.00'], []]);
    });

    it('[CAT-2] a later one that ends counts within its dates over one that never does, which then holds again', () => {
      const lines = [starting('2026-01-01T00:00:00Z', '10.00'), starting('2026-11-01T00:00:00Z', '8.00', until('2026-12-01T00:00:00Z'))];
      expect(['2026-10-31T23:59:59.999Z', '2026-11-01T00:00:00.000Z', '2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z'].map((at) => priceAt(lines, at))).toEqual(['10.00', '8.00', '8.00', '10.00']);
    });
  });

  it('respects the quantities a tier holds for', () => {
    const one = offer(nl, standard);
    const [line] = one.item.lines;
    if (line === undefined) throw new Error('no line');
    const tiered = { ...one, item: { ...one.item, lines: [{ ...line, tierMin: 1, tierMax: 9, unitPrice: '10' }, { ...line, tierMin: 10, unitPrice: '8' }] } };
    const at = (quantity: number) => {
      const found = priceFor({ offer: tiered, termDuration: 'P1M', billingCycle: 'monthly', currency: line.currency, at: june2021, quantity });
      return found.ok && found.value.unitPrice;
    };
    expect([at(1), at(9), at(10), at(5000)]).toEqual(['10', '10', '8', '8']);
  });

  it('[REN-3] has the price of the nearest tier for what runs already in a quantity that is not sold', () => {
    const one = offer(nl, standard);
    const [line] = one.item.lines;
    if (line === undefined) throw new Error('no line');
    const over = { ...line, effectiveFrom: instant('2020-01-01T00:00:00Z'), effectiveTo: instant('2021-01-01T00:00:00Z'), unitPrice: '1' };
    const tiered = { ...one, item: { ...one.item, lines: [over, { ...line, tierMin: 5, tierMax: 9, unitPrice: '10' }, { ...line, tierMin: 20, tierMax: 50, unitPrice: '8' }] } };
    const question = { offer: tiered, termDuration: 'P1M', billingCycle: 'monthly', currency: line.currency, at: june2021 };
    const running = (quantity: number) => {
      const found = runningPriceFor({ ...question, quantity });
      return found.ok ? found.value.unitPrice : found.error.kind;
    };
    expect([4, 5, 9, 10, 19, 20, 51].map(running)).toEqual(['10', '10', '10', '10', '10', '8', '8']);
    expect(runningPriceFor({ ...question, at: instant('2021-01-01T00:00:00Z'), quantity: 5, offer: { ...tiered, item: { ...tiered.item, lines: [over] } } })).toMatchObject({ ok: false, error: { kind: 'NotOnSale' } });
    expect(runningPriceFor({ ...question, currency: 'XXX' })).toMatchObject({ ok: false, error: { kind: 'CurrencyNotListed' } });
  });
});

describe('charges in a term', () => {
  it.each([
    ['P1M', 'monthly', 1],
    ['P1M', 'annual', undefined],
    ['P1M', 'none', 1],
    ['P2Y', 'biennial', 1],
    ['P3Y', 'biennial', undefined],
    ['P5Y', 'annual', 5],
    ['NoTerm', 'one_time', 1],
    ['NoTerm', 'monthly', undefined],
  ] as const)('%s billed %s: %s', (term, cycle, expected) => expect(cyclesInTerm(term, cycle)).toBe(expected));
});

describe('finding an offer', () => {
  const standardId = `NCBUSSTAND01:0001:${availabilityIdOf('NCBUSSTAND01', '0001', 'commercial', 'NL')}`;
  const education = (market: string) => `NCM365EDUCA3:0001:${availabilityIdOf('NCM365EDUCA3', '0001', 'education', market)}`;

  it('finds it by its id, letter case ignored', () => {
    const expected = { ok: true, value: offer(nl, 'NCBUSSTAND01:0001') };
    expect(findOffer(nl, standardId, 'commercial')).toEqual(expected);
    expect(findOffer(nl, standardId.toLowerCase(), 'commercial')).toEqual(expected);
  });

  it('opens commercial offers to every segment, and a segment to its own customers only', () => {
    expect(findOffer(nl, standardId, 'education').ok).toBe(true);
    expect(findOffer(nl, education('NL'), 'education').ok).toBe(true);
    expect(findOffer(nl, education('NL'), 'commercial')).toEqual({ ok: false, error: { kind: 'SegmentNotAllowed', segment: 'education', allowed: ['commercial'] } });
  });

  it.each([
    ['no id', 'NCBUSSTAND01:0001', { kind: 'CatalogItemIdInvalid', catalogItemId: 'NCBUSSTAND01:0001' }],
    ['a fourth part', `${standardId}:x`, { kind: 'CatalogItemIdInvalid', catalogItemId: `${standardId}:x` }],
    ['an unknown product', 'NCUNKNOWN001:0001:AAAAAAAAAAAA', { kind: 'ProductNotFound', productId: 'NCUNKNOWN001', market: 'NL' }],
    ['an unknown SKU', 'NCBUSSTAND01:0009:AAAAAAAAAAAA', { kind: 'SkuNotFound', productId: 'NCBUSSTAND01', skuId: '0009', market: 'NL' }],
    ['an id that was replaced', 'NCBUSSTAND01:0001:AAAAAAAAAAAA', { kind: 'AvailabilityNotFound', catalogItemId: 'NCBUSSTAND01:0001:AAAAAAAAAAAA', market: 'NL' }],
    ['the id of another market', education('SE'), { kind: 'AvailabilityNotFound', catalogItemId: education('SE'), market: 'NL' }],
  ])('refuses %s', (_name, id, error) => expect(findOffer(nl, id, 'education')).toEqual({ ok: false, error }));

  it('refuses what the offer matrix keeps out of the market', () => {
    const item = nl.items.get('NCBUSSTAND01:0001');
    if (item === undefined) throw new Error('no item');
    const restricted = { ...nl, items: new Map([['NCBUSSTAND01:0001', { ...item, sku: { ...item.sku, allowedMarkets: ['SE'] } }]]) };
    expect(findOffer(restricted, standardId, 'commercial')).toEqual({ ok: false, error: { kind: 'NotSoldInMarket', productId: 'NCBUSSTAND01', skuId: '0001', market: 'NL', soldIn: ['SE'] } });
  });
});

describe('availability ids', () => {
  it('are twelve characters that depend on all four parts and nothing else', () => {
    const ids = [
      availabilityIdOf('NCBUSSTAND01', '0001', 'commercial', 'NL'),
      availabilityIdOf('NCBUSSTAND02', '0001', 'commercial', 'NL'),
      availabilityIdOf('NCBUSSTAND01', '0002', 'commercial', 'NL'),
      availabilityIdOf('NCBUSSTAND01', '0001', 'education', 'NL'),
      availabilityIdOf('NCBUSSTAND01', '0001', 'commercial', 'SE'),
    ];
    for (const id of ids) expect(id).toMatch(/^[A-Z0-9]{12}$/);
    expect(new Set(ids).size).toBe(5);
    expect(availabilityIdOf('ncbusstand01', '0001', 'commercial', 'nl')).toBe(ids[0]);
  });
});
