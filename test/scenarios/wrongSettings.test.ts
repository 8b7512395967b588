import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { ROOT } from '../scripts/callModule';
import { startTestAzurite } from '../support/azurite';

interface Answer {
  readonly route: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly code?: number; readonly description?: string };
}

interface Report {
  readonly functions: readonly string[];
  readonly health: Answer;
  readonly answers: readonly Answer[];
  /** What `…/health/live` and `…/health/ready` answered. */
  readonly probes: readonly number[];
  readonly processes: Readonly<Record<string, unknown>>;
  readonly logged: readonly { readonly level: string; readonly text: string }[];
}

const CORRELATION = 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520';

/** The compiled app under the host alone, with these settings and no others; see underHost.cjs. */
const underHost = async (settings: Readonly<Record<string, string>>): Promise<Report> => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(__dirname, 'underHost.cjs'), ROOT], { env: { PATH: process.env['PATH'] ?? '', ...settings }, maxBuffer: 64 * 1024 * 1024 });
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Omit<Report, 'probes'>;
  const isProbe = ({ route }: Answer): boolean => route.startsWith('GET /nextterm/v1/health/');
  // The description of the API, and the files of the console, are the same whatever the settings are.
  const answers = report.answers.filter((answer) => !isProbe(answer) && !/^GET \/(docs|console\/(?!config)|openapi\.)/.test(answer.route));
  return { ...report, answers, probes: report.answers.filter(isProbe).map(({ status }) => status) };
};

let azurite: RunningAzurite;
let right: Readonly<Record<string, string>>;
beforeAll(async () => {
  azurite = await startTestAzurite();
  right = { NEXTTERM_STORAGE: azurite.connectionString, NEXTTERM_TOKEN_AUDIENCE: 'https://api.example', NEXTTERM_OPERATOR_TENANT: CORRELATION };
});
afterAll(() => azurite.stop());

const without = (name: string): Record<string, string> => Object.fromEntries(Object.entries(right).filter(([known]) => known !== name));
const loud = ({ logged }: Report): readonly string[] => logged.filter(({ level }) => level === 'error' || level === 'warning').map(({ text }) => text);

test('with a setting left out and others wrong: health names them, every other route is a 503 of the contract, nothing is tried, and one record of the log says why', async () => {
  const report = await underHost({ ...without('NEXTTERM_STORAGE'), NEXTTERM_OPERATOR_TENANT: 'secret-operator', NEXTTERM_PATCH: 'secret-patch' });

  const wrongSettings = [
    { setting: 'NEXTTERM_STORAGE', problem: 'is missing' },
    { setting: 'NEXTTERM_OPERATOR_TENANT', problem: 'must be a GUID' },
    { setting: 'NEXTTERM_PATCH', problem: 'must be keep or replace' },
  ];
  expect(report.health).toMatchObject({ status: 503, body: { healthy: false, dependencies: [], wrongSettings } });
  expect(report.probes).toEqual([200, 503]);

  expect(report.answers.length).toBeGreaterThan(130);
  const other = report.answers.filter(
    ({ status, headers, body }) => !(status === 503 && headers['retry-after'] === '60' && (body === undefined || (body.code === 900192 && body.description?.includes(`The correlation id is ${headers['ms-correlationid']}.`)))),
  );
  expect(other).toEqual([]);
  expect(report.answers.filter(({ body }) => body === undefined).map(({ route }) => route.split(' ')[0])).toEqual(['HEAD']);

  const nothing = { completed: 0, setApart: 0, more: false, notDone: 'SettingsWrong' };
  expect(report.processes).toEqual({
    renewal: { runtimeStatus: 'Completed', customStatus: nothing, output: nothing },
    trialConversion: { runtimeStatus: 'Completed', customStatus: nothing, output: nothing },
    cycleCharge: { runtimeStatus: 'Completed', customStatus: nothing, output: nothing },
    cancellationWindow: { runtimeStatus: 'Completed', customStatus: nothing, output: nothing },
    transferApproval: { runtimeStatus: 'Running', customStatus: 'SettingsWrong', output: null },
  });

  expect(loud(report)).toEqual([`Settings are missing or wrong (see local.settings.sample.json):\n${wrongSettings.map(({ setting, problem }) => `  ${setting}: ${problem}`).join('\n')}`]);
  expect(JSON.stringify(report)).not.toContain('secret-');
});

test('storage of the right form that its library cannot open is a wrong setting, too', async () => {
  const { health, answers } = await underHost({ ...right, NEXTTERM_STORAGE: 'TableEndpoint=https://secret.example/;SharedAccessSignature=sv', NEXTTERM_EXPORT_STORAGE: azurite.connectionString });
  expect(health).toMatchObject({ status: 503, body: { wrongSettings: [{ setting: 'NEXTTERM_STORAGE', problem: 'is nothing that the storage library can open' }] } });
  expect(answers.filter(({ route, status }) => status !== 503 && route !== 'GET /')).toEqual([]);
});

test('storage that refuses the key is down, and says so as what is down does', async () => {
  const { health, answers, probes } = await underHost({ ...right, NEXTTERM_STORAGE: azurite.connectionString.replace(/AccountKey=[^;]*/, 'AccountKey=c2VjcmV0') });
  expect(health).toMatchObject({ status: 503, body: { dependencies: [{ name: 'storage', state: 'down' }], wrongSettings: [] } });
  expect(probes).toEqual([200, 503]);
  expect(answers.filter(({ route, status, body }) => !(status === 503 && (body === undefined || body.code === 900192)) && route !== 'GET /')).toEqual([]);
});

test('with the settings put right, and started again, the same app is well', async () => {
  const wrong = await underHost(without('NEXTTERM_TOKEN_AUDIENCE'));
  const report = await underHost(right);
  expect(report.functions).toEqual(wrong.functions);
  expect(report.health).toMatchObject({ status: 200, body: { healthy: true, dependencies: [{ name: 'storage', state: 'up' }], wrongSettings: [] } });
  expect(report.probes).toEqual([200, 200]);
  // Open to everybody: the landing page, the console with what it has to know, the certificate that webhooks are signed with, and whom to tell of a weakness.
  expect([...new Set(report.answers.filter(({ route }) => !['GET /', 'GET /console', 'GET /console/config.json', 'GET /nextterm/v1/webhookcertificate', 'GET /.well-known/security.txt'].includes(route)).map(({ status }) => status))]).toEqual([401]);
  expect(report.processes).toMatchObject({ renewal: { runtimeStatus: 'Completed', output: { completed: 0, setApart: 0, more: false } } });
  expect(loud(report)).toEqual([]);
});
