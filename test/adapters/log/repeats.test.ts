import { Repeats } from '../../../src/adapters/log/repeats';
import { type Log } from '../../../src/app/log';

let now: number;
let written: string[];
let repeats: Repeats;
let log: Log;

const said = (message: string, cause?: unknown): string => (cause instanceof Error ? `${message}: ${cause.message}` : message);

beforeEach(() => {
  now = 0;
  written = [];
  repeats = new Repeats(() => now);
  log = repeats.over({
    info: (message) => written.push(`info ${message}`),
    warn: (message, cause) => written.push(`warn ${said(message, cause)}`),
    error: (message, cause) => written.push(`error ${said(message, cause)}`),
  });
});

const unreachable = () => new Error('connect ECONNREFUSED 127.0.0.1:7071');

test('a fault that meets every call for 75 seconds is written twice, and its count with it', () => {
  for (now = 0; now < 75_000; now += 5) log.error(`A call failed {"request":"${now}"}`, unreachable());
  expect(written).toEqual([
    'error A call failed {"request":"0"}: connect ECONNREFUSED 127.0.0.1:7071',
    'error A call failed {"request":"59995"} (and 11999 more like it within a minute, this the last)',
    'error A call failed {"request":"60000"}: connect ECONNREFUSED 127.0.0.1:7071',
  ]);
});

// |--first------------counted-----59,999 ms|60,000 ms: written again--
test.each([
  { at: 59_999, lines: 1 },
  { at: 60_000, lines: 2 },
])('the same cause after $at ms: $lines records', ({ at, lines }) => {
  log.warn('Publishing is left to the sweep', unreachable());
  now = at;
  log.warn('Publishing is left to the sweep', unreachable());
  expect(written.length).toBe(lines);
});

test('causes are told apart by level, message and what was thrown; ids and numbers in them do not count', () => {
  const subject = (id: number): string => `renewal of 0000000${id}-aaaa-4bbb-8ccc-000000000000 failed`;
  log.error(subject(1), unreachable());
  log.error(subject(2), unreachable());
  log.warn(subject(3), unreachable());
  log.error(subject(4), new Error('another'));
  log.error('cycle failed', unreachable());
  expect(written.length).toBe(4);
});

test('the count is not lost when the fault ends: the next flush writes it', () => {
  log.error('A call failed', unreachable());
  log.error('A call failed', unreachable());
  repeats.flush();
  expect(written.length).toBe(1);
  now = 60_000;
  repeats.flush();
  repeats.flush();
  expect(written).toEqual(['error A call failed: connect ECONNREFUSED 127.0.0.1:7071', 'error A call failed (and 1 more like it within a minute, this the last)']);
});

test('what is told as information is never left out', () => {
  for (let time = 0; time < 3; time += 1) log.info('imported');
  expect(written).toEqual(['info imported', 'info imported', 'info imported']);
});

test('it remembers a bounded number of causes; the oldest goes with its count', () => {
  log.error('cause a', unreachable());
  log.error('cause a', unreachable());
  for (let cause = 0; cause < 500; cause += 1) log.error(`cause ${String.fromCharCode(0x4e00 + cause)}`, unreachable());
  expect(written.filter((line) => line.includes('more like it'))).toEqual(['error cause a (and 1 more like it within a minute, this the last)']);
});
