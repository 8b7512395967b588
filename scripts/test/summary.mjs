/** @typedef {{ passed: number, failed: number, note?: string }} Counts */

/** A tool that passes or fails as a whole counts as one test. @returns {Counts} */
export const countTool = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * Counts what jest reports. A test file that cannot be loaded has no tests and counts as one failure, and so does a run that ends badly
 * with no test to blame (it crashed, or was killed).
 * @param {number} code jest's exit code
 * @param {string | undefined} report what jest wrote with --outputFile; undefined if it wrote nothing
 * @returns {Counts}
 */
export function countJest(code, report) {
  if (report == null) return { passed: 0, failed: 1, note: `jest ended with code ${code} and left no report` };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests, numTotalTestSuites } = JSON.parse(report);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  const notRun = numPendingTests + numTodoTests;
  if (failed === 0 && code !== 0) return { passed: numPassedTests, failed: 1, note: `jest ended with code ${code} although no test failed` };
  if (numTotalTestSuites === 0) return { passed: 0, failed: 0, note: 'There are no tests here: nothing was checked.' };
  return { passed: numPassedTests, failed, ...(notRun === 0 ? {} : { note: `${notRun} skipped or to do: not counted` }) };
}

/** @param {readonly Counts[]} counts */
export const sum = (counts) => ({
  passed: counts.reduce((total, one) => total + one.passed, 0),
  failed: counts.reduce((total, one) => total + one.failed, 0),
});

/** The line that other tools look for. */
export const lastLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
