import { Decimal } from 'decimal.js';
import { type CatalogueImport } from '../../../src/app/catalogue/importCatalogue';
import { catalogueExtrasSchema, type CatalogueExtras, type SkuExtras } from '../../../src/domain/catalogue/extras';
import { type Promotion } from '../../../src/domain/catalogue/promotion';
import { instant } from '../../../src/kernel/instant';

/** A file that the catalogue was made of, as it was read. */
export interface Sheet {
  readonly name: string;
  readonly text: string;
}

const YEARS = [2023, 2024, 2025, 2026, 2027];
/** In which the sample's own promotion runs. */
const SPRING_OF_THE_SAMPLE = 2026;
const MONTHS_OF_QUARTERS = [1, 4, 7, 10];
/** Whose prices change: what most lives hold, and SaaS and software too. Two by two in turn, so each has another price every half year. */
const CHANGING = ['NCBUSSTAND01:0001', 'NCBUSPREMI01:0001', 'NCM365ENTE05:0001', 'NCTEAMSPHON1:0001', 'NCM365COPIL1:0001', 'NCEXCHONPLN1:0001', 'NCFJORDINS01:0001', 'NCWINSRVSUB1:0001'];
/** Of the currencies of a market those that a partner of the sample is billed in. */
const PRICED = ['"NL","EUR"', '"SE","SEK"', '"SE","EUR"', '"US","USD"'];
const ALWAYS = '"1/1/2021 12:00:00 AM","12/31/9999 12:00:00 AM"';

/** Mostly dearer, each fourth time cheaper than before, by parts that leave cents of cents. */
const factorOf = (change: number): Decimal => new Decimal(1).plus(new Decimal('0.037').mul(change)).minus(change % 4 === 3 ? '0.13' : 0);

/** A sheet by the quarters of all years that lives run in, announced long before: lines without an end over those of the sample. */
const dearerByTheQuarter = (sheets: readonly Sheet[]): Sheet => {
  const [header = ''] = sheets[0]?.text.split(/\r?\n/) ?? [];
  const own = sheets.flatMap(({ text }) => text.split(/\r?\n/)).filter((row) => row.includes(ALWAYS) && PRICED.some((market) => row.includes(market)));
  const rows = CHANGING.flatMap((sku, index) => {
    const [product = '', skuId = ''] = sku.split(':');
    const lines = own.filter((row) => row.includes(`"${product}","${skuId}"`));
    return YEARS.flatMap((year) =>
      MONTHS_OF_QUARTERS.flatMap((month, quarter) => {
        if (quarter % 2 !== index % 2) return [];
        const factor = factorOf((year - 2023) * 2 + Math.floor(quarter / 2) + 1);
        return lines.map((row) =>
          row.replace(/("[A-Z]{2}","[A-Z]{3}",)"([\d.]+)"/, (_all, market: string, price: string) => `${market}"${new Decimal(price).mul(factor).toDecimalPlaces(2).toFixed()}"`).replace('"1/1/2021 12:00:00 AM"', `"${month}/1/${year} 12:00:00 AM"`),
        );
      }),
    );
  });
  return { name: 'prices-by-the-quarter.csv', text: [header, ...rows].join('\r\n') };
};

/** What ends in each year: one that has a successor, which ends in the next, and one that has none (REN-8). */
export const SUCCEEDED = YEARS.map((year) => `NCWERKPLEK${year % 100}:0001`);
export const EXPIRING = YEARS.map((year) => `NCUITLOPEN${year % 100}:0001`);

const PLANS = [['P1M', 'Monthly', '6.37'], ['P1Y', 'Monthly', '70.03'], ['P1Y', 'Annual', '70.03']] as const;
const ENDS = ['9/30', '4/15', '12/31', '2/28', '8/31'];

const endingOffers = (header: string): Sheet => {
  const rowsOf = (sku: string, index: number, end: string): string[] => {
    const [product = '', skuId = ''] = sku.split(':');
    return PRICED.flatMap((market) =>
      PLANS.map(([term, plan, price]) => {
        const own = new Decimal(price).mul(market.endsWith('"SEK"') ? '11.3' : 1).plus(index);
        return `"Werkplek ${product}","${product}","${skuId}","Werkplek ${product}","Microsoft Corporation","","1 License","${term}","${plan}",${market},"${own.toFixed()}","","","1/1/2021 12:00:00 AM","${end}","License","${own.mul(2).toFixed()}","Commercial"`;
      }),
    );
  };
  const endOf = (day: string | undefined, year: number | undefined): string => `${day ?? ''}/${year ?? ''} 11:59:59 PM`;
  const backwards = [...ENDS].reverse();
  const succeeded = SUCCEEDED.flatMap((sku, index) => rowsOf(sku, index, SUCCEEDED[index + 1] === undefined ? '12/31/9999 12:00:00 AM' : endOf(ENDS[index], YEARS[index])));
  const expiring = EXPIRING.flatMap((sku, index) => rowsOf(sku, index, endOf(backwards[index], YEARS[index])));
  return { name: 'offers-that-end.csv', text: [header, ...succeeded, ...expiring].join('\r\n') };
};

const endingExtras = (): SkuExtras[] => [
  ...SUCCEEDED.map((sku, index): SkuExtras => ({ productId: sku.split(':')[0] ?? '', skuId: '0001', kind: 'licence', category: 'small_business', ...(SUCCEEDED[index + 1] !== undefined && { successor: SUCCEEDED[index + 1] }) })),
  ...EXPIRING.map((sku): SkuExtras => ({ productId: sku.split(':')[0] ?? '', skuId: '0001', kind: 'licence', category: 'small_business' })),
];

