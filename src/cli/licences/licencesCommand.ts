import { type DefineCommand } from '../command';
import { PROJECT_ROOT } from '../projectRoot';
import { showLicences } from './showLicences';

/** `npm run licences`: exit code 0 when licences.json allows the licence of every dependency, else 1. */
export const licencesCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('licences')
    .summary('list the dependencies by licence, and refuse one that is not allowed')
    .usage('[flags]')
    .option('--texts', 'print the notices of what is deployed: each package with the text of its licence')
    .action(({ texts = false }: { readonly texts?: boolean }) => ends(showLicences(PROJECT_ROOT, texts, terminal)));
};
