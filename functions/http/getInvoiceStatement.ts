import { invoiceIdSchema } from '../../src/adapters/http/invoiceIds';
import { route } from '../../src/adapters/http/route';
import { statementAnswer } from '../../src/adapters/http/statementAnswer';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getInvoiceStatement',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}/documents/statement',
  permission: 'invoices.read',
  answersAlso: ['application/pdf', 'text/html'],
  user: 'required',
  params: { invoiceId: invoiceIdSchema },
  handle: async ({ params, context }) => statementAnswer(await theApp(), params.invoiceId, context),
});
