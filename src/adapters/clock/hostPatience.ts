import { setTimeout as sleep } from 'node:timers/promises';
import { type Patience } from '../../app/command/contention';

/** The process's own time, whatever clock the rules go by. */
export const hostPatience: Patience = {
  elapsed: () => performance.now(),
  pause: (millis) => sleep(millis),
  alarm: (millis, ring) => {
    const off = new AbortController();
    const isCalledOff = (): void => undefined;
    void sleep(millis, undefined, { signal: off.signal, ref: false }).then(ring, isCalledOff);
    return () => off.abort();
  },
  chance: () => Math.random(),
};
