import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../setup/build.mjs';
import { ensureInstalled } from '../setup/install.mjs';
import { SetupError } from '../setup/setupError.mjs';
import { connect } from './client.mjs';
import { DemoProblem } from './demoProblem.mjs';
import { startOwnServer } from './ownServer.mjs';
import { aYear } from './story.mjs';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export const USAGE = `Usage: npm run demo -- [flags]

  --url URL   play against this server: a local one with the sample world and a virtual clock, which the demo moves on by
              more than a year (default: starts a server of its own and stops it afterwards)
  --help      show this and stop`;

/** @returns {Promise<number>} the exit code: 0 when the whole year was played, 1 when something was refused or failed, 2 for a bad command line */
export async function demo(args) {
  const flags = readFlags(args);
  if (flags.problem !== undefined) {
    console.error(`${flags.problem}\n\n${USAGE}`);
    return 2;
  }
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  let server;
  try {
    if (flags.url === undefined) {
      await ensureInstalled(ROOT, console.log);
      await ensureBuilt(ROOT, console.log);
      console.log('Starting a server for the demo …');
      server = await startOwnServer(ROOT);
    }
    await aYear(await connect(flags.url ?? server.url), console.log);
    return 0;
  } catch (error) {
    if (!(error instanceof SetupError || error instanceof DemoProblem)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  } finally {
    await server?.stop();
  }
}

/** @returns {{ url?: string, help?: boolean, problem?: string }} */
export function readFlags(args) {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: { url: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }));
  } catch (error) {
    return { problem: error.message };
  }
  if (values.url === undefined) return { help: values.help === true };
  const url = URL.canParse(values.url) ? new URL(values.url) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return { problem: `--url must be an address such as http://127.0.0.1:7071, not "${values.url}".` };
  return { help: values.help === true, url: url.origin };
}
