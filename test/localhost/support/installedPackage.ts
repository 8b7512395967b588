import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const REPOSITORY = resolve(__dirname, '../../..');
const RUNTIME = join(REPOSITORY, 'src/localhost');
const EXAMPLES = join(REPOSITORY, 'test/localhost/examples');

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const run = promisify(execFile);
const tool = (name: string, ...args: readonly string[]): Promise<unknown> => run(process.execPath, [join(REPOSITORY, 'node_modules', name), ...args]);

/** What a process of the command said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

export interface StartedExample {
  /** Without a slash at the end. */
  readonly url: string;
  /** What it has printed so far. */
  output(): string;
  /** Asks it to stop, and waits. */
  stop(): Promise<Ended>;
}

/**
 * The runtime as a stranger gets it: built by its own build, packed by `npm pack`, and unpacked beside the example apps, in a folder outside the repository. There is nothing else in
 * `node_modules` but what the package declares and what the examples do, so that what is not declared is not found.
 */
export class InstalledPackage {
  readonly #running = new Set<StartedExample>();

  private constructor(
    /** Holds `node_modules` and the examples. */
    readonly folder: string,
    private readonly command: string,
  ) {}

  static async install(): Promise<InstalledPackage> {
    const folder = mkdtempSync(join(tmpdir(), 'localhost-package-'));
    const manifest = JSON.parse(readFileSync(join(RUNTIME, 'package.json'), 'utf8')) as Manifest;
    const staged = join(folder, 'staged');
    // Types are checked by a step of its own, and nobody reads declarations here.
    await tool('typescript/bin/tsc', '-p', RUNTIME, '--noCheck', '--declaration', 'false', '--outDir', join(staged, 'dist'));
    for (const file of [...manifest.files.filter((each) => each !== 'dist'), 'package.json', 'LICENSE']) cpSync(join(RUNTIME, file), join(staged, file));
    await run('npm', ['pack', staged, '--silent', '--offline', '--pack-destination', folder]);
    const [packed = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    await run('tar', ['-xzf', join(folder, packed), '-C', modules]);
    cpSync(join(modules, 'package'), join(modules, 'functions-localhost'), { recursive: true });
    for (const name of [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies), '@types/node']) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(REPOSITORY, 'node_modules', name), join(modules, name), 'dir');
    }
    return new InstalledPackage(folder, join(modules, 'functions-localhost', manifest.bin['functions-localhost'] ?? ''));
  }

  /** Copies an example there, beside the package unless another folder is given. @returns its root */
  copyExample(name: string, folder = this.folder): string {
    const root = join(folder, name);
    cpSync(join(EXAMPLES, name), root, { recursive: true });
    return root;
  }

  /** Writes an app of the given files. @returns its root */
  write(name: string, files: Readonly<Record<string, string>>, folder = this.folder): string {
    const root = join(folder, name);
    for (const [file, content] of Object.entries({ 'host.json': '{"version":"2.0"}', 'local.settings.json': '{}', ...files })) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
    return root;
  }

  /** As its `build` script does. */
  async compile(root: string): Promise<void> {
    await tool('typescript/bin/tsc', '-p', root);
  }

  /** Starts the app in `root` on any free port, with the settings that its environment has besides. @throws what it printed, if it ends before it is ready */
  async start(root: string, flags: readonly string[] = [], settings: Readonly<Record<string, string>> = {}): Promise<StartedExample> {
    const { ready, output, ended, kill } = this.#spawn(['start', root, '--port', '0', ...flags], settings);
    const url = await ready;
    const example: StartedExample = {
      url,
      output,
      stop: () => {
        this.#running.delete(example);
        kill();
        return ended;
      },
    };
    this.#running.add(example);
    return example;
  }

  /** Runs the command to its end, for one that is expected to end by itself. */
  async refused(args: readonly string[]): Promise<Ended> {
    const { ready, ended, kill } = this.#spawn(args, {});
    await ready.then(kill, () => undefined);
    return ended;
  }

  /** Ends what still runs, and removes everything. */
  async remove(): Promise<void> {
    await Promise.all([...this.#running].map((example) => example.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(args: readonly string[], settings: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [this.command, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] ?? '', ...settings } });
    let said = '';
    const ended = new Promise<Ended>((resolveEnd, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolveEnd({ code, output: said }));
    });
    const ready = new Promise<string>((resolveReady, reject) => {
      const hear = (chunk: Buffer): void => {
        said += chunk.toString('utf8');
        const [, url] = /^Ready: (\S+)$/m.exec(said) ?? [];
        if (url !== undefined) resolveReady(url);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      ended.then(({ output }) => reject(new Error(`It ended before it was ready:\n${output}`)), reject);
    });
    // Who only waits for the end does not look at this.
    ready.catch(() => undefined);
    return { ready, output: () => said, ended, kill: () => void child.kill('SIGTERM') };
  }
}
