import { auditedOperations } from '../../../src/adapters/http/auditedOperations';
import { EXPECTED, judge, OUT_OF_REACH, type Expected } from './expected';

const expected: readonly Expected[] = [
  { table: 'rule', cell: 'SUB-3', name: 'SUB-3', from: 10 },
  { table: 'fault × work', cell: /^dieAfter at \w+ × sweep$/, name: 'dieAfter × sweep', from: 10 },
  { table: 'rule', cell: 'CYC-1', name: 'CYC-1', from: 1_000 },
];

test('names what so many lives should have reached and have not, and asks nothing of fewer', () => {
  expect(judge(10, { 'fault × work': { 'dieAfter at commit × sweep': [3, 1] } }, expected)).toEqual({ expected: 2, missing: ['rule: SUB-3'] });
  expect(judge(1_000, { rule: { 'SUB-3': [1, 1], 'CYC-1': [1, 1] }, 'fault × work': { 'dieAfter at commit × checkoutCart': [3, 1] } }, expected)).toEqual({ expected: 3, missing: ['fault × work: dieAfter × sweep'] });
  expect(judge(9, {}, expected)).toEqual({ expected: 0, missing: [] });
});

test('every call that changes something is expected, or named with the reason why no life makes it', () => {
  const names = Object.keys(auditedOperations);
  expect(names.filter((name) => OUT_OF_REACH[name] === undefined && !EXPECTED.some(({ name: each }) => each === `${name} done`))).toEqual([]);
  expect(Object.keys(OUT_OF_REACH).filter((name) => !names.includes(name))).toEqual([]);
});
