import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NODE_AT_HAND } from './nodeAtHand';
import { Problem } from './problem';
import { runScript } from './runTool';

/** Beside the Node at hand: on Windows, and elsewhere. */
const BESIDE_NODE = ['node_modules/npm/bin/npm-cli.js', '../lib/node_modules/npm/bin/npm-cli.js'].map((path) => join(dirname(process.env[NODE_AT_HAND] ?? process.execPath), path));

/**
 * Runs npm to its end with this Node, no shell and no PATH involved: the npm that runs us, if one does, else the one that came with the Node at hand.
 * @returns its exit code, and what it printed on stdout; what goes to stderr is shown
 * @throws Problem where there is none
 */
export const runNpm = (args: readonly string[], cwd: string): Promise<{ readonly code: number; readonly output: string }> => {
  const npm = [process.env['npm_execpath'], ...BESIDE_NODE].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  if (npm === undefined) throw new Problem('There is no npm beside this Node. Run it by npm: npm run …');
  return runScript(npm, args, { cwd, quiet: true, showsProgress: true });
};
