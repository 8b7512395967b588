import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { PROJECT_ROOT } from '../projectRoot';
import { CLAIMS, showRules, TESTS } from './showRules';

/** `npm run rules`: exit code 0 when every claimed rule has a test and no test names another, else 1; 2 where there are none to read. */
export const rulesCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('rules')
    .summary('list the rules this product keeps, with the tests that prove each')
    .usage('[flags]')
    .option('--root <DIR>', `read ${CLAIMS} and ${TESTS}/ in this folder (default: this project)`)
    .action(({ root }: { readonly root?: string }) => ends(showRules(root === undefined ? PROJECT_ROOT : resolve(terminal.cwd, root), terminal)));
};
