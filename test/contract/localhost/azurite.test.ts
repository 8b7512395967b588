import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { startAzurite } from '../../../src/localhost/azurite';
import { findRunningAzurite } from '../../../src/localhost/azuriteRunning';
import { inspectAzuriteStore } from '../../../src/localhost/azuriteStore';
import { blobScheduleStore } from '../../../src/localhost/triggers/blobScheduleStore';
import { collectingLogger } from '../../localhost/support/collectingLogger';
import { compileRuntime } from '../../localhost/support/compiledRuntime';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'localhost-azurite-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const logger = collectingLogger();
const table = (connectionString: string): TableClient => TableClient.fromConnectionString(connectionString, 'Kept', { allowInsecureConnection: true });
const pidFile = (): string => join(folder, 'azurite.pid');

/** A process nobody waited for stays in the table as a zombie where there is no init to reap it. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  return existsSync(`/proc/${pid}/stat`) && readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}

it('keeps what was written when it is stopped, and removes its pid file', async () => {
  const first = await startAzurite({ data: folder, logger });
  await table(first.connectionString).createTable();
  await table(first.connectionString).createEntity({ partitionKey: 'p', rowKey: 'r', value: 'kept' });
  expect(JSON.parse(readFileSync(pidFile(), 'utf8'))).toMatchObject({ pid: first.pid, parentPid: process.pid, host: hostname(), ports: first.ports });
  await Promise.all([first.stop(), first.stop()]);
  expect(() => readFileSync(pidFile())).toThrow('ENOENT');

  const second = await startAzurite({ data: folder, logger });
  expect(await table(second.connectionString).getEntity('p', 'r')).toMatchObject({ value: 'kept' });
  await second.stop();
});

it('writes everything to disk when asked, while it runs', async () => {
  const azurite = await startAzurite({ data: folder, logger });
  await table(azurite.connectionString).createTable();
  await table(azurite.connectionString).createEntity({ partitionKey: 'p', rowKey: 'r', value: 'asked for' });
  await azurite.save();
  expect(readFileSync(join(folder, '__azurite_db_table__.json'), 'utf8')).toContain('asked for');
  expect(inspectAzuriteStore(folder, { used: true })).toEqual({ state: 'whole' });
  await azurite.stop();
  await expect(azurite.save()).rejects.toThrow('Azurite ended before it had written its data.');
  expect(azurite.hasFailed()).toBe(false);
});

it('says that it ended by itself, so that what is on disk is not taken for all', async () => {
  const azurite = await startAzurite({ data: folder, logger });
  const saving = azurite.save();
  process.kill(azurite.pid, 'SIGKILL');
  await expect(saving).rejects.toThrow('Azurite ended before it had written its data.');
  await azurite.stop();
  expect(azurite.hasFailed()).toBe(true);
});

it('says that it cannot write, and keeps what it could not write for the next time', async () => {
  const azurite = await startAzurite({ data: folder, logger });
  await table(azurite.connectionString).createTable();
  const inTheWay = join(folder, '__azurite_db_table__.json~');
  mkdirSync(inTheWay);
  await table(azurite.connectionString).createEntity({ partitionKey: 'p', rowKey: 'r', value: 'kept after all' });
  await expect(azurite.save()).rejects.toThrow(/^Azurite cannot write its data: Error: EISDIR/);
  rmSync(inTheWay, { recursive: true });
  await azurite.stop();
  expect(readFileSync(join(folder, '__azurite_db_table__.json'), 'utf8')).toContain('kept after all');
});

it('opens what Azurite wrote itself', async () => {
  const first = await startAzurite({ data: folder, logger });
  await table(first.connectionString).createTable();
  await table(first.connectionString).createEntity({ partitionKey: 'p', rowKey: 'r', value: 'old' });
  await first.stop();
  const book = join(folder, '__azurite_db_table__.json');
  writeFileSync(book, JSON.stringify(JSON.parse(readFileSync(book, 'utf8'))));

  const second = await startAzurite({ data: folder, logger });
  expect(await table(second.connectionString).getEntity('p', 'r')).toMatchObject({ value: 'old' });
  await second.stop();
});

it('loses nothing when its parent is killed; the next start waits for it', async () => {
  const runtime = compileRuntime();
  const script = `
    const { startAzurite } = require('./localhost/index.js');
    const { TableClient } = require('@azure/data-tables');
    startAzurite({ data: ${JSON.stringify(folder)}, logger: console }).then(async ({ connectionString }) => {
      const table = TableClient.fromConnectionString(connectionString, 'Kept', { allowInsecureConnection: true });
      await table.createTable();
      for (let n = 0; n < 20; n += 1) await table.createEntity({ partitionKey: 'p', rowKey: String(n) });
      process.kill(process.pid, 'SIGKILL');
    });`;
  const parent = spawn(process.execPath, ['-e', script], { cwd: runtime.folder, stdio: 'ignore' });
  const signal = await new Promise((resolve) => parent.once('exit', (_, endedBy) => resolve(endedBy)));
  expect(signal).toBe('SIGKILL');

  const next = await startAzurite({ data: folder, logger });
  let rows = 0;
  for await (const row of table(next.connectionString).listEntities()) rows += row.partitionKey === 'p' ? 1 : 0;
  await next.stop();
  runtime.remove();
  expect(rows).toBe(20);
});

it('ends also when its parent is killed while it starts', async () => {
  const runtime = compileRuntime();
  const script = `
    const { startAzurite } = require('./localhost/index.js');
    startAzurite({ data: ${JSON.stringify(folder)}, logger: console });
    setInterval(() => { if (require('node:fs').existsSync(${JSON.stringify(pidFile())})) process.kill(process.pid, 'SIGKILL'); }, 5);`;
  const parent = spawn(process.execPath, ['-e', script], { cwd: runtime.folder, stdio: 'ignore' });
  await new Promise((resolve) => parent.once('exit', resolve));
  const { pid } = JSON.parse(readFileSync(pidFile(), 'utf8')) as { pid: number };
  const next = await startAzurite({ data: folder, logger });
  expect(hasEnded(pid)).toBe(true);
  await next.stop();
  runtime.remove();
});

describe('refusals, one sentence each', () => {
  it('a data folder that is in use', async () => {
    const first = await startAzurite({ data: folder, logger });
    await expect(startAzurite({ data: folder, logger })).rejects.toThrow(`The data folder is in use by process ${process.pid}`);
    await first.stop();
  });

  it('a data folder that cannot be one', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(startAzurite({ data: join(file, 'below'), logger })).rejects.toThrow(`The data folder ${join(file, 'below')} cannot be used`);
  });

  it('data that is damaged', async () => {
    writeFileSync(join(folder, '__azurite_db_table__.json'), '{"half');
    await expect(startAzurite({ data: folder, logger })).rejects.toThrow(`Azurite did not start with its data in ${folder}`);
  });

  it('a port in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startAzurite({ ports: { queue: port }, logger })).rejects.toThrow(`Azurite cannot start: port ${port} is in use by another program.`);
    other.close();
  });
});

it('a stale pid file, whoever has the number now, does not stand in the way', async () => {
  for (const content of ['{"pid":', JSON.stringify({ pid: 2 ** 22 + 1, parentPid: 2 ** 22 + 2 })]) {
    writeFileSync(pidFile(), content);
    const azurite = await startAzurite({ data: folder, logger });
    expect(await findRunningAzurite(folder)).toBe(azurite.connectionString);
    await azurite.stop();
  }
});

it('is found by others while it uses the folder, and not after', async () => {
  expect(await findRunningAzurite(folder)).toBeUndefined();
  const azurite = await startAzurite({ data: folder, logger });
  expect(await findRunningAzurite(folder)).toBe(azurite.connectionString);
  await azurite.stop();
  expect(await findRunningAzurite(folder)).toBeUndefined();
  // What a crash left behind: nobody answers there.
  writeFileSync(pidFile(), JSON.stringify({ pid: process.pid, parentPid: process.pid, ports: azurite.ports }));
  expect(await findRunningAzurite(folder)).toBeUndefined();
});

it('timers keep their schedule there', async () => {
  const azurite = await startAzurite({ logger });
  const store = blobScheduleStore(azurite.connectionString);
  const at = Date.parse('2026-01-31T10:00:00Z');
  expect(await store.load('Nightly')).toBeUndefined();
  const never = { last: undefined, next: at + 1, lastUpdated: at };
  await store.save('Nightly', never);
  expect(await store.load('Nightly')).toEqual(never);
  const ran = { last: at, next: at + 2, lastUpdated: at };
  await store.save('Nightly', ran);
  expect(await blobScheduleStore(azurite.connectionString).load('Nightly')).toEqual(ran);
  await azurite.stop();
});
