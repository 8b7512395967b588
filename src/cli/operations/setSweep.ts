import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';
import { SWEEP_PATH, sweepLines, sweepSchema } from './sweepStanding';

interface SweepWish {
  readonly state: 'running' | 'paused';
  readonly reason?: string;
  readonly kinds?: readonly string[];
}

/** @returns the exit code. @throws Refused; Problem where nothing answers. */
export const setSweep = async (flags: ConnectionFlags, wish: SweepWish, terminal: Terminal): Promise<number> => {
  const sweep = await (await connect(flags, LOCAL_OPERATOR)).json(SWEEP_PATH, sweepSchema, { method: 'PUT', body: wish });
  terminal.print(flags.json === true ? JSON.stringify(sweep, undefined, 2) : sweepLines(sweep));
  return 0;
};
