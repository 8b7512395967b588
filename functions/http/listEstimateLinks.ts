import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { lineCurrencySchema } from '../../src/adapters/http/lineItemQuery';
import { estimateLinks } from '../../src/adapters/http/resources/estimateLink';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { success } from '../../src/kernel/result';

/** Where the lines and the daily usage that are on no invoice are found, of this month and the one before. */
route({
  name: 'listEstimateLinks',
  method: 'GET',
  path: '/v1/invoices/estimates/links',
  permission: 'reconciliation.read',
  query: z.object({ currencyCode: lineCurrencySchema }),
  handle: async ({ query: { currencyCode }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    return success({ status: 200, body: collection(estimateLinks(currencyCode), `/invoices/estimates/links?currencycode=${currencyCode}`) });
  },
});
