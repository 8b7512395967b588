import * as df from 'durable-functions';
import { countInvoiceShard, type MonthToInvoice, type ShardCount } from '../../src/app/invoice/invoiceRun';
import { theAppIfSet } from '../../src/wiring/wiring';

df.app.activity('countInvoiceShard', {
  handler: async ({ month, count }: { readonly month: MonthToInvoice; readonly count: ShardCount }): Promise<ShardCount> => {
    const running = await theAppIfSet();
    return running === undefined ? { ...count, problem: 'SettingsWrong' } : countInvoiceShard(running, month, count);
  },
});
