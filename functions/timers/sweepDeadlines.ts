import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { hintTimer } from '../../src/adapters/clock/hostClock';
import { durableProcesses } from '../../src/adapters/durable/durableProcesses';
import { sweep } from '../../src/app/due/sweep';
import { theApp } from '../../src/app/wiring';
import { toMillis } from '../../src/kernel/instant';

app.timer('sweepDeadlines', {
  schedule: '0 * * * * *',
  extraInputs: [df.input.durableClient()],
  handler: async (_timer, context) => sweep(await theApp(), durableProcesses(df.getClient(context))),
});

hintTimer('sweepDeadlines', async () => {
  const next = await (await theApp()).deadlines.earliest();
  return next === undefined ? undefined : toMillis(next);
});
