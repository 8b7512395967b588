import { type HostClock, type RunningAzurite } from '../localhost';
import { type DataFolder } from './dataFolder';

/** Real time between two copies. */
export const COPY_EVERY_MS = 600_000;

export interface CopyKeeping {
  readonly folder: Pick<DataFolder, 'keepCopy'>;
  readonly azurite: Pick<RunningAzurite, 'save'>;
  readonly clock: Pick<HostClock, 'pause'>;
  readonly warn: (line: string) => void;
}

/** Copies the store while it runs: nothing is in progress, and storage has written all that it holds. Says why where it cannot; never throws. */
const copyNow = async ({ folder, azurite, clock, warn }: CopyKeeping): Promise<void> => {
  try {
    const problem = await clock.pause(async () => {
      await azurite.save();
      return folder.keepCopy();
    });
    if (problem !== undefined) warn(`The store on disk is damaged, so the last good copy stays: ${problem}.`);
  } catch (error) {
    warn(`No copy of the store could be taken: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Copies the store once storage has been stopped. Where that had ended by itself the copy before stays: what is on disk is older than the clock that goes with it. */
export const copyAtStop = ({ folder, azurite, warn }: { readonly folder: Pick<DataFolder, 'keepCopy'>; readonly azurite: Pick<RunningAzurite, 'hasFailed'>; readonly warn: (line: string) => void }): void => {
  const problem = azurite.hasFailed() ? 'storage ended before it had written all that it held' : folder.keepCopy();
  if (problem !== undefined) warn(`The store on disk is damaged, so the last good copy stays: ${problem}.`);
};

/** Takes a copy every ten minutes. @returns ends it, once a copy that is being taken is done. */
export const keepCopies = (keeping: CopyKeeping): (() => Promise<void>) => {
  let last = Promise.resolve();
  let taking = false;
  const timer = setInterval(() => {
    if (taking) return;
    taking = true;
    last = copyNow(keeping).finally(() => (taking = false));
  }, COPY_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await last;
  };
};
