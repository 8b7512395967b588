import { existsSync, readFileSync } from 'node:fs';
import { type SourceMapPayload } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { Problem } from '../problem';
import { CODE_FOLDER, packagePlaces } from './packagePlaces';
import { readStack } from './readStack';
import { PROJECT_ROOT } from '../projectRoot';
import { runScript } from '../runTool';
import { type Terminal } from '../terminal';

/** `npm run package`: exit code 1 when the types of the sources are wrong. */
export const packageCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('package')
    .summary('make what is deployed to Azure: dist.zip, and the same as a folder')
    .usage('[flags]')
    .option('--unchecked', 'do not check the types first, as tests do that by themselves')
    .option('--stack <FILE>', 'make nothing: print a stack trace from the log with the places of the sources, by the maps of the package that is here')
    .action(({ unchecked = false, stack }: { readonly unchecked?: boolean; readonly stack?: string }) => ends(stack === undefined ? makePackage(unchecked, terminal) : showStack(resolve(terminal.cwd, stack), terminal)));
};

/** What is built was only translated; what is deployed has its types checked. @throws Problem with what the compiler says */
const checkTypes = async (terminal: Terminal): Promise<void> => {
  terminal.print('Checking the types (about half a minute) …');
  const { code, output } = await runScript(join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc'), ['-p', 'tsconfig.json'], { cwd: PROJECT_ROOT, quiet: true });
  if (code !== 0) throw new Problem(`The sources do not compile:\n${output.trim()}`);
};

/** @throws Problem where the file, or the maps, are not there */
const showStack = async (file: string, terminal: Terminal): Promise<number> => {
  const { maps } = packagePlaces(PROJECT_ROOT);
  if (!existsSync(maps)) throw new Problem('There are no source maps here: `npm run package` makes them, of the commit that is deployed.');
  if (!existsSync(file)) throw new Problem(`There is no file ${file}.`);
  const mapOf = (name: string): SourceMapPayload | undefined => {
    const map = join(maps, `${name}.map`);
    return existsSync(map) ? (JSON.parse(readFileSync(map, 'utf8')) as SourceMapPayload) : undefined;
  };
  terminal.print(readStack(readFileSync(file, 'utf8'), mapOf, CODE_FOLDER).trimEnd());
  return 0;
};

const makePackage = async (unchecked: boolean, terminal: Terminal): Promise<number> => {
  if (!unchecked) await checkTypes(terminal);
  terminal.print('Bundling and packing (about fifteen seconds) …');
  const { ensurePackage } = await import('./ensurePackage.js');
  const { places, files, zipped } = await ensurePackage(PROJECT_ROOT);
  const named = (path: string): string => relative(PROJECT_ROOT, path);
  terminal.print(`${named(places.zip)}: ${files} files, ${(zipped / 1e6).toFixed(2)} MB, with all it needs. The same unpacked: ${named(places.folder)}. Its source maps: ${named(places.maps)}`);
  return 0;
};
