import { type DefineCommand } from '../command';
import { PROJECT_ROOT } from '../projectRoot';
import { SKIPPED } from '../test/summary';
import { type Terminal } from '../terminal';
import { checkTemplates } from './checkTemplates';
import { findCompiler } from './findCompiler';

/** `npm run bicep`: exit code 0 when the templates are right, 1 when something is wrong with them, 3 where there is no compiler to say so. */
export const bicepCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('bicep')
    .summary('compile and lint the templates of infra/, where there is a Bicep compiler')
    .usage('[--write]')
    .option('--write', 'write anew what differs: the form of the templates, their snapshots')
    .action(({ write = false }: { readonly write?: boolean }) => ends(runBicep(terminal, write)));
};

const runBicep = async (terminal: Terminal, writes: boolean): Promise<number> => {
  const found = await findCompiler({ root: PROJECT_ROOT, environment: process.env, platform: process.platform, architecture: process.arch });
  if (found.kind === 'none') {
    terminal.print(`The templates were not compiled: ${found.why}`);
    return SKIPPED;
  }
  if (found.kind === 'wrong') {
    terminal.complain(found.why);
    return 1;
  }
  const problems = await checkTemplates(found.compiler, PROJECT_ROOT, writes);
  for (const problem of problems) terminal.complain(problem);
  if (problems.length === 0) terminal.print(`Bicep ${found.compiler.version} finds nothing wrong.`);
  return problems.length === 0 ? 0 : 1;
};
