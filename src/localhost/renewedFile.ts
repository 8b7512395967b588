import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Real milliseconds between two renewals of a file that says who uses a folder: each sets its time of change. */
export const RENEWED_EVERY_MS = 1_000;

/** A file that nobody renews for so many real milliseconds was left behind. */
export const WATCHED_MS = 20_000;

/**
 * Whether a file is renewed, or written anew, while it is watched: by that a process shows itself which cannot be seen, as it is another machine's or container's. No clocks are compared.
 * @param pause waits so many real milliseconds. @returns false, after `WATCHED_MS`, for one that was left behind; at once for one that is gone
 */
export const isRenewed = async (file: string, pause: (ms: number) => Promise<unknown> = sleep): Promise<boolean> => {
  const before = stampOf(file);
  for (let waited = 0; before !== undefined && waited < WATCHED_MS; waited += RENEWED_EVERY_MS) {
    await pause(RENEWED_EVERY_MS);
    const now = stampOf(file);
    if (now !== before) return now !== undefined;
  }
  return false;
};

/** Its time of change and what is in it; undefined where it is not there. On a network folder what is said of a file is fresh once it is opened. */
const stampOf = (file: string): string | undefined => {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return `${fstatSync(opened).mtimeMs} ${readFileSync(opened, 'utf8')}`;
  } finally {
    closeSync(opened);
  }
};
