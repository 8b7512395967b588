import { z } from 'zod';
import { invoiceIdSchema } from '../../src/adapters/http/invoiceIds';
import { invoiceLines } from '../../src/adapters/http/invoiceLines';
import { billedLineQuery, lineItemTypes, lineProviders } from '../../src/adapters/http/lineItemQuery';
import { EXPORTS } from '../../src/adapters/http/resources/billingExport';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'queryInvoiceLineItems',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}/lineitems',
  deprecated: { since: '2025-04-21', successor: `${EXPORTS}/reconciliation/billed/export`, page: 'https://learn.microsoft.com/partner-center/developer/get-invoiceline-items' },
  permission: 'reconciliation.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  params: { invoiceId: invoiceIdSchema },
  query: z.object({ ...billedLineQuery, provider: z.enum(lineProviders), invoiceLineItemType: z.enum(lineItemTypes) }),
  handle: async ({ params: { invoiceId }, query, context }) => {
    const { provider, invoiceLineItemType } = query;
    return invoiceLines(await theApp(), { invoiceId, invoiceLineItemType, path: `/invoices/${invoiceId}/lineitems?provider=${provider}&invoicelineitemtype=${invoiceLineItemType}`, query, context });
  },
});
