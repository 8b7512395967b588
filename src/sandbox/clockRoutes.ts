import { type HostClock, type MountedResponse, type MountedRoute } from '../localhost/contracts';
import { readClockMove } from './clockMove';
import { type HappeningLog } from './contracts';

/** A clock that can be moved. Advancing runs all that falls due on the way and resolves when nothing is left to do. */
export interface MovableClock extends HostClock {
  advanceTo(target: number): Promise<void>;
  /** `ask` runs before each position; a rejection stops the advance there. */
  onBeforeMove(ask: () => Promise<void>): () => void;
}

/** What a move must know of the app, so that it does not walk past work that cannot be done. */
export interface MoveWatch {
  /** One sentence, if storage cannot be reached. */
  readonly storageProblem: () => Promise<string | undefined>;
  /** How many failures have been logged so far: storage is asked again only where there was one. */
  readonly failures: () => number;
}

const RETRY_AFTER = { 'retry-after': '5' };

/** `GET` and `POST /local/clock`. Moves asked for at the same time run one after the other, each answering what happened in its own. */
export const clockRoutes = (clock: HostClock | MovableClock, happenings: HappeningLog, { storageProblem, failures }: MoveWatch): readonly MountedRoute[] => {
  let lastMove: Promise<unknown> = Promise.resolve();

  const advance = async (movable: MovableClock, target: number): Promise<void> => {
    let seen = failures();
    const stopWatching = movable.onBeforeMove(async () => {
      if (failures() === seen) return;
      seen = failures();
      const problem = await storageProblem();
      if (problem !== undefined) throw new StorageDown(problem);
    });
    try {
      await movable.advanceTo(target);
      // What the last position started ends too; what clients go on to send waits, so that there is an end.
      await movable.pause(async () => undefined);
    } finally {
      stopWatching();
    }
  };

  const move = async (body: string): Promise<MountedResponse> => {
    if (!isMovable(clock)) return refusal(409, 'RealClock', 'This server runs on the real clock, which nobody can move. Start it with --clock for a virtual one.');
    const from = clock.now();
    const asked = readClockMove(body, from);
    if (!asked.ok) return refusal(400, 'InvalidClockMove', asked.problem);
    const problem = await storageProblem();
    if (problem !== undefined) return storageDown(problem, clock);
    const finish = happenings.collect();
    try {
      await advance(clock, asked.target);
    } catch (error) {
      await finish();
      if (error instanceof StorageDown) return storageDown(error.message, clock);
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

class StorageDown extends Error {
  override readonly name = 'StorageDown';
}

const storageDown = (problem: string, clock: HostClock): MountedResponse => ({
  ...refusal(503, 'StorageUnavailable', `The clock stands at ${iso(clock.now())} and goes no further: ${problem}`),
  headers: RETRY_AFTER,
});

const isMovable = (clock: HostClock | MovableClock): clock is MovableClock => clock.virtual && 'advanceTo' in clock;

const refusal = (status: number, code: string, description: string): MountedResponse => ({ status, body: { code, description, source: 'NextTerm local runtime' } });

const iso = (millis: number): string => new Date(millis).toISOString();
