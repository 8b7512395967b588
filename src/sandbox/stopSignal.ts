export interface StopSignal {
  /** Aborted when somebody asked. */
  readonly signal: AbortSignal;
  readonly asked: Promise<void>;
}

/** One Ctrl-C comes twice under npm: from the terminal, and passed on by npm. */
const SAME_KEY_PRESS_MS = 500;

/** Takes Ctrl-C and SIGTERM as a wish to stop in order; a later one ends the process at once. */
export const stopSignal = (announce: () => void): StopSignal => {
  const controller = new AbortController();
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve());
  });
  let first = 0;
  const onSignal = (): void => {
    if (!controller.signal.aborted) {
      first = Date.now();
      announce();
      controller.abort();
    } else if (Date.now() - first > SAME_KEY_PRESS_MS) {
      process.exit(130);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { signal: controller.signal, asked };
};
