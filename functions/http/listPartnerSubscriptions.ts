import { z } from 'zod';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { fileQuery } from '../../src/adapters/http/lineItemQuery';
import { LARGEST_PAGE, pageQuery } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { portfolioForm } from '../../src/adapters/http/resources/subscriptionCsv';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { wordsOf, wordsQuery } from '../../src/adapters/http/wordsQuery';
import { billingTypes, listedProductTypes } from '../../src/app/subscription/listedFilter';
import { portfolioOfCustomer, portfolioPages } from '../../src/app/subscription/portfolio';
import { subscriptionStatuses } from '../../src/domain/subscription/state';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** What the partner has for all its customers, or for one, in pages, or as a file (SUB-8). */
route({
  name: 'listPartnerSubscriptions',
  method: 'GET',
  path: '/nextterm/v1/subscriptions',
  permission: 'subscriptions.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  query: z.object({
    ...pageQuery,
    ...fileQuery,
    mpnId: z.string().max(20).optional(),
    customerId: guidSchema.optional(),
    publisherName: z.string().max(200).optional().meta({ description: 'How it begins; letter case does not count.' }),
    billingType: z.enum(billingTypes).optional(),
    productType: wordsQuery(listedProductTypes).optional(),
    status: wordsQuery(subscriptionStatuses).optional(),
  }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const { mpnId, customerId, publisherName, billingType, productType: productTypes, status: statuses } = query;
    const uri = listUri('/nextterm/v1/subscriptions', { mpn_id: mpnId, customerId, publisherName, billingType, productType: wordsOf(productTypes), status: wordsOf(statuses) });
    const { tenantId } = partner.value;
    const asked = { mpnId, publisherName, billingType, productTypes, statuses };
    const pages = customerId === undefined ? success(portfolioPages(app, tenantId, asked)) : await portfolioOfCustomer(app, tenantId, customerId, asked);
    return pages.ok ? lineItemAnswer({ uri, query, context, largest: LARGEST_PAGE }, pages.value, portfolioForm(context.now), { ...app.exporting.wholeFile, filename: 'subscriptions.csv' }) : pages;
  },
});
