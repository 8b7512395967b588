import { type Terminal } from '../terminal';
import { beginStep, type Step } from './steps';
import { type Counts, lastLine, skippedLine, sum } from './summary';

const ONE_FAILURE: Counts = { passed: 0, failed: 1 };

/** Runs the steps, all of them whatever fails, and prints the counts as the very last line. @returns the exit code: 0 if nothing failed, 1 if something did */
export const runSteps = async (steps: readonly Step[], patterns: readonly string[], terminal: Terminal): Promise<number> => {
  const counts: Counts[] = [];
  let interrupted = false;
  // The running child gets the Ctrl-C too and ends; what is left of us is to say so and to count it.
  process.once('SIGINT', () => (interrupted = true));
  try {
    const begun = steps.map((step) => ({ step, finish: beginStep(step, patterns) }));
    for (const { step, finish } of begun) {
      if (interrupted) break;
      terminal.print(`\n── ${step.title}`);
      counts.push(await finish(terminal));
    }
  } catch (error) {
    // A step that cannot be run is one failure, and the last line still has to come.
    terminal.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    counts.push(ONE_FAILURE);
  }
  if (interrupted) counts.push(ONE_FAILURE);
  const total = sum(counts);
  const skipped = skippedLine(total);
  if (skipped !== undefined) terminal.print(`\n${skipped}`);
  terminal.print(`\n${interrupted ? 'Interrupted, which counts as one more failure.\n' : ''}${lastLine(total)}`);
  return total.failed === 0 ? 0 : 1;
};
