import { typed } from '../support/typedLine';

const run = jest.fn();
jest.mock('../../src/sandbox/untilStopped', () => ({ runUntilStopped: (options: unknown) => run(options) as unknown }));

const DEFAULTS = { port: 7071, dataFolder: '/home/me/.nextterm', fresh: false, restore: false, sample: true, bus: true, log: 'text' };

/** What the server is started with, or else the first line of what is said instead. */
type Outcome = { readonly started: object } | { readonly said: string };

const options = (args: string[], changed: object): [string[], Outcome] => [args, { started: { ...DEFAULTS, ...changed } }];
const problem = (args: string[], text: string): [string[], Outcome] => [args, { said: text }];
const notAnInstant = (text: string): string => `--clock must be a UTC date or an ISO 8601 instant such as 2026-01-01T00:00:00Z, not "${text}".`;
const notAPort = (text: string): string => `--port must be a whole number from 0 to 65535, not "${text}".`;

const CASES: [string[], Outcome][] = [
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
  options(['--https'], { https: true }),
  problem(['--https', '--memory'], '--memory keeps nothing on disk, and --https needs a file of its certificate for programs to trust: give one of the two.'),
  options(['--default-role', 'SalesAgent'], { defaultRole: 'sales_agent' }),
  [['--memory'], { started: { port: 7071, fresh: false, restore: false, sample: true, bus: true, log: 'text' } }],
  options(['--no-bus'], { bus: false }),
  options(['--world', 'acme/world.yaml', '--fresh'], { world: '/home/me/acme/world.yaml', fresh: true }),
  problem(['--world='], '--world needs the name of a file.'),
  problem(['--world', 'w.yaml', '--no-sample'], '--no-sample loads partners alone, and --world a whole world: give one of the two.'),
  problem(['--world', 'w.yaml', '--restore'], '--restore goes back to a copy that has its world already: leave --world out.'),
  options(['--package', 'dist.zip'], { package: '/home/me/dist.zip' }),
  problem(['--package='], '--package needs the name of a file.'),
  options(['--log', 'json'], { log: 'json' }),
  options(['--quiet'], { log: undefined }),
  problem(['--log', 'xml'], '--log must be text or json, not "xml".'),
  problem(['--quiet', '--log', 'json'], '--quiet tells no requests, so --log has nothing to form: give one of the two.'),
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
  problem(['--default-role', 'operator'], '--default-role must be one of admin_agent, sales_agent, helpdesk_agent, billing_admin, global_admin, not "operator".'),
  problem(['--restore', '--fresh'], '--fresh wipes the copy that --restore goes back to: give one of the two.'),
  problem(['--restore', '--memory'], '--memory keeps nothing on disk, so --restore has nothing to go back to: give one of the two.'),
];

test.each(CASES)('npm start -- %p', async (args, outcome) => {
  run.mockReset().mockResolvedValue(0);
  const { code, stderr } = await typed(['start', ...args]);
  const [said = ''] = stderr.split('\n');
  expect(run.mock.calls.length === 0 ? { code, said } : { code, started: (run.mock.calls[0] as unknown[])[0] }).toEqual({ code: 'said' in outcome ? 2 : 0, ...outcome });
});

test.each(['--help', '-h'])('npm start -- %s starts nothing', async (flag) => {
  run.mockReset();
  expect((await typed(['start', flag])).code).toBe(0);
  expect(run).not.toHaveBeenCalled();
});

test.each([0, 1])('the exit code is the server\'s: %i', async (code) => {
  run.mockReset().mockResolvedValue(code);
  expect((await typed(['start'])).code).toBe(code);
});
