import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../setup/build.mjs';
import { ensureInstalled } from '../setup/install.mjs';
import { SetupError } from '../setup/setupError.mjs';
import { STEPS, runStep } from './steps.mjs';
import { lastLine, sum } from './summary.mjs';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const NAMES = STEPS.map((step) => step.name);

const USAGE = `Usage: npm test -- [--only ${NAMES.join(',')}] [pattern …]

  --only STEPS   run only these steps, separated by commas
  pattern        run only the test files whose path matches`;

/** Runs the steps and prints the counts as the very last line. @returns {Promise<number>} 0 if nothing failed, 1 if something did, 2 for a bad command line */
export async function test(args) {
  const request = readArguments(args);
  if (request.help) {
    console.log(USAGE);
    return 0;
  }
  if (request.problem !== undefined) {
    console.error(`${request.problem}\n\n${USAGE}`);
    console.log(lastLine({ passed: 0, failed: 1 }));
    return 2;
  }
  const counts = [];
  let interrupted = false;
  // The running child gets the Ctrl-C too and ends; what is left of us is to say so and to count it.
  process.once('SIGINT', () => (interrupted = true));
  try {
    await ensureInstalled(ROOT, heading);
    if (request.steps.some((step) => step.needsBuild)) await ensureBuilt(ROOT, heading);
    for (const step of request.steps) {
      if (interrupted) break;
      heading(step.title);
      counts.push(await runStep(step, ROOT, request.patterns));
    }
  } catch (error) {
    // A set-up that fails is one failure, and the last line still has to come.
    console.error(error instanceof SetupError ? error.message : error);
    counts.push({ passed: 0, failed: 1 });
  }
  if (interrupted) counts.push({ passed: 0, failed: 1 });
  const total = sum(counts);
  console.log(`\n${interrupted ? 'Interrupted, which counts as one more failure.\n' : ''}${lastLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}

function readArguments(args) {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
  } catch (error) {
    return { problem: error.message };
  }
  if (parsed.values.help) return { help: true };
  const only = parsed.values.only?.split(',') ?? NAMES;
  const unknown = only.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) return { problem: `There is no step "${unknown}".` };
  return { steps: STEPS.filter((step) => only.includes(step.name)), patterns: parsed.positionals };
}

function heading(text) {
  console.log(`\n── ${text}`);
}
