import { spawn } from 'node:child_process';

/**
 * Runs a program to its end, its output going where ours goes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, quiet?: boolean, dropStdout?: boolean, onStart?: (child: import('node:child_process').ChildProcess) => void }} options quiet: keep the output and hand it back instead of showing it;
 *   dropStdout: show only what goes to stderr; onStart: is given the process
 * @returns {Promise<{ code: number, output: string }>} code 127 if the program could not be started, 1 if a signal ended it
 */
export function runTool(command, args, { cwd, quiet = false, dropStdout = false, onStart }) {
  return new Promise((resolve) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', dropStdout ? 'ignore' : 'inherit', 'inherit'];
    const child = spawn(command, args, { cwd, stdio });
    onStart?.(child);
    let output = '';
    child.stdout?.on('data', (text) => (output += text));
    child.stderr?.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a package's own program with this Node, so that no shell and no PATH is involved. */
export function runPackage(script, args, options) {
  return runTool(process.execPath, [script, ...args], options);
}
