import { z } from 'zod';
import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { usageRecordResource } from '../../src/adapters/http/resources/usageSummary';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { customersSpend } from '../../src/app/meters/spendViews';
import { theApp } from '../../src/wiring/wiring';

/** Each customer is a month of usage to be rated. */
const MOST_CUSTOMERS = 100;

route({
  name: 'customerUsageRecords',
  method: 'GET',
  path: '/v1/customers/usagerecords',
  permission: 'spending.read',
  query: z.object(pageQueryOf(MOST_CUSTOMERS)),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const read = (limit: number, continuation?: string) => customersSpend(app, partner.value.tenantId, limit, continuation);
    return listPage({ uri: '/customers/usagerecords', query, context, largest: MOST_CUSTOMERS }, read, ({ subject, by }) => usageRecordResource(subject, by));
  },
});
