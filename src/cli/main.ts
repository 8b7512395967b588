import { createInterface } from 'node:readline/promises';
import { promisify } from 'node:util';
import { runProgram } from './program';

const confirm = async (question: string): Promise<boolean> => {
  const input = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await input.question(`${question} [y/N] `);
  input.close();
  return /^\s*y(es)?\s*$/i.test(answer);
};

/**
 * Runs a command line in this process and ends the process with its exit code.
 * Not left to the event loop: idle connections of a storage client would hold it open for minutes. What was printed is on its way first.
 */
export const main = async (args: readonly string[]): Promise<void> => {
  const { npm_lifecycle_event: npmScript } = process.env;
  const code = await runProgram(args, {
    cwd: process.cwd(),
    ...(npmScript !== undefined && { npmScript }),
    print: (text) => console.log(text),
    complain: (text) => console.error(text),
    ...(process.stdin.isTTY && { confirm }),
  });
  for (const stream of [process.stderr, process.stdout]) await promisify((done: () => void) => stream.write('', done))();
  process.exit(code);
};
