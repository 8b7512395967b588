import * as df from 'durable-functions';
import { beginInvoiceRun, type Begun, type MonthToInvoice } from '../../src/app/invoice/invoiceRun';
import { theAppIfSet } from '../../src/wiring/wiring';

df.app.activity('beginInvoiceRun', {
  handler: async (month: MonthToInvoice): Promise<Begun> => {
    const running = await theAppIfSet();
    return running === undefined ? { status: 'SettingsWrong' } : beginInvoiceRun(running, month);
  },
});
