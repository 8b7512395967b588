import { type Deadline } from '../../../src/app/due/deadline';
import { afterPartition, deadlineKey, deadlinePartition, endOfHourBucket, startOfHour } from '../../../src/app/due/deadlineKeys';
import { stableShard } from '../../../src/app/due/stableShard';
import { instant } from '../../../src/kernel/instant';

const deadline: Deadline = { at: instant('2026-01-31T10:59:59.999Z'), kind: 'cycle', customerId: 'b1f0', subject: '7c2e' };

test('keys are as written in the design', () => {
  expect(deadlinePartition(deadline, 16)).toBe('2026-01-31T10|10');
  expect(deadlineKey(deadline)).toBe('2026-01-31T10:59:59.999Z|cycle|b1f0|7c2e');
  expect(startOfHour(deadline.at)).toBe('2026-01-31T10:00:00.000Z');
});

test('bounds lie between the shards and hours they divide', () => {
  const parts = ['2026-01-31T10|00', '2026-01-31T10|07', afterPartition('2026-01-31T10|07'), '2026-01-31T10|08', '2026-01-31T10|99', endOfHourBucket(deadline.at), '2026-01-31T11|00'];
  expect(parts).toEqual(parts.toSorted());
});

test.each([
  { text: '', shard: 0x811c9dc5 % 97 },
  { text: 'a', shard: 0xe40c292c % 97 },
  { text: 'foobar', shard: 0xbf9cf968 % 97 },
])('the shard of "$text" is that of the published FNV-1a vectors', ({ text, shard }) => {
  expect(stableShard(text, 97)).toBe(shard);
});

test('customers spread over the shards', () => {
  const sizes = new Array<number>(16).fill(0);
  for (let i = 0; i < 16_000; i += 1) {
    const shard = stableShard(`${i.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`, 16);
    sizes[shard] = (sizes[shard] ?? 0) + 1;
  }
  expect(Math.min(...sizes)).toBeGreaterThan(800);
  expect(Math.max(...sizes)).toBeLessThan(1_200);
});
