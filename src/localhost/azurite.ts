import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AZURITE_ENTRY } from './azuriteEntry';
import { type AzuritePid, waitForLeftover } from './azuriteLeftover';
import { type Logger } from './contracts';
import { identityOf } from './processIdentity';

export interface AzuriteOptions {
  /** Folder where data is kept; created when missing. Without one nothing is written to disk. */
  readonly data?: string;
  /** Ports of the three services; free ones where not given. */
  readonly ports?: { readonly blob?: number; readonly queue?: number; readonly table?: number };
  readonly logger: Logger;
}

export interface RunningAzurite {
  readonly connectionString: string;
  readonly ports: Readonly<Record<Service, number>>;
  readonly pid: number;
  /** Writes everything it holds to disk, as of one instant. @throws when it cannot, or has ended. */
  save(): Promise<void>;
  /** Whether it ended though nobody had stopped it: then what it held last is not on disk. */
  hasFailed(): boolean;
  /** Ends Azurite with SIGTERM, which writes everything, and waits for it. */
  stop(): Promise<void>;
}

type Service = 'blob' | 'queue' | 'table';
const SERVICES: readonly Service[] = ['blob', 'queue', 'table'];

/** The development account that Azurite and every storage SDK know. Source: "Use the Azurite emulator", Well-known storage account and key. */
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/**
 * Starts Azurite as a child process and resolves when it takes requests. It outlives a parent that is killed just long enough to write its data.
 * Errors, each one sentence: Azurite is not installed, the data folder cannot be used or is in use, a port is in use, anything else Azurite says.
 */
export async function startAzurite(options: AzuriteOptions): Promise<RunningAzurite> {
  const entry = findAzurite();
  const pidFile = options.data === undefined ? undefined : join(prepareFolder(options.data), 'azurite.pid');
  if (pidFile !== undefined) await waitForLeftover(pidFile);
  const child = spawn(process.execPath, ['-e', AZURITE_ENTRY, '--', entry, pidFile ?? '-', ...azuriteArguments(options)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // In a group of its own, so that Ctrl-C reaches the host first and the host ends it after itself.
    detached: true,
    env: { ...process.env, AZURITE_ACCOUNTS: '' },
  });
  const pid = child.pid;
  const keepPid = (ports?: Record<Service, number>): void => {
    if (pidFile === undefined || pid === undefined) return;
    const { startTicks, host, place } = identityOf(pid);
    const content: AzuritePid = { pid, startTicks, parentPid: process.pid, parentStartTicks: identityOf(process.pid).startTicks, host, place, ...(ports === undefined ? {} : { ports }) };
    // Half a file would look like none, and a second Azurite would start over the same data.
    writeFileSync(`${pidFile}.new`, JSON.stringify(content));
    renameSync(`${pidFile}.new`, pidFile);
  };
  keepPid();
  const ports = await whenListening(child, options);
  keepPid(ports);
  child.on('message', (message) => {
    const { data: said } = Unsaved.safeParse(message);
    if (said !== undefined) options.logger.log('error', `Azurite cannot write its data, and tries again: ${said.unsaved}`);
  });
  const stop = stopper(child);
  let failed = false;
  child.once('exit', (code, signal) => {
    failed = !stop.asked();
    if (failed) options.logger.log('error', `Azurite ended by itself (${signal ?? `code ${code}`}). Storage is gone: stop and start again.`);
  });
  return { connectionString: connectionString(ports), ports, pid: pid ?? 0, save: saver(child), hasFailed: () => failed, stop: stop.now };
}

function findAzurite(): string {
  try {
    return require.resolve('azurite/dist/src/azurite.js');
  } catch (error) {
    throw new Error('Azurite is not installed. It is a development dependency: run "npm install" without omitting those.', { cause: error });
  }
}

function prepareFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    throw new Error(`The data folder ${folder} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

function azuriteArguments({ data, ports = {} }: AzuriteOptions): string[] {
  const listen = SERVICES.flatMap((service) => [`--${service}Host`, '127.0.0.1', `--${service}Port`, String(ports[service] ?? 0)]);
  return [...listen, '--silent', '--disableTelemetry', '--skipApiVersionCheck', ...(data === undefined ? ['--inMemoryPersistence'] : ['--location', data])];
}

/** Azurite says on its output where each service listens. */
function whenListening(child: ChildProcess, options: AzuriteOptions): Promise<Record<Service, number>> {
  return new Promise((resolve, reject) => {
    const ports: Partial<Record<Service, number>> = {};
    let said = '';
    const read = (chunk: Buffer): void => {
      said = (said + chunk.toString('utf8')).slice(-20_000);
      for (const [, service = '', port] of said.matchAll(/Azurite (Blob|Queue|Table) service is successfully listening at https?:\/\/[^\s:]+:(\d+)/g)) {
        ports[service.toLowerCase() as Service] = Number(port);
      }
      const { blob, queue, table } = ports;
      if (blob === undefined || queue === undefined || table === undefined) return;
      child.stdout?.off('data', read).resume();
      child.off('exit', fail);
      resolve({ blob, queue, table });
    };
    const fail = (code: number | null): void => reject(startError(said, code, options));
    child.stdout?.on('data', read);
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      options.logger.log('debug', `Azurite: ${chunk.toString('utf8').trimEnd()}`);
    });
    child.once('exit', fail);
    child.once('error', reject);
  });
}

function startError(said: string, code: number | null, { data }: AzuriteOptions): Error {
  const [, port] = /EADDRINUSE[^\n]*:(\d+)/.exec(said) ?? [];
  if (port !== undefined) return new Error(`Azurite cannot start: port ${port} is in use by another program. Stop that one, or choose another port.`);
  const [, reason] = /Exit due to unhandled error: (.*)/.exec(said) ?? [];
  const where = data === undefined ? '' : ` with its data in ${data}`;
  return new Error(`Azurite did not start${where} (${reason ?? `code ${code}: ${said.trim().split('\n').slice(-3).join(' ')}`}).`);
}

const Unsaved = z.object({ unsaved: z.string() });
const Saved = z.object({ saved: z.number(), problem: z.string().optional() });

function saver(child: ChildProcess): () => Promise<void> {
  let asked = 0;
  return () =>
    new Promise((resolve, reject) => {
      const number = (asked += 1);
      const leave = (): void => void child.off('message', heard).off('exit', ended);
      const ended = (): void => {
        leave();
        reject(new Error('Azurite ended before it had written its data.'));
      };
      const heard = (message: unknown): void => {
        const answer = Saved.safeParse(message);
        if (answer.data?.saved !== number) return;
        leave();
        if (answer.data.problem === undefined) resolve();
        else reject(new Error(`Azurite cannot write its data: ${answer.data.problem}`));
      };
      child.on('message', heard).once('exit', ended);
      if (!child.connected) return ended();
      child.send({ save: number }, (error) => error && ended());
    });
}

function stopper(child: ChildProcess): { now: () => Promise<void>; asked: () => boolean } {
  let ended: Promise<void> | undefined;
  return {
    asked: () => ended !== undefined,
    now: () => {
      ended ??= new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      });
      return ended;
    },
  };
}

export function connectionString(ports: Readonly<Record<Service, number>>): string {
  const endpoints = SERVICES.map((service) => `${service[0]?.toUpperCase()}${service.slice(1)}Endpoint=http://127.0.0.1:${ports[service]}/${ACCOUNT};`);
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${ACCOUNT_KEY};${endpoints.join('')}`;
}
