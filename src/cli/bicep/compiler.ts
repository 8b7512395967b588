import { spawn } from 'node:child_process';

/** A Bicep compiler that answers. */
export interface Compiler {
  /** What is started: a path, or a name on the path. */
  readonly program: string;
  /** `0.49.2`. */
  readonly version: string;
}

/** The end of a program: its exit code (127: it could not be started), and what it said. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program that is not Node's to its end. @param env beside the environment of this process. @param timeout in milliseconds, after which it is ended, with the code 1; absent: it may take as long as it likes */
export const runNative = (program: string, args: readonly string[], { cwd, env, timeout }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly timeout?: number }): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const patience = timeout === undefined ? undefined : setTimeout(() => child.kill(), timeout);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => (stdout += String(text)));
    child.stderr.on('data', (text) => (stderr += String(text)));
    const end = (ended: Ended): void => {
      clearTimeout(patience);
      resolve(ended);
    };
    child.on('error', (error) => end({ code: 127, stdout, stderr: error.message }));
    child.on('close', (code) => end({ code: code ?? 1, stdout, stderr }));
  });

/** @returns the version that a program says it is of; undefined: it does not run, or is no Bicep compiler. */
export const askVersion = async (program: string, cwd: string): Promise<string | undefined> => {
  const { code, stdout } = await runNative(program, ['--version'], { cwd });
  return code === 0 ? /^Bicep CLI version (\d+\.\d+\.\d+)/.exec(stdout)?.[1] : undefined;
};

/** @returns whether a version is `least` or newer; both `major.minor.patch`. */
export const isAtLeast = (version: string, least: string): boolean => {
  const [a, b] = [version, least].map((each) => each.split('.').map(Number));
  const differs = a?.findIndex((part, place) => part !== b?.[place]) ?? -1;
  return differs === -1 || (a?.[differs] ?? 0) > (b?.[differs] ?? 0);
};
