import * as df from 'durable-functions';
import { countInvoiceShard, type MonthToInvoice, type ShardCount } from '../../src/app/invoice/invoiceRun';
import { theApp } from '../../src/wiring/wiring';

df.app.activity('countInvoiceShard', {
  handler: async ({ month, count }: { readonly month: MonthToInvoice; readonly count: ShardCount }): Promise<ShardCount> => countInvoiceShard(await theApp(), month, count),
});
