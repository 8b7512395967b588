import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../scripts/callModule';

interface Report {
  /** By fault, the statuses that calls had. */
  readonly keysFailing: Readonly<Record<string, readonly number[]>>;
  readonly keysBack: readonly number[];
  readonly publisherFailing: readonly number[];
  readonly storageFailing: Readonly<Record<string, readonly number[]>>;
  readonly back: readonly number[];
  /** Publish deadlines that are due at the end. */
  readonly left: number;
  readonly uncaught: readonly string[];
  readonly logged: readonly string[];
}

test('while storage, the issuer’s keys, a publisher and the reader of the log fail, every call is answered, nothing stays uncaught, and the process goes on: on Azure three uncaught errors end the host', async () => {
  const child = spawn(process.execPath, [join(__dirname, 'failingDependencies.cjs'), ROOT], { env: { PATH: process.env['PATH'] ?? '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  // Nobody reads its errors: whatever it writes there fails.
  child.stderr.destroy();
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`It ended with ${code}: ${stdout}`);

  const { logged, ...report } = JSON.parse(stdout) as Report;
  const refused = { closes: [503], resets: [503], breaksOff: [503], talksNonsense: [503] };
  expect(report).toEqual({
    keysFailing: refused,
    keysBack: [200],
    publisherFailing: [201, 201],
    storageFailing: { ...refused, saysNothing: [503] },
    back: [200, 200],
    left: 0,
    uncaught: [],
  });
  // Each of them did fail.
  for (const failed of ['SigningKeysUnavailable', 'Error: The listener fails', 'StoreUnavailable', 'Function "sweepDeadlines" failed: StoreUnavailable']) {
    expect(logged.filter((text) => text.includes(failed))).not.toEqual([]);
  }
});
