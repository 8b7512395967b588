export interface StopSignal {
  /** Aborted when somebody asked. */
  readonly signal: AbortSignal;
  readonly asked: Promise<void>;
}

/** One Ctrl-C comes twice under npm: from the terminal, and passed on by npm. */
const SAME_KEY_PRESS_MS = 500;

const PARENT_CHECK_MS = 500;

/**
 * Takes Ctrl-C and SIGTERM as a wish to stop in order; a later one ends the process at once. So is the end of npm, if npm started us: a SIGTERM
 * sent to npm ends npm and its shell and never arrives here.
 */
export const stopSignal = (announce: () => void): StopSignal => {
  const controller = new AbortController();
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve());
  });
  let first = 0;
  const stop = (): void => {
    first = Date.now();
    announce();
    controller.abort();
  };
  const onSignal = (): void => {
    if (!controller.signal.aborted) stop();
    else if (Date.now() - first > SAME_KEY_PRESS_MS) process.exit(130);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid;
    const check = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(check);
      if (!controller.signal.aborted) stop();
    }, PARENT_CHECK_MS).unref();
  }
  return { signal: controller.signal, asked };
};
