import { goOnChecking, lastRounds } from '../../../../src/app/check/checkRound';
import { rowsOf } from '../../../support/rowsOf';
import { besideOf } from '../../engine/beside';
import { mustHold } from '../../engine/check';
import { drawFrom } from '../../seams/chance';
import { type Step } from '../step';

/** Calls of the timer after which something must be wrong: each goes over hundreds of customers. */
const MOST_CALLS = 20;

/** The app's daily check is run at a moment at which nothing is amiss, beside the life, as a twin has none: it finds nothing (DUE-1). */
export const dailyCheck: Step = {
  name: 'dailyCheck',
  weight: 1,
  act: async (life) => {
    const waits = (await rowsOf(life.installation.stores.Commerce)).some(({ key }) => key.startsWith('outbox|'));
    if (waits || !life.isWell()) return;
    const beside = await besideOf(life, 1);
    const { app } = beside.host(0);
    drawFrom(life.seed, 'daily check', life.now());
    for (let calls = 0; ; calls += 1) {
      const findings = await goOnChecking(app);
      mustHold(findings.length === 0, 'DUE-1', () => `the daily check finds, where nothing is amiss: ${JSON.stringify(findings.slice(0, 5))}`);
      const [round] = await lastRounds(app.directory);
      if (round?.endedAt !== undefined) break;
      mustHold(calls < MOST_CALLS, 'DUE-1', () => 'the daily check does not come to its end');
    }
    const logged = beside.takeLogged();
    mustHold(logged.length === 0, 'DUE-1', () => `the daily check logs, where nothing is amiss: ${logged.map(({ message, cause }) => `${message} ${String(cause)}`).join('; ')}`);
    life.proved('DUE-1');
    life.reach('fault × work', 'nothing × daily check');
  },
};
