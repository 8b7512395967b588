import { setTimeout as sleep } from 'node:timers/promises';
import { type Patience } from '../../app/command/contention';

/** The process's own time, whatever clock the rules go by. */
export const hostPatience: Patience = {
  elapsed: () => performance.now(),
  pause: (millis) => sleep(millis),
  chance: () => Math.random(),
};
