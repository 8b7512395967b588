import { goOnWithSeals, type SealsChecked } from '../../../../src/app/audit/seals/checkSeals';
import { sealDueDays } from '../../../../src/app/audit/seals/sealDays';
import { plusHours } from '../../../../src/kernel/instant';
import { copyOfTable } from '../../engine/copies';
import { type Check, mustHold, type Seen } from '../../engine/check';

/** Per cent of lives whose logs are sealed at their end: a year of days takes as long as much of the life. */
const SHARE = 3;
/** So long after it the last day is over, and would have been sealed. */
const HOURS_LATER = 48;
/** Calls after which something must be wrong. */
const MOST_CALLS = 60;

const sealed = async ({ installation }: Seen): Promise<void> => {
  const audit = copyOfTable(installation.stores.Audit);
  const now = plusHours(installation.now(), HOURS_LATER);
  const clock = { now: () => now };
  const fails = (message: string, cause?: unknown): never => {
    throw new Error(message, { cause });
  };
  const log = { info: () => undefined, warn: fails, error: fails };
  for (let calls = 0; (await sealDueDays({ audit, clock, log, unreadable: { raise: async () => undefined } })) > 0; calls += 1) mustHold(calls < MOST_CALLS, 'AUD-1', () => 'days of the audit log are sealed again and again');
  let from: string | undefined;
  let [seals, late] = [0, 0];
  do {
    const checked: SealsChecked = await goOnWithSeals({ audit, clock }, from);
    mustHold(checked.found === 0, 'AUD-1', () => `the audit log of a life that was sealed cannot be proved: ${JSON.stringify(checked.findings.slice(0, 5))}`);
    [seals, late, from] = [seals + checked.seals, late + checked.late, checked.next];
  } while (from !== undefined);
  mustHold(seals > 0, 'AUD-1', () => 'no day of the audit log is sealed');
  mustHold(late === 0, 'AUD-1', () => `${late} records came after their days were sealed, which was after all of them`);
};

/** AUD-1: what a life left in the audit logs is sealed, every day of it, and proved by its seals; on a copy, as a twin seals nothing. */
export const seals = (): Check => ({
  name: 'seals',
  settled: async (seen) => {
    if (!seen.dice('seals').chance(SHARE)) return;
    await sealed(seen);
    seen.proved('AUD-1');
    seen.reach('promise', 'the audit log is proved by its seals');
  },
});