/** Sold by the seat, and what becomes of it: of that a customer has one at a time, whoever sells it (CAT-4). */
export const BY_THE_SEAT = 'NCWERKBASIS1:0001';
const ONLY_ONE = 'NCWERKGEHEEL:0001';

const limitedOffers = (header: string): Sheet => ({
  name: 'offers-of-which-one-is-held.csv',
  text: [header, ...[BY_THE_SEAT, ONLY_ONE].flatMap((sku, index) => {
    const [product = '', skuId = ''] = sku.split(':');
    return PRICED.flatMap((market) =>
      PLANS.map(([term, plan, price]) => {
        const own = new Decimal(price).mul(market.endsWith('"SEK"') ? '11.3' : 1).plus(3 * index + 2);
        return `"Werk ${product}","${product}","${skuId}","Werk ${product}","Microsoft Corporation","","1 License","${term}","${plan}",${market},"${own.toFixed()}","","","1/1/2021 12:00:00 AM","12/31/9999 12:00:00 AM","License","${own.mul(2).toFixed()}","Commercial"`;
      }),
    );
  })].join('\r\n'),
});

const matrixRow = (sku: string, limit: string, target: string): string => {
  const [product = '', skuId = ''] = sku.split(':');
  return `"Werk ${product}","${product}","${skuId}","Werk ${product}","","","1","10000000",${limit},"","${target.replace(':', '/')}","Sold by the simulated seller.","NL;SE;US"`;
};

const limitsOf = (header: string): Sheet => ({ name: 'limits-of-offers.csv', text: [header, matrixRow(BY_THE_SEAT, '"",""', ONLY_ONE), matrixRow(ONLY_ONE, '"1","ConcurrentCount"', '')].join('\r\n') });

const limitedExtras = (): SkuExtras[] => [BY_THE_SEAT, ONLY_ONE].map((sku): SkuExtras => ({ productId: sku.split(':')[0] ?? '', skuId: '0001', kind: 'licence', category: 'small_business' }));

/** One each spring that is applied by itself and has seats, one of what that is upgraded to where the sample has none, and one each autumn that must be named. */
const promotions = (): Promotion[] =>
  ['NL', 'SE'].flatMap((market) =>
    YEARS.flatMap((year): Promotion[] => [
      {
        id: `NCBUSSTAND01:0001:PRSPRING${year}`, name: `Spring of ${year}`, description: '15 % off Business Standard for 5 to 200 seats.', market, segment: 'commercial', startDate: instant(`${year}-02-01T00:00:00.000Z`), endDate: instant(`${year}-05-31T23:59:59.000Z`), autoApplicable: true,
        requiredProducts: (['monthly', 'annual'] as const).map((billingCycle) => ({ productId: 'NCBUSSTAND01', skuId: '0001', termDuration: 'P1Y', billingCycle, percentDiscount: '0.15' })),
        constraints: { seats: { minimum: 5, maximum: 200 } },
      },
      ...(year === SPRING_OF_THE_SAMPLE
        ? []
        : [{
            id: `PRBUSPREMI01:0001:PRSPRING${year}`, name: `Spring of ${year}`, description: '12 % off Business Premium for 5 to 200 seats.', market, segment: 'commercial' as const, startDate: instant(`${year}-02-01T00:00:00.000Z`), endDate: instant(`${year}-05-31T23:59:59.000Z`), autoApplicable: true,
            requiredProducts: (['monthly', 'annual'] as const).map((billingCycle) => ({ productId: 'NCBUSPREMI01', skuId: '0001', termDuration: 'P1Y' as const, billingCycle, percentDiscount: '0.12' })),
            constraints: { seats: { minimum: 5, maximum: 200 } },
          }]),
      {
        id: `NCM365ENTE05:0001:PRAUTUMN${year}`, name: `Autumn of ${year}`, description: '7.5 % off Microsoft 365 E5.', market, segment: 'commercial', startDate: instant(`${year}-09-15T00:00:00.000Z`), endDate: instant(`${year}-11-15T23:59:59.000Z`), autoApplicable: false,
        requiredProducts: (['monthly', 'annual'] as const).map((billingCycle) => ({ productId: 'NCM365ENTE05', skuId: '0001', termDuration: 'P1Y', billingCycle, percentDiscount: '0.075' })),
        constraints: { lifetimeRedemptions: 2 },
      },
    ]),
  );

export interface SimulatedCatalogue {
  readonly toImport: CatalogueImport;
  /** Every price sheet in force, in the order in which lines of the same key replace each other; a later start goes before an earlier one, as everywhere. */
  readonly sheets: readonly Sheet[];
  readonly extras: CatalogueExtras;
}

/** The sample's catalogue with prices that change by the quarter, promotions that end, and offers that end with and without a successor, from 2023 to 2027. */
export const simulatedCatalogue = (sample: CatalogueImport): SimulatedCatalogue => {
  const own = catalogueExtrasSchema.parse(sample.extras?.value);
  const extras: CatalogueExtras = { ...own, products: [...own.products, ...endingExtras(), ...limitedExtras()], promotions: [...own.promotions, ...promotions()] };
  const [header = ''] = sample.priceSheets[0]?.text.split(/\r?\n/) ?? [];
  const sheets = [...sample.priceSheets, dearerByTheQuarter(sample.priceSheets), endingOffers(header), limitedOffers(header)];
  const [matrixHeader = ''] = sample.offerMatrices[0]?.text.split(/\r?\n/) ?? [];
  return { toImport: { ...sample, offerMatrices: [...sample.offerMatrices, limitsOf(matrixHeader)], priceSheets: sheets, extras: { name: 'world.json', value: extras } }, sheets, extras };
};
