import { app } from '@azure/functions';
import { hintTimer } from '../../src/adapters/clock/hostClock';
import { nextSealing, sealDueDays } from '../../src/app/audit/seals/sealDays';
import { theAppIfSet } from '../../src/wiring/wiring';
import { toMillis } from '../../src/kernel/instant';

app.timer('sealAudit', {
  schedule: '15 */10 * * * *',
  handler: async () => {
    const running = await theAppIfSet();
    if (running !== undefined) await sealDueDays(running);
  },
});

hintTimer('sealAudit', async () => {
  const running = await theAppIfSet();
  const next = running && (await nextSealing(running.audit, running.clock.now()));
  return next === undefined ? undefined : toMillis(next);
});
