import { VirtualClock } from '../clock/virtualClock';
import { type Cancel, type HostClock, type Logger } from '../contracts';

/** Real time between two looks, and for how long nothing may change before the clock goes on all the same. */
const LOOK_EVERY_MS = 2;
const PATIENCE_MS = 15_000;

/**
 * Keeps a virtual clock where it is while receivers that asked for it have something to receive, or to settle. @param unsettled counts it.
 * Someone who takes a message and never settles it holds the clock for a while only.
 */
export function holdClock(clock: HostClock, unsettled: () => number, logger: Logger): Cancel {
  if (!(clock instanceof VirtualClock)) return () => undefined;
  return clock.onBeforeMove(async () => {
    let before = unsettled();
    for (let since = Date.now(); before > 0; ) {
      await new Promise<void>((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      const now = unsettled();
      if (now !== before) since = Date.now();
      else if (Date.now() - since > PATIENCE_MS) {
        logger.log('warning', `Service Bus: ${now} messages are neither settled nor received; the clock goes on.`);
        return;
      }
      before = now;
    }
  });
}
