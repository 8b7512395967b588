import { type HostClock, type MountedResponse, type MountedRoute, readClockMove } from '../localhost';
import { type Happening, type HappeningLog } from './contracts';
import { type HeldWork } from '../app/operations/heldWork';
import { BEYOND_LAST_INSTANT, LAST_INSTANT } from './lastInstant';
import { type NextEvents } from './nextEvents';

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
  /** What happens next if the clock goes on. */
  readonly next: () => Promise<NextEvents>;
  /** What is due where the clock stands and waits because the operator holds it back; undefined where nothing is held back. */
  readonly held: () => Promise<HeldWork | undefined>;
}

/** A move that has ended. */
interface Moved {
  readonly from: string;
  readonly to: string;
  readonly happened: readonly Happening[];
  /** The clock went on, and this waits until the operator lets it go. */
  readonly held?: HeldWork;
}

/** Of the last move so many are kept, for whoever did not wait for its answer. */
export const MOST_KEPT = 1000;

const RETRY_AFTER = { 'retry-after': '5' };

/** `GET` and `POST /local/clock`, what is next, and what happened in the last move. Moves asked for at the same time run one after the other, each answering what happened in its own. */
export const clockRoutes = (clock: HostClock | MovableClock, happenings: HappeningLog, { storageProblem, failures, next, held }: MoveWatch): readonly MountedRoute[] => {
  let lastMove: Promise<unknown> = Promise.resolve();
  let moving: { readonly from: string; readonly to: string } | undefined;
  let last: Moved | undefined;

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
    const asked = readClockMove(body, from, { last: LAST_INSTANT, beyond: BEYOND_LAST_INSTANT });
    if (!asked.ok) return refusal(400, 'InvalidClockMove', asked.problem);
    const problem = await storageProblem();
    if (problem !== undefined) return storageDown(problem, clock);
    const finish = happenings.collect();
    moving = { from: iso(from), to: iso(asked.target) };
    try {
      await advance(clock, asked.target);
    } catch (error) {
      if (error instanceof StorageDown) return storageDown(error.message, clock);
      throw error;
    } finally {
      moving = undefined;
      last = { from: iso(from), to: iso(clock.now()), happened: await finish() };
    }
    return withHeld(last);
  };

  const withHeld = async (moved: Moved): Promise<MountedResponse> => {
    try {
      const waits = await held();
      last = { ...moved, ...(waits && { held: waits }) };
    } catch (error) {
      const trouble = await storageProblem();
      if (trouble === undefined) throw error;
      return storageDown(trouble, clock);
    }
    return { status: 200, body: last };
  };

  const whatIsNext = async (): Promise<MountedResponse> => {
    try {
      return { status: 200, body: { now: iso(clock.now()), ...(await next()) } };
    } catch (error) {
      const problem = await storageProblem();
      if (problem === undefined) throw error;
      return { ...refusal(503, 'StorageUnavailable', `Nobody knows what is next: ${problem}`), headers: RETRY_AFTER };
    }
  };

  return [
    // These only read, and whoever watches a move asks often: they are no work that it waits for.
    { method: 'GET', template: 'local/clock', outsideClock: true, handle: async () => ({ status: 200, body: { now: iso(clock.now()), virtual: clock.virtual, ...(moving !== undefined && { moving }) } }) },
    { method: 'GET', template: 'local/clock/next', outsideClock: true, handle: whatIsNext },
    {
      method: 'GET',
      template: 'local/clock/last',
      outsideClock: true,
      handle: async () => (last === undefined ? refusal(404, 'NotMoved', 'The clock has not been moved since this server started.') : { status: 200, body: { ...last, happened: last.happened.slice(0, MOST_KEPT), leftOut: Math.max(last.happened.length - MOST_KEPT, 0) } }),
    },
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
