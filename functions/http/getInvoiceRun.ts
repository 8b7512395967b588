import { route } from '../../src/adapters/http/route';
import { invoiceRunResource } from '../../src/adapters/http/resources/invoiceRun';
import { monthSchema } from '../../src/adapters/http/usageReport';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { runProgress } from '../../src/app/invoice/runProgress';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** How far the invoicing of a month is. */
route({
  name: 'getInvoiceRun',
  method: 'GET',
  path: '/nextterm/v1/invoiceruns/{month}',
  permission: 'invoices.read',
  params: { month: monthSchema },
  handle: async ({ params: { month }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const progress = await runProgress(await theApp(), partner.value, month);
    return progress.ok ? success({ status: 200, body: invoiceRunResource(month, progress.value) }) : progress;
  },
});
