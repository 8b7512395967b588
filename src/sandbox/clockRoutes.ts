import { type HostClock, type MountedResponse, type MountedRoute } from '../localhost/contracts';
import { readClockMove } from './clockMove';
import { type HappeningLog } from './contracts';

/** A clock that can be moved. Advancing runs all that falls due on the way and resolves when nothing is left to do. */
export interface MovableClock extends HostClock {
  advanceTo(target: number): Promise<void>;
}

/** `GET` and `POST /local/clock`. Moves asked for at the same time run one after the other, each answering what happened in its own. */
export const clockRoutes = (clock: HostClock | MovableClock, happenings: HappeningLog): readonly MountedRoute[] => {
  let lastMove: Promise<unknown> = Promise.resolve();

  const move = async (body: string): Promise<MountedResponse> => {
    if (!isMovable(clock)) return refusal(409, 'RealClock', 'This server runs on the real clock, which nobody can move. Start it with --clock for a virtual one.');
    const from = clock.now();
    const asked = readClockMove(body, from);
    if (!asked.ok) return refusal(400, 'InvalidClockMove', asked.problem);
    const finish = happenings.collect();
    try {
      await clock.advanceTo(asked.target);
      await clock.idle();
    } catch (error) {
      await finish();
      throw error;
    }
    return { status: 200, body: { from: iso(from), to: iso(clock.now()), happened: await finish() } };
  };

  return [
    { method: 'GET', template: 'local/clock', handle: async () => ({ status: 200, body: { now: iso(clock.now()), virtual: clock.virtual } }) },
    {
      method: 'POST',
      template: 'local/clock',
      // It waits until no work is in progress: it must not be work itself.
      outsideClock: true,
      handle: (request) => {
        const answer = lastMove.then(() => move(request.body.toString('utf8')));
        lastMove = answer.catch(() => undefined);
        return answer;
      },
    },
  ];
};

const isMovable = (clock: HostClock | MovableClock): clock is MovableClock => clock.virtual && 'advanceTo' in clock;

const refusal = (status: number, code: string, description: string): MountedResponse => ({ status, body: { code, description, source: 'NextTerm local runtime' } });

const iso = (millis: number): string => new Date(millis).toISOString();
