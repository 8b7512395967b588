import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured } from '../../../src/cli/scale/counted';
import { simulateMidnight } from '../../../src/cli/scale/midnight';
import { busCost, costOfMonth, costOfRenewals, entitiesOfRenewal, limitsOf, narrowest, secondsFor, secondsOfTelling, totalOf, type Setting } from '../../../src/cli/scale/model';
import { shownDollars } from '../../../src/cli/scale/published';

const one: Setting = { accounts: 1, isSpread: false, together: 5, partners: 20, share: 0.25 };
const perSecond = (setting: Setting): ReadonlyMap<string, number> => new Map(limitsOf(setting).map(({ what, renewalsPerSecond }) => [what, renewalsPerSecond]));

test('what a renewal writes, by hand: five of a customer are 29.2 KiB of theirs and 28 of others', () => {
  // 29.2 ÷ 5; (9.7 of deadlines + 5.7 of the list + 6 of the feed + 6.6 of the ledger) ÷ 5.
  const { customers, others, feed, list, ledger, deadlines } = entitiesOfRenewal(one);
  expect([customers, others, feed, list, ledger, deadlines].map((each) => Number(each.toFixed(10)))).toEqual([5.84, 5.6, 1.2, 1.14, 1.32, 1.94]);
  // Two transactions of the customer's write one row more each.
  expect(entitiesOfRenewal({ accounts: 2, together: 5 }).customers).toBeCloseTo(6.24, 10);
});

test('an account at a quarter takes 5,000 entities a second: 437 renewals of 11.44', () => {
  const { what, renewalsPerSecond } = narrowest(one);
  expect([what, renewalsPerSecond.toFixed(8)]).toEqual(['the storage account', (5000 / 11.44).toFixed(8)]);
  expect(secondsFor(1_000_000, one)).toBeCloseTo(2288, 6);
});

test('of sixteen that an installation has grown to, the main one has all that is not customers’', () => {
  const grown = perSecond({ ...one, accounts: 16 }).get('the main storage account') ?? 0;
  expect(grown).toBeCloseTo(5000 / (6.24 / 16 + 5.6), 6);
  expect(perSecond({ ...one, accounts: 16, isSpread: true }).get('the storage accounts')).toBeCloseTo((5000 * 16) / 11.84, 6);
});

test('partitions, by hand: 500 entities a second each at a quarter', () => {
  const all = perSecond({ ...one, partners: 2 });
  expect([all.get("a partner's feed (one partition)"), all.get("a partner's list of deadlines (one partition)"), all.get("a partner's ledger (four partitions)")].map((each) => each?.toFixed(6))).toEqual([1000 / 1.2, 1000 / 1.14, 4000 / 1.32].map((each) => each.toFixed(6)));
  expect(all.get('the hour of the deadline index (sixteen partitions)')).toBeCloseTo(8000 / 1.94, 6);
  // Ours, whatever the share: 16 processes of 1.7 ms.
  expect(all.get('CPU of the sixteen processes')).toBeCloseTo(16_000 / 1.7, 6);
});

test('money is exact: ten thousand renewals, worked by hand', () => {
  // 8,100 requests of 0.036 micro-dollars; 100 pages of 20 requests of 0.04; 22.88 s, so 23, of 16 instances of 2 GB at 26; 300 executions of 0.4; 50,000 operations of 0.8.
  expect(costOfRenewals(10_000, one).map(({ amount }) => amount)).toEqual([291_600_000n, 80_000_000n, 19_136_000_000n, 120_000_000n, 40_000_000_000n]);
  expect(totalOf(costOfRenewals(10_000, one))).toBe(59_627_600_000n);
});

test('the bus, by hand: 13 millions are included, then 87 at 80 cents, then at 50', () => {
  expect([busCost(0n), busCost(13_000_000n), busCost(14_000_000n), busCost(100_000_000n), busCost(102_000_000n)].map(shownDollars)).toEqual(['$0.0000', '$0.0000', '$0.8000', '$69.60', '$70.60']);
  expect(() => busCost(2_500_000_001n)).toThrow(RangeError);
  expect(secondsOfTelling(200)).toBe(1);
});

test('dollars are cut, never rounded up', () => {
  expect([1_999_999_999_999n, 999_999_999_999n, 1_234_567_890_000_000n].map(shownDollars)).toEqual(['$1.99', '$0.9999', '$1,234.56']);
});

test('an idle installation still makes its requests', () => {
  const costs = costOfMonth(0, one);
  expect(costs.find(({ what }) => what === 'requests to tables')?.amount).toBe((3_625_000n * 360_000_000n) / 10_000n);
});

describe('a simulated midnight', () => {
  const night = { ...one, renewals: 20_000, seed: 7 };

  test('does every renewal once, and is the same for the same seed', () => {
    const first = simulateMidnight(night);
    expect(first.minutes.reduce((sum, done) => sum + done, 0)).toBe(20_000);
    expect(simulateMidnight(night)).toEqual(first);
    expect(simulateMidnight({ ...night, seed: 8 }).seconds).not.toBe(first.seconds);
  });

  test('is never quicker than what is in the way, and near it where that is the account', () => {
    const { seconds } = simulateMidnight(night);
    const least = secondsFor(20_000, night);
    expect(seconds).toBeGreaterThan(least);
    // The beginning, and what the last page takes.
    expect(seconds).toBeLessThan(least + 40);
  });

  test('four times the share is nearly four times as quick', () => {
    const many = { ...night, renewals: 200_000 };
    const [quarter, all] = [simulateMidnight(many).seconds, simulateMidnight({ ...many, share: 1 }).seconds];
    expect(quarter / all).toBeGreaterThan(3);
    expect(quarter / all).toBeLessThan(4.1);
  });

  test('one million on one account at a quarter: within 40 minutes with five of each customer, within 70 with one', () => {
    const minutes = ([5, 1] as const).map((together) => simulateMidnight({ ...one, together, renewals: 1_000_000, seed: 1 }).seconds / 60);
    expect(minutes.map((each, index) => each < ([40, 70][index] ?? 0))).toEqual([true, true]);
  });
});

test('requests and CPU of a renewal are those of the benchmarks', () => {
  const text = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'benchmarks.md'), 'utf8');
  const cells = (name: string): number[][] => {
    const line = text.split('\n').find((each) => each.startsWith(`| ${name}`)) ?? '';
    return line.split('|').slice(2, 5).map((cell) => [...cell.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number)));
  };
  const [reads, derived, writes, cpu] = [cells('Requests that read, of a renewal'), cells('Requests that read, of what is derived'), cells('Requests that write, everything'), cells("CPU of a renewal, the app's")];
  const told = ([20, 5, 1] as const).map((together, index) => ({ together, reads: Number(((reads[index]?.[0] ?? 0) + (derived[index]?.[0] ?? 0)).toFixed(2)), writes: writes[index]?.[0], cpu: Math.max(...(cpu[index] ?? [])) }));
  expect(told).toEqual(([20, 5, 1] as const).map((together) => ({ together, ...measured[together] })));
});
