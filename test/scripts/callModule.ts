import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const ROOT = join(__dirname, '..', '..');

const PROGRAM = `
const [url, name, ...calls] = process.argv.slice(1);
const called = (await import(url))[name];
const results = [];
for (const call of calls) results.push((await called(...JSON.parse(call))) ?? null);
console.log('\\n' + JSON.stringify(results));
`;

/**
 * Calls an export of a script in a Node of its own, the way npm runs it, once for each list of arguments.
 * @param module relative to `scripts/`
 * @returns the results, as JSON keeps them
 */
export const callModule = async (module: string, name: string, calls: readonly (readonly unknown[])[]): Promise<unknown[]> => {
  const url = pathToFileURL(join(ROOT, 'scripts', module)).href;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', PROGRAM, url, name, ...calls.map((call) => JSON.stringify(call))]);
  return JSON.parse(stdout.slice(stdout.trimEnd().lastIndexOf('\n'))) as unknown[];
};
