import { join } from 'node:path';
import { type DefineCommand } from '../command';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';
import { runScript } from '../runTool';
import { type Terminal } from '../terminal';
import { PACKAGE_FOLDER, writePackage } from './writePackage';

/** `npm run package`: exit code 1 when the types of the sources are wrong. */
export const packageCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('package')
    .summary('make the folder that is deployed to Azure')
    .usage('[flags]')
    .action(() => ends(makePackage(terminal)));
};

const makePackage = async (terminal: Terminal): Promise<number> => {
  terminal.print('Checking the types (about half a minute) …');
  // What is built was only translated; what is deployed has its types checked.
  const { code, output } = await runScript(join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc'), ['-p', 'tsconfig.json'], { cwd: PROJECT_ROOT, quiet: true });
  if (code !== 0) throw new Problem(`The sources do not compile:\n${output.trim()}`);
  const { files } = await writePackage(PROJECT_ROOT, join(PROJECT_ROOT, PACKAGE_FOLDER));
  terminal.print(`${PACKAGE_FOLDER}: ${files} files. What it needs is added there with: npm ci --omit=dev`);
  return 0;
};
