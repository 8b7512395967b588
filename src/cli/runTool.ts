import { type ChildProcess, spawn } from 'node:child_process';

export interface ToolOptions {
  readonly cwd: string;
  /** The program of the Node that runs it; the one that runs this if absent. */
  readonly node?: string;
  /** Keep the output and hand it back instead of showing it. */
  readonly quiet?: boolean;
  /** Show what goes to stderr even so. */
  readonly showsProgress?: boolean;
  /** Show only what goes to stderr. */
  readonly dropStdout?: boolean;
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Is given the process. */
  readonly onStart?: (child: ChildProcess) => void;
}

/**
 * Runs a script to its end with this Node, or the one that is named, so that no shell and no PATH is involved; its output goes where ours goes.
 * @returns its exit code: 127 if it could not be started, 1 if a signal ended it; and what it printed, if that was kept
 */
export const runScript = (script: string, args: readonly string[], { cwd, node = process.execPath, quiet = false, showsProgress = false, dropStdout = false, env, onStart }: ToolOptions): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve) => {
    const child = spawn(node, [script, ...args], { cwd, ...(env && { env: { ...process.env, ...env } }), stdio: quiet ? ['ignore', 'pipe', showsProgress ? 'inherit' : 'pipe'] : ['ignore', dropStdout ? 'ignore' : 'inherit', 'inherit'] });
    onStart?.(child);
    let output = '';
    child.stdout?.on('data', (text) => (output += String(text)));
    child.stderr?.on('data', (text) => (output += String(text)));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
