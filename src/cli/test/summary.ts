import { z } from 'zod';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Tools that this machine could not run; 0 if absent. */
  readonly skipped?: number;
  /** To be told beside the counts. */
  readonly note?: string;
}

const jestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numTotalTestSuites: z.number(),
});

/** The exit code of a tool that lacks what it needs on this machine, and has said so. */
export const SKIPPED = 3;

/** A tool that passes or fails as a whole counts as one test; one that could not be run as none. @param skips whether its exit code {@link SKIPPED} says so */
export const countTool = (code: number, skips = false): Counts => {
  if (skips && code === SKIPPED) return { passed: 0, failed: 0, skipped: 1 };
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

/**
 * Counts what jest reports. A test file that cannot be loaded has no tests and counts as one failure, and so does a run that ends badly
 * with no test to blame (it crashed, or was killed).
 * @param code jest's exit code
 * @param report what jest wrote with --outputFile; undefined if it wrote nothing
 */
export const countJest = (code: number, report: string | undefined): Counts => {
  if (report === undefined) return { passed: 0, failed: 1, note: `jest ended with code ${code} and left no report` };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests, numTotalTestSuites } = jestReport.parse(JSON.parse(report));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  const notRun = numPendingTests + numTodoTests;
  if (failed === 0 && code !== 0) return { passed: numPassedTests, failed: 1, note: `jest ended with code ${code} although no test failed` };
  if (numTotalTestSuites === 0) return { passed: 0, failed: 0, note: 'There are no tests here: nothing was checked.' };
  return { passed: numPassedTests, failed, ...(notRun > 0 && { note: `${notRun} skipped or to do: not counted` }) };
};

export const sum = (counts: readonly Counts[]): Counts => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
  ...(counts.some(({ skipped = 0 }) => skipped > 0) && { skipped: counts.reduce((total, { skipped = 0 }) => total + skipped, 0) }),
});

/** What stands above the last line where a tool was skipped. @returns undefined where none was */
export const skippedLine = ({ skipped = 0 }: Counts): string | undefined => (skipped > 0 ? `${skipped} skipped: this machine has not what it needs` : undefined);

/** The line that other tools look for. */
export const lastLine = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`;
