import { z } from 'zod';
import { offerMatrixCsv } from '../../src/adapters/http/resources/catalogueCsv';
import { csvAnswer, monthSpan, offerMatrixSelector } from '../../src/adapters/http/resources/catalogueSheetQuery';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { segments } from '../../src/domain/catalogue/state';
import { failure, success } from '../../src/kernel/result';

// What a SKU is carries no dates: any month that has begun gets today's matrix. Market and segment are filters of ours.
route({
  name: 'downloadOfferMatrix',
  method: 'GET',
  path: '/v1.0/sales/offermatrix({selector})/$value',
  permission: 'prices.read',
  answersAlso: ['application/octet-stream', 'text/csv'],
  params: { selector: offerMatrixSelector },
  query: z.object({ market: z.string().regex(/^[A-Za-z]{2}$/, 'must be a country of two letters').optional().meta({ description: 'One market alone; two letters.' }), segment: z.enum(segments).optional() }),
  handle: async ({ params, query, context }) => {
    if (context.caller.appOnly) return failure({ kind: 'UserContextMissing' });
    const app = await theApp();
    const { month } = params.selector;
    if (monthSpan(month).from > context.now) return failure({ kind: 'OfferMatrixNotFound', month });
    const markets = query.market === undefined ? [...(await app.markets())].sort() : [query.market];
    const matrix = offerMatrixCsv(await Promise.all(markets.map((market) => app.catalogueOf(market))), query.segment);
    return matrix === undefined ? failure({ kind: 'OfferMatrixNotFound', month }) : success(csvAnswer(matrix, 'updatedoffice.csv'));
  },
});
