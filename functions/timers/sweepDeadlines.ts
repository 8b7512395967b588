import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { hintTimer } from '../../src/adapters/clock/hostClock';
import { durableHub, durableInvoiceRuns, durableProcesses } from '../../src/adapters/durable/durableProcesses';
import { createDailyPurge } from '../../src/adapters/durable/purgeEnded';
import { SweepRounds } from '../../src/app/due/sweepRound';
import { holdsAll } from '../../src/app/operations/sweepControl';
import { theAppIfSet } from '../../src/wiring/wiring';
import { toMillis } from '../../src/kernel/instant';

const purgeDaily = createDailyPurge();
const rounds = new SweepRounds();

app.timer('sweepDeadlines', {
  schedule: '0 * * * * *',
  extraInputs: [df.input.durableClient()],
  handler: async (_timer, context) => {
    const running = await theAppIfSet();
    if (running === undefined) return;
    const client = df.getClient(context);
    const { startedProcesses } = running;
    const control = await rounds.run(running, { processes: durableProcesses(client, startedProcesses), startInvoices: durableInvoiceRuns(client, startedProcesses), hub: durableHub(client) });
    if (holdsAll(control)) return;
    await running.carryOnMoves?.();
    await purgeDaily(client, running.clock.now(), running.log);
  },
});

hintTimer('sweepDeadlines', async () => {
  const running = await theAppIfSet();
  const next = running && (await rounds.next(running));
  return next === undefined ? undefined : toMillis(next);
});
