import { z } from 'zod';
import { invoiceIdSchema } from '../../src/adapters/http/invoiceIds';
import { invoiceLines } from '../../src/adapters/http/invoiceLines';
import { billedLineQuery, lineItemTypes, lineProviders, wordOfPath } from '../../src/adapters/http/lineItemQuery';
import { EXPORTS } from '../../src/adapters/http/resources/billingExport';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

/** As an invoice's own links have it. */
route({
  name: 'queryInvoiceLineItemsByPath',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}/lineitems/{provider}/{invoiceLineItemType}',
  deprecated: { since: '2025-04-21', successor: `${EXPORTS}/reconciliation/billed/export`, page: 'https://learn.microsoft.com/partner-center/developer/get-invoiceline-items' },
  permission: 'reconciliation.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  params: { invoiceId: invoiceIdSchema, provider: wordOfPath(lineProviders), invoiceLineItemType: wordOfPath(lineItemTypes) },
  query: z.object(billedLineQuery),
  handle: async ({ params: { invoiceId, provider, invoiceLineItemType }, query, context }) =>
    invoiceLines(await theApp(), { invoiceId, invoiceLineItemType, path: `/invoices/${invoiceId}/lineitems/${provider}/${invoiceLineItemType}`, query, context }),
});
