import { priceSheetCsv } from '../../src/adapters/http/resources/catalogueCsv';
import { csvAnswer, priceSheetQuery, priceSheetSelector, timelineOf } from '../../src/adapters/http/resources/catalogueSheetQuery';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

// The contract answers an app-only token with 400 here, where other operations answer 403.
route({
  name: 'downloadPriceSheet',
  method: 'GET',
  path: '/v1.0/sales/pricesheets({selector})/$value',
  permission: 'prices.read',
  answersAlso: ['application/octet-stream', 'text/csv'],
  params: { selector: priceSheetSelector },
  query: priceSheetQuery,
  handle: async ({ params, query, context }) => {
    if (context.caller.appOnly) return failure({ kind: 'UserContextMissing' });
    const { market, pricesheetview: view } = params.selector;
    const { segment } = query;
    const timeline = timelineOf(query, context.now);
    const sheet = timeline && priceSheetCsv(await (await theApp()).catalogueOf(market), { view, timeline, at: context.now, ...(segment && { segment }) });
    return sheet === undefined ? failure({ kind: 'PriceSheetNotFound', market, view, period: query.month ?? query.timeline }) : success(csvAnswer(sheet, 'sheets.csv'));
  },
});
