import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { hintTimer } from '../../src/adapters/clock/hostClock';
import { durableInvoiceRuns, durableProcesses } from '../../src/adapters/durable/durableProcesses';
import { createDailyPurge } from '../../src/adapters/durable/purgeEnded';
import { DueReceipts } from '../../src/app/command/clearReceipts';
import { sweep } from '../../src/app/due/sweep';
import { DueInvoices } from '../../src/app/invoice/dueInvoices';
import { theAppIfSet } from '../../src/wiring/wiring';
import { toMillis } from '../../src/kernel/instant';

const purgeDaily = createDailyPurge();
const dueInvoices = new DueInvoices();
const dueReceipts = new DueReceipts();

app.timer('sweepDeadlines', {
  schedule: '0 * * * * *',
  extraInputs: [df.input.durableClient()],
  handler: async (_timer, context) => {
    const running = await theAppIfSet();
    if (running === undefined) return;
    const client = df.getClient(context);
    await sweep(running, durableProcesses(client));
    await dueInvoices.start(running, durableInvoiceRuns(client));
    await dueReceipts.clear({ ...running, elapsed: running.notifications.elapsed });
    await purgeDaily(client, running.clock.now(), running.log);
  },
});

hintTimer('sweepDeadlines', async () => {
  const running = await theAppIfSet();
  if (running === undefined) return undefined;
  const [deadline, invoices] = [await running.deadlines.earliest(), dueInvoices.next(running.clock.now(), running.invoicing.day)];
  return toMillis(deadline === undefined || invoices < deadline ? invoices : deadline);
});
