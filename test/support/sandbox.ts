import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packagePlaces } from '../../src/cli/package/packagePlaces';
import { NODE_AT_HAND } from '../../src/cli/nodeAtHand';

export const ROOT = resolve(__dirname, '..', '..');

/** For `beforeAll` and for tests that start a server: a start that has to build first takes longer than jest's five seconds. */
export const START_MS = 90_000;

/** How a process ended. */
export interface Ended {
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SandboxOptions {
  /** Flags of `npm start`. */
  readonly flags: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is started: the package for Azure, under the Node that Azure runs (the default), or the repository under the Node at hand. */
  readonly from?: 'package' | 'repository';
}

/** The program, and flags of `npm start`. */
const startedFrom = (from: 'package' | 'repository'): readonly [string, readonly string[]] => {
  if (from === 'repository') return [process.env[NODE_AT_HAND] ?? process.execPath, []];
  const node = process.env['NEXTTERM_TEST_NODE'];
  if (node === undefined) throw new Error('test/support/shippedSetup.ts, the setup of the scenario tests, says which Node runs the package');
  return [node, ['--package', packagePlaces(ROOT).zip]];
};

const running = new Set<StartedProcess>();

// A test that fails half-way leaves its server to this: jest would wait for it for ever.
afterAll(async () => {
  for (const started of running) await started.stop('SIGTERM');
});

/** `npm start` without npm: the same script, and the variable npm sets, by which a server ends with whoever started it. */
export class StartedProcess {
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';

  private constructor(readonly child: ChildProcess) {
    running.add(this);
    child.once('close', () => running.delete(this));
    child.stdout?.on('data', (text) => (this.#stdout += String(text)));
    child.stderr?.on('data', (text) => (this.#stderr += String(text)));
    this.ended = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
  }

  static spawn({ flags, env, from = 'package' }: SandboxOptions): StartedProcess {
    const { NODE_ENV: _jest, ...inherited } = process.env;
    const [node, more] = startedFrom(from);
    const child = spawn(node, [join(ROOT, 'scripts', 'nextterm.mjs'), 'start', ...more, ...flags], {
      cwd: ROOT,
      env: { ...inherited, npm_lifecycle_event: 'start', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new StartedProcess(child);
  }

  /** @returns the first match in what it has printed or will print. @throws when it ends without. */
  printed(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolveMatch, reject) => {
      const look = (): boolean => {
        const match = pattern.exec(this.#stdout);
        if (match !== null) resolveMatch(match);
        return match !== null;
      };
      if (!look()) this.child.stdout?.on('data', look);
      void this.ended.then(({ code, signal, stdout, stderr }) => reject(new Error(`It ended (${code ?? signal}) without printing ${pattern}:\n${stdout}${stderr}`)));
    });
  }

  async stop(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

const PORTS_OF_EACH = 64;
const FIRST_PORT = 10_000 + (process.pid % 300) * PORTS_OF_EACH;
let portsTaken = 0;

/** Whether nobody listens there. */
const isFree = (port: number): Promise<boolean> =>
  new Promise((resolveFree) => {
    const probe = createServer();
    probe.once('error', () => resolveFree(false)).listen(port, '127.0.0.1', () => probe.close(() => resolveFree(true)));
  });

/** Below the ports that systems hand out: while a server is down until it starts again, nobody who asks for any free port gets its own. */
const ownPort = async (): Promise<number> => {
  while (portsTaken < PORTS_OF_EACH) {
    const port = FIRST_PORT + portsTaken++;
    if (await isFree(port)) return port;
  }
  throw new Error(`None of the ports from ${FIRST_PORT} on is free`);
};

/** A server on a data folder of its own that can be killed and started again. */
export class Sandbox {
  private constructor(
    /** Outlives restarts, because issued tokens name it. */
    readonly url: string,
    readonly folder: string,
    private process: StartedProcess,
    private readonly from: 'package' | 'repository',
  ) {}

  /** @param clock where the virtual clock starts. @param from what is started, also by `restart` */
  static async start(clock: string, env?: Readonly<Record<string, string>>, from: 'package' | 'repository' = 'package'): Promise<Sandbox> {
    const folder = mkdtempSync(join(tmpdir(), 'nextterm-scenario-'));
    const started = StartedProcess.spawn({ flags: ['--port', String(await ownPort()), '--data', folder, '--clock', clock], from, ...(env && { env }) });
    return new Sandbox(await readyUrl(started), folder, started, from);
  }

  /** Resolves with how the running process ends. */
  get ended(): Promise<Ended> {
    return this.process.ended;
  }

  get pid(): number {
    return this.process.child.pid ?? 0;
  }

  /** Of the storage behind it. */
  get azuritePid(): number {
    return (JSON.parse(readFileSync(join(this.folder, 'storage', 'azurite.pid'), 'utf8')) as { pid: number }).pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.process.child.kill(signal);
  }

  stop(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<Ended> {
    return this.process.stop(signal);
  }

  /** Starts again where the ended process was: same port, same folder, no `--clock`. */
  async restart(env?: Readonly<Record<string, string>>): Promise<void> {
    await this.process.ended;
    this.process = StartedProcess.spawn({ flags: ['--port', new URL(this.url).port, '--data', this.folder], from: this.from, ...(env && { env }) });
    await readyUrl(this.process);
  }

  /** Ends it and removes what it left. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const readyUrl = async (started: StartedProcess): Promise<string> => (await started.printed(/^NextTerm is ready: (\S+)$/m))[1] ?? '';

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
  return !isDefunct(pid);
};

/** Ended, but not yet fetched by its parent; an orphan may wait long for that where the first process of a container is no init. */
const isDefunct = (pid: number): boolean => {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && /^\d+ \(.*\) Z/s.test(readFileSync(file, 'utf8'));
};
