import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';
import { SWEEP_PATH, sweepLines, sweepSchema } from './sweepStanding';

const SECONDS_BETWEEN = 5;
/** A clock that has not moved for so many looks stands still: no sweep will come. */
const LOOKS_OF_A_CLOCK = 3;

interface DrainWish {
  readonly reason: string;
  /** For how long it is waited for; absent: not at all. */
  readonly minutes?: number;
}

/**
 * @param wait between two looks, for so many seconds of real time.
 * @returns the exit code: 1 where something still runs after the time, or no sweep will come since the server's clock stands still. @throws Refused; Problem where nothing answers.
 */
export const drain = async (flags: ConnectionFlags, { reason, minutes }: DrainWish, terminal: Terminal, wait: (seconds: number) => Promise<unknown> = (seconds) => pause(seconds * 1_000)): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  let sweep = await api.json(SWEEP_PATH, sweepSchema, { method: 'PUT', body: { state: 'draining', reason } });
  const began = sweep.now;
  let stands = false;
  for (let looks = 1; minutes !== undefined && !sweep.drained && !stands && (looks - 1) * SECONDS_BETWEEN < minutes * 60; looks += 1) {
    await wait(SECONDS_BETWEEN);
    sweep = await api.json(SWEEP_PATH, sweepSchema);
    // Somebody let it go on, or paused it, meanwhile.
    if (sweep.state !== 'draining') break;
    stands = sweep.now === began && looks >= LOOKS_OF_A_CLOCK;
  }
  terminal.print(flags.json === true ? JSON.stringify(sweep, undefined, 2) : sweepLines(sweep));
  if (stands && !sweep.drained) terminal.complain("The server's clock stands still, so no sweep comes: `nextterm clock --advance PT1M` brings one.");
  return minutes === undefined || sweep.drained ? 0 : 1;
};
