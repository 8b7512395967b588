import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type StoredClock } from './clockChoice';
import { errorCode } from './errorCode';
import { SandboxProblem } from './sandboxProblem';
import { writeFileAtomically } from './writeFileAtomically';

const ClockFile = z.discriminatedUnion('virtual', [z.object({ virtual: z.literal(false) }), z.object({ virtual: z.literal(true), now: z.iso.datetime() })]);

/** @param wayOut what the user can do about a damaged folder. @returns undefined if there is none yet. @throws SandboxProblem if it is damaged: guessing a position could send time back. */
export const readClockFile = (file: string, wayOut: () => string): StoredClock | undefined => {
  try {
    const stored = ClockFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return stored.virtual ? { virtual: true, now: Date.parse(stored.now) } : stored;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    throw new SandboxProblem(`The data folder is damaged: ${file} cannot be read. ${wayOut()}.`);
  }
};

/** Called before anything runs at a new position, so that a killed process never starts again before something it has done. */
export const writeClockFile = (file: string, clock: StoredClock): void => {
  writeFileAtomically(file, `${JSON.stringify(clock.virtual ? { virtual: true, now: new Date(clock.now).toISOString() } : clock)}\n`);
};
