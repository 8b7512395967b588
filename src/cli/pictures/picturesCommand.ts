import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { PROJECT_ROOT } from '../projectRoot';

/** `npm run pictures`: exit code 0 when all pictures of the console have been taken, 1 when a page did not come up. */
export const picturesCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('pictures')
    .summary('take the pictures of the console that stand in the docs')
    .usage('[flags]')
    .option('--out <FOLDER>', 'where to (default: docs/pictures)')
    .action(({ out }: { readonly out?: string }) => {
      const folder = out === undefined ? resolve(PROJECT_ROOT, 'docs', 'pictures') : resolve(terminal.cwd, out);
      return ends(import('./takePictures.js').then(({ takePictures }) => takePictures(folder, terminal)));
    });
};
