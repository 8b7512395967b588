import { countJest, countTool, lastLine, skippedLine, sum } from '../../src/cli/test/summary';

const report = (changed: object): string =>
  JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0, numTotalTestSuites: 1, ...changed });

test('what a jest run counts as', () => {
  const cases: [Parameters<typeof countJest>, unknown][] = [
    [[0, report({ numPassedTests: 12 })], { passed: 12, failed: 0 }],
    [[1, report({ numPassedTests: 12, numFailedTests: 2 })], { passed: 12, failed: 2 }],
    [[1, report({ numPassedTests: 3, numRuntimeErrorTestSuites: 1 })], { passed: 3, failed: 1 }],
    [[0, report({ numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 })], { passed: 3, failed: 0, note: '2 skipped or to do: not counted' }],
    [[0, report({ numTotalTestSuites: 0 })], { passed: 0, failed: 0, note: 'There are no tests here: nothing was checked.' }],
    [[1, report({ numPassedTests: 3 })], { passed: 3, failed: 1, note: 'jest ended with code 1 although no test failed' }],
    [[134, undefined], { passed: 0, failed: 1, note: 'jest ended with code 134 and left no report' }],
  ];
  expect(cases.map(([args]) => countJest(...args))).toEqual(cases.map(([, counts]) => counts));
});

test('a tool that passes or fails as a whole counts as one', () => {
  expect([countTool(0), countTool(2)]).toEqual([
    { passed: 1, failed: 0 },
    { passed: 0, failed: 1 },
  ]);
});

test('a tool that this machine cannot run counts as skipped, and only where it may say so', () => {
  expect([countTool(3, true), countTool(3), countTool(1, true)]).toEqual([
    { passed: 0, failed: 0, skipped: 1 },
    { passed: 0, failed: 1 },
    { passed: 0, failed: 1 },
  ]);
  const total = sum([{ passed: 2, failed: 0 }, countTool(3, true)]);
  expect([lastLine(total), skippedLine(total), skippedLine(countTool(0))]).toEqual(['2 passed, 0 failed', '1 skipped: this machine has not what it needs', undefined]);
});

test('the last line is the sum', () => {
  const total = sum([{ passed: 1, failed: 0 }, { passed: 40, failed: 2, note: 'x' }]);
  expect(total).toEqual({ passed: 41, failed: 2 });
  expect(lastLine(total)).toBe('41 passed, 2 failed');
});
