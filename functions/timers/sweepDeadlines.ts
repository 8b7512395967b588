import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { hintTimer } from '../../src/adapters/clock/hostClock';
import { durableProcesses } from '../../src/adapters/durable/durableProcesses';
import { createDailyPurge } from '../../src/adapters/durable/purgeEnded';
import { sweep } from '../../src/app/due/sweep';
import { theAppIfSet } from '../../src/wiring/wiring';
import { toMillis } from '../../src/kernel/instant';

const purgeDaily = createDailyPurge();

app.timer('sweepDeadlines', {
  schedule: '0 * * * * *',
  extraInputs: [df.input.durableClient()],
  handler: async (_timer, context) => {
    const running = await theAppIfSet();
    if (running === undefined) return;
    const client = df.getClient(context);
    await sweep(running, durableProcesses(client));
    await purgeDaily(client, running.clock.now(), running.log);
  },
});

hintTimer('sweepDeadlines', async () => {
  const next = await (await theAppIfSet())?.deadlines.earliest();
  return next === undefined ? undefined : toMillis(next);
});
