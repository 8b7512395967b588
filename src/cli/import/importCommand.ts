import { type DefineCommand } from '../command';
import { type ImportFlags, importOptions } from './importOptions';

const oneMore = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `npm run import`: exit code 0 when everything is in force, 1 when nothing or not everything is. */
export const importCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('import')
    .summary('load your own price sheets and offer matrices')
    .usage('--price-sheet FILE [--price-sheet FILE …] [--offer-matrix FILE …] [--extras FILE]')
    .option('--price-sheet <FILE>', "a price sheet in Partner Center's CSV format; may be given several times", oneMore, [])
    .option('--offer-matrix <FILE>', "an offer matrix in Partner Center's CSV format; may be given several times", oneMore, [])
    .option('--extras <FILE>', 'JSON with what neither format can say: kinds, successors, promotions, …')
    .option('--data <DIR>', 'load into the local data folder (default .nextterm), whether NextTerm runs on it or not')
    .option('--storage <ACCOUNT>', 'load into this storage account instead: a connection string, or https://NAME.table.core.windows.net\nto sign in as who you are')
    .option('--url <URL>', 'send them to this server instead, as its operator (NEXTTERM_TOKEN, unless it is a local one): sheets of\nsome thousand rows')
    .action((flags: ImportFlags) => {
      const options = importOptions(flags, terminal.cwd);
      // Loaded only now: the other commands need nothing of what imports.
      return ends(import('./importFiles.js').then(({ importFiles }) => importFiles(options, terminal)));
    });
};
