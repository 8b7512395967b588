import { readClockMove } from '../clock/clockMove';
import { type VirtualClock } from '../clock/virtualClock';
import { type HostClock, type MountedResponse, type MountedRoute } from '../contracts';

/** `GET` and `POST /admin/clock`: where the clock stands, and moving a virtual one. The answer to a move comes when all that fell due on the way has ended. */
export const clockRoutes = (clock: HostClock | VirtualClock): readonly MountedRoute[] => [
  { method: 'GET', template: 'admin/clock', outsideClock: true, handle: async () => ({ status: 200, body: stand(clock) }) },
  // It waits until no work is in progress: it must not be work itself.
  { method: 'POST', template: 'admin/clock', outsideClock: true, handle: ({ body }) => move(clock, body.toString('utf8')) },
];

async function move(clock: HostClock | VirtualClock, body: string): Promise<MountedResponse> {
  if (!('advanceTo' in clock)) return { status: 409, body: { message: 'This host runs on the real clock, which nobody can move. Start it with --clock virtual.' } };
  const asked = readClockMove(body, clock.now());
  if (!asked.ok) return { status: 400, body: { message: asked.problem } };
  try {
    await clock.advanceTo(asked.target);
  } catch (error) {
    // Another move that was asked for at the same time went further.
    if (error instanceof RangeError) return { status: 400, body: { message: error.message } };
    throw error;
  }
  await clock.pause(async () => undefined);
  return { status: 200, body: stand(clock) };
}

const stand = (clock: HostClock): object => ({ now: new Date(clock.now()).toISOString(), virtual: clock.virtual });
