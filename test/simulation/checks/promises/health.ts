import { type Instant, secondsBetween } from '../../../../src/kernel/instant';
import { mustHold, type Check, type Seen } from '../../engine/check';
import { operatorOf } from './operator';

/** Of a thousand calls, those after which it is asked. */
const ON_THE_WAY = 10;
/** Storage is asked again after so many seconds (docs/operations/health.md). */
const REMEMBERED_SECONDS = 5;
const NAMES_SOMEBODY = /[0-9a-f]{8}-[0-9a-f]{4}-/;

interface Told {
  readonly status: string;
  readonly healthy: boolean;
  readonly wrongSettings: readonly unknown[];
  readonly parts: readonly { readonly name: string; readonly state: string }[];
}

const asked = async (seen: Seen): Promise<void> => {
  const about = async (path: string) => (await seen.ask({ method: 'GET', path: `/nextterm/v1/health${path}`, caller: operatorOf(seen.world), headers: {} })).reply;
  const { status, body, text } = await about('');
  const { healthy, parts, wrongSettings } = body as Told;
  mustHold(status === 200 && healthy, 'DUE-5', () => `health is ${status} while storage answers: ${text}`);
  mustHold(wrongSettings.length === 0, 'DUE-5', () => `settings are wrong by ${text}`);
  mustHold(parts.some(({ name, state }) => name === 'storage' && state === 'up') && parts.some(({ name }) => name === 'sweep'), 'DUE-5', () => `health does not tell of storage or the sweep: ${text}`);
  mustHold(!NAMES_SOMEBODY.test(text), 'DUE-5', () => `health says of whom it is: ${text}`);
  const ready = await about('/ready');
  mustHold(ready.status === 200, 'DUE-5', () => `it is not ready, by ${ready.status} ${ready.text}`);
  seen.proved('DUE-5');
};

/** DUE-5: what needs no token says that the app is of use, whatever is late or given up, and nothing of whom it is. Not within the seconds in which a process remembers that storage failed. */
export const health = (): Check => {
  let faultyAt: Instant | undefined;
  return {
    name: 'health',
    after: async ({ at, exchanges, isFaulty }, seen) => {
      if (isFaulty) faultyAt = at;
      const isForgotten = faultyAt === undefined || secondsBetween(faultyAt, at) >= REMEMBERED_SECONDS;
      if (isForgotten && exchanges.length === 1 && seen.dice('health').below(1000) < ON_THE_WAY) await asked(seen);
    },
  };
};
