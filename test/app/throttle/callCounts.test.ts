import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { CallCounts } from '../../../src/app/throttle/callCounts';
import { StoreUnavailable, type PartitionStore } from '../../../src/kernel/partitionStore';
import { rowsOf } from '../../support/worldStores';

const minute = Date.parse('2026-11-29T12:00:00Z');
const call = { key: 'call|subscription|havn', crowd: 'call|subscription|havn|*', most: 500 };

/** Instances over one store, with one real clock, and how often they wrote. */
const instances = (count: number, store: PartitionStore = new MemoryPartitionStore()) => {
  const time = { now: minute };
  const said: string[] = [];
  let writes = 0;
  const counting: PartitionStore = {
    read: (...asked) => store.read(...asked),
    list: (...asked) => store.list(...asked),
    listAcross: (...asked) => store.listAcross(...asked),
    commit: (...asked) => {
      writes += 1;
      return store.commit(...asked);
    },
  };
  const log = { info: () => undefined, warn: (message: string) => void said.push(message), error: () => undefined };
  const all = Array.from({ length: count }, () => new CallCounts({ store: counting, realTime: () => new Date(time.now), log }));
  return { all, time, said, writes: () => writes };
};

/** What is told beside the calls is told by then. */
const told = () => new Promise((resolve) => setImmediate(resolve));

const alone = () => instances(1);

test('[REQ-4] the 500th call of a minute goes through, the 501st is told how long the minute still is, and the first of the next minute goes through', () => {
  const { all, time } = alone();
  const [counts] = all;
  const took = Array.from({ length: 500 }, () => counts?.take([call]));
  expect(new Set(took)).toEqual(new Set([undefined]));
  expect(counts?.take([call])).toBe(60);
  time.now = minute + 18_500;
  expect(counts?.take([call])).toBe(42);
  time.now = minute + 59_999;
  expect(counts?.take([call])).toBe(1);
  time.now = minute + 60_000;
  expect(counts?.take([call])).toBeUndefined();
});

test('[REQ-4] a call under two limits counts under both, or under none: what one limit refuses takes nothing from the other', () => {
  const [counts] = alone().all;
  const [narrow, wide] = [{ ...call, key: 'narrow', most: 1 }, { ...call, key: 'wide', most: 3 }];
  expect([[narrow, wide], [narrow, wide], [narrow, wide], [wide], [wide], [wide]].map((calls) => counts?.take(calls) === undefined)).toEqual([true, false, false, true, true, false]);
});

test('[REQ-4] two instances over one store let 500 through, and 20 at most beside; a call in ten is written down, at most', async () => {
  const { all, writes } = instances(2);
  let through = 0;
  for (let number = 0; number < 1200; number += 1) {
    if (all[number % 2]?.take([call]) === undefined) through += 1;
    await told();
  }
  expect(through).toBeGreaterThanOrEqual(500);
  expect(through).toBeLessThanOrEqual(520);
  expect(writes()).toBeLessThanOrEqual(through / 10);
});

test('[REQ-4] all at once, before anything can be told: each lets through what it may alone, tells it in one write, and knows of the other at its next', async () => {
  const { all, writes } = instances(2);
  const through = all.map((counts) => Array.from({ length: 400 }, () => counts.take([call])).filter((seconds) => seconds === undefined).length);
  expect(through).toEqual([400, 400]);
  for (let rounds = 0; rounds < 5; rounds += 1) await told();
  const next = Array.from({ length: 20 }, () => all.map((counts) => counts.take([call]) === undefined));
  await told();
  expect(next.flat().filter((isThrough) => isThrough)).toHaveLength(20);
  expect(all.map((counts) => counts.take([call]))).toEqual([60, 60]);
  expect(writes()).toBeLessThanOrEqual(6);
});

test('[REQ-4] who stays far below the limit is never written down, and an instance that let few through learns nothing of the others', async () => {
  const { all, writes } = instances(2);
  const [busy, quiet] = all;
  for (let number = 0; number < 9; number += 1) quiet?.take([call]);
  await told();
  expect(writes()).toBe(0);
  for (let number = 0; number < 500; number += 1) busy?.take([call]);
  await told();
  expect([busy?.take([call]), quiet?.take([call])]).toEqual([60, undefined]);
  await told();
  expect(quiet?.take([call])).toBe(60);
});

test('[REQ-4] what the others told in the minute before does not count, nor do they read one who is a minute ahead', async () => {
  const store = new MemoryPartitionStore();
  const { all, time } = instances(2, store);
  for (let number = 0; number < 500; number += 1) all[0]?.take([call]);
  await told();
  time.now += 60_000;
  for (let number = 0; number < 10; number += 1) all[1]?.take([call]);
  for (let rounds = 0; rounds < 3; rounds += 1) await told();
  expect((await rowsOf(store)).map(({ value }) => value)).toEqual([{ type: 'calls', minute: time.now / 60_000, calls: 10 }]);
  time.now -= 60_000;
  for (let number = 0; number < 10; number += 1) all[0]?.take([call]);
  await told();
  expect((await rowsOf(store)).map(({ value }) => value['calls'])).toEqual([10]);
});

test('[REQ-4] where storage fails nobody fails: each instance counts alone, and says so once a minute', async () => {
  const fails = () => Promise.reject(new StoreUnavailable('away'));
  const { all, time, said } = instances(2, { read: fails, list: fails, listAcross: fails, commit: fails });
  const through = async () => {
    let count = 0;
    for (let number = 0; number < 1200; number += 1) {
      if (all[number % 2]?.take([call]) === undefined) count += 1;
      await told();
    }
    return count;
  };
  expect([await through(), said.length]).toEqual([1000, 2]);
  time.now += 60_000;
  expect([await through(), said.length]).toEqual([1000, 4]);
});

test('[REQ-4] a row that cannot be read is written anew', async () => {
  const store = new MemoryPartitionStore();
  await store.commit(call.key, [{ op: 'put', key: 'calls', value: { type: 'calls', minute: 'damaged' } }]);
  const { all, said } = instances(1, store);
  for (let number = 0; number < 10; number += 1) all[0]?.take([call]);
  for (let rounds = 0; rounds < 3; rounds += 1) await told();
  expect([(await rowsOf(store)).map(({ value }) => value['calls']), said]).toEqual([[10], []]);
});

test('[REQ-4] of more keys than are kept the rest of a tenant is counted as one, so that made-up customers neither fill the memory nor escape', () => {
  const [counts] = alone().all;
  for (let number = 0; number < 10_000; number += 1) counts?.take([{ ...call, key: `customer ${number}` }]);
  const took = Array.from({ length: 501 }, (_, number) => counts?.take([{ ...call, key: `another ${number}` }]));
  expect(took.filter((seconds) => seconds === undefined)).toHaveLength(500);
  expect(counts?.take([{ ...call, key: 'customer 1' }])).toBeUndefined();
});

test('[REQ-4] clients that wait as they are told get a burst of 5,000 calls through in ten minutes', () => {
  const { all, time } = alone();
  const [counts] = all;
  let waiting = Array.from({ length: 5000 }, () => minute);
  const finished: number[] = [];
  while (waiting.length > 0) {
    const due = Math.min(...waiting);
    time.now = due;
    waiting = waiting.flatMap((at) => {
      if (at > due) return [at];
      const seconds = counts?.take([call]);
      if (seconds === undefined) finished.push(due);
      return seconds === undefined ? [] : [due + seconds * 1000];
    });
  }
  expect(finished).toHaveLength(5000);
  expect((finished.at(-1) ?? 0) - minute).toBe(9 * 60_000);
});
