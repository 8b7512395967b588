import { z } from 'zod';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { fileQuery } from '../../src/adapters/http/lineItemQuery';
import { LARGEST_PAGE, pageQuery } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { portfolioForm } from '../../src/adapters/http/resources/subscriptionCsv';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { portfolioPages } from '../../src/app/subscription/portfolio';
import { theApp } from '../../src/wiring/wiring';

/** What the partner has for all its customers, in pages, or as a file (SUB-8). */
route({
  name: 'listPartnerSubscriptions',
  method: 'GET',
  path: '/nextterm/v1/subscriptions',
  permission: 'subscriptions.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  query: z.object({ ...pageQuery, ...fileQuery, mpnId: z.string().max(20).optional() }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const { mpnId } = query;
    const request = { uri: listUri('/nextterm/v1/subscriptions', { mpn_id: mpnId }), query, context, largest: LARGEST_PAGE };
    return lineItemAnswer(request, portfolioPages(app, partner.value.tenantId, { mpnId }), portfolioForm(context.now), { ...app.exporting.wholeFile, filename: 'subscriptions.csv' });
  },
});
