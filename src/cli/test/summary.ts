import { z } from 'zod';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
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

/** A tool that passes or fails as a whole counts as one test. */
export const countTool = (code: number): Counts => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

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
});

/** The line that other tools look for. */
export const lastLine = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`;
