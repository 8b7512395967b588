import * as df from 'durable-functions';
import { issueInvoices, type MonthToInvoice, type RunOutcome, type ShardCount } from '../../src/app/invoice/invoiceRun';
import { theAppIfSet } from '../../src/wiring/wiring';

df.app.activity('issueInvoices', {
  handler: async ({ month, counts }: { readonly month: MonthToInvoice; readonly counts: readonly ShardCount[] }): Promise<RunOutcome> => {
    const running = await theAppIfSet();
    return running === undefined ? { status: 'SettingsWrong' } : issueInvoices(running, month, counts);
  },
});
