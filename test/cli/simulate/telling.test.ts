import { applied } from '../../../src/cli/simulate/bundleSimulation';
import { type CourseSoFar } from '../../../src/cli/simulate/course';
import { progressLine, spanOf } from '../../../src/cli/simulate/progress';
import { replayOf, reportText } from '../../../src/cli/simulate/report';

test('spans in words', () => {
  expect([0, 89, 90, 3_570, 4_920, 86_400].map(spanOf)).toEqual(['0 s', '89 s', '2 min', '1 h 0 min', '1 h 22 min', '24 h 0 min']);
});

test('a line of progress: the time left is told by the pace since this process began', () => {
  expect(progressLine({ lived: 600, of: 1_000, here: 100, seconds: 10, broken: 1 })).toBe('600 of 1000 lives, 10.0 a second, 40 s left, 1 broken');
  expect(progressLine({ lived: 0, of: 1_000, here: 0, seconds: 5, broken: 0 })).toBe('0 of 1000 lives, 0.0 a second, 0 broken');
});

test('the report says what was lived, what broke and how to see it again', () => {
  const course: CourseSoFar = { seed: 7, next: 10, open: [], lives: 2, steps: 180, requests: 100, subscriptions: 8, broken: [{ seed: 8, steps: 3, requests: 1, subscriptions: 0, broken: { rule: 'REN-4', message: '[REN-4] a | b', step: 3, stack: '' } }], reached: { rule: { 'BIL-1': [1, 1], 'REN-4': [3, 2] }, 'fault × work': { 'outage × all': [2, 1], 'outage × sweep': [3, 2] } }, seconds: 1 };
  expect(reportText({ asked: 3, part: {}, workers: 2, node: 'v22.1.0', machine: 'linux', commit: 'abc', isChanged: true, course, breadth: { expected: 40, missing: ['rule SUB-3'] } })).toBe(`# Report of the simulation

|  |  |
| --- | --- |
| Lives | 2 of 3, seeds 7 to 9 |
| Broken | 1 |
| Commit | abc, with changes that are not committed |
| Machine | linux, 2 lives at a time, Node v22.1.0 |
| Time | 1 s, 2.0 lives a second |
| A life | 90 steps, 50 requests, 4.0 subscriptions |

## Broken lives

| Seed | Step | Rule | What was found | Again |
| --- | --- | --- | --- | --- |
| 8 | 3 | REN-4 | [REN-4] a \\| b | \`npm run simulate -- --seed 8 --until 4\` |

## Breadth

1 of 40 that so many lives should reach were not:

- rule SUB-3

## fault × work

|  | Times | Lives | Of which |
| --- | --- | --- | --- |
| outage | 5 | 2 | sweep 3, all 2 |

## rule

|  | Times | Lives | Of which |
| --- | --- | --- | --- |
| REN-4 | 3 | 2 |  |
| BIL-1 | 1 | 1 |  |
`);
});

test('a patch fits where what it replaces stands exactly once, and puts in what it says as it is', () => {
  const patch = { file: 'src/a.ts', find: 'a < b', replace: 'a <= $& b' };
  expect(applied('if (a < b) return;', patch)).toBe('if (a <= $& b) return;');
  expect(() => applied('a < b; a < b', patch)).toThrow('src/a.ts has what the patch replaces 2 times, not once: a < b');
  expect(() => applied('', patch)).toThrow('0 times');
});

test('a part of a life is lived again by its flags', () => {
  expect(replayOf({ seed: 7 })).toBe('npm run simulate -- --seed 7');
  expect(replayOf({ seed: 7, until: 41, steps: [3, 40], faults: [] })).toBe('npm run simulate -- --seed 7 --until 41 --steps 3,40 --faults none');
  expect(replayOf({ seed: 7, until: 41, hasTwin: true })).toBe('npm run simulate -- --seed 7 --until 41 --twins');
});
