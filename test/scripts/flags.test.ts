import { callModule } from './callModule';

const DEFAULTS = { port: 7071, dataFolder: '/home/me/.nextterm', fresh: false, restore: false, sample: true };

const options = (args: string[], changed: object): [string[], unknown] => [args, { ok: true, help: false, options: { ...DEFAULTS, ...changed } }];
const problem = (args: string[], text: string): [string[], unknown] => [args, { ok: false, problem: text }];
const notAnInstant = (text: string): string => `--clock must be a UTC date or an ISO 8601 instant such as 2026-01-01T00:00:00Z, not "${text}".`;
const notAPort = (text: string): string => `--port must be a whole number from 0 to 65535, not "${text}".`;

const CASES: [string[], unknown][] = [
  options([], {}),
  options(['--port', '7080'], { port: 7080 }),
  options(['--port=0'], { port: 0 }),
  options(['--port', '65535'], { port: 65535 }),
  options(['--clock', '2026-01-01'], { clock: Date.UTC(2026, 0, 1) }),
  options(['--clock', '2026-01-31T10:00:00Z'], { clock: Date.UTC(2026, 0, 31, 10) }),
  options(['--clock', '2026-01-31T10:00'], { clock: Date.UTC(2026, 0, 31, 10) }),
  options(['--clock', '2026-01-31T10:00:00.250+02:00'], { clock: Date.UTC(2026, 0, 31, 8, 0, 0, 250) }),
  options(['--clock', '2028-02-29'], { clock: Date.UTC(2028, 1, 29) }),
  options(['--data', 'other'], { dataFolder: '/home/me/other' }),
  options(['--data', '/srv/nextterm'], { dataFolder: '/srv/nextterm' }),
  options(['--fresh', '--no-sample'], { fresh: true, sample: false }),
  options(['--restore'], { restore: true }),
  [['--memory'], { ok: true, help: false, options: { port: 7071, fresh: false, restore: false, sample: true } }],
  [['--help'], { ok: true, help: true, options: DEFAULTS }],
  [['-h'], { ok: true, help: true, options: DEFAULTS }],
  problem(['--prot', '7080'], 'Unknown flag --prot.'),
  problem(['-x'], 'Unknown flag -x.'),
  problem(['7080'], 'Unexpected argument "7080".'),
  problem(['--port'], '--port needs a value.'),
  problem(['--port', '--fresh'], '--port needs a value.'),
  problem(['--fresh=yes'], '--fresh takes no value.'),
  problem(['--port', '65536'], notAPort('65536')),
  problem(['--port=-1'], notAPort('-1')),
  problem(['--port', '7.5'], notAPort('7.5')),
  problem(['--port='], notAPort('')),
  problem(['--clock', 'soon'], notAnInstant('soon')),
  problem(['--clock', '2026-02-29'], notAnInstant('2026-02-29')),
  problem(['--clock', '2026-13-01'], notAnInstant('2026-13-01')),
  problem(['--clock', '2026-01-01T25:00:00Z'], notAnInstant('2026-01-01T25:00:00Z')),
  problem(['--data='], '--data needs the name of a folder.'),
  problem(['--memory', '--data', 'x'], '--memory keeps nothing on disk, so --data has nothing to name: give one of the two.'),
  problem(['--restore', '--fresh'], '--fresh wipes the copy that --restore goes back to: give one of the two.'),
  problem(['--restore', '--memory'], '--memory keeps nothing on disk, so --restore has nothing to go back to: give one of the two.'),
];

test('flags of npm start', async () => {
  const results = await callModule('start/flags.mjs', 'readFlags', CASES.map(([args]) => [args, '/home/me']));
  expect(results.map((result, index) => [CASES[index]?.[0], result])).toEqual(CASES);
});
