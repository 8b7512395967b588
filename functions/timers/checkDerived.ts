import { app } from '@azure/functions';
import { hintTimer } from '../../src/adapters/clock/hostClock';
import { goOnChecking, nextCheckOfVirtualClock } from '../../src/app/check/checkRound';
import { theAppIfSet } from '../../src/wiring/wiring';
import { toMillis } from '../../src/kernel/instant';

app.timer('checkDerived', {
  schedule: '30 */10 * * * *',
  handler: async () => {
    const running = await theAppIfSet();
    if (running === undefined) return;
    const found = await goOnChecking(running);
    if (found.length > 0) running.log.error(`${found.length} derived rows were not as the state says and were put right; the operator's checks tell which`);
  },
});

hintTimer('checkDerived', async () => {
  const running = await theAppIfSet();
  return running && toMillis(await nextCheckOfVirtualClock(running.directory, running.clock.now()));
});
