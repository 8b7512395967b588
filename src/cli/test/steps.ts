import { type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../projectRoot';
import { runScript } from '../runTool';
import { type Terminal } from '../terminal';
import { NODE_AT_HAND } from '../nodeAtHand';
import { azureNode } from './azureNode';
import { type Counts, countJest, countTool } from './summary';

/** A part of `npm test`: a tool that passes or fails as a whole, or a jest project. */
export type Step = { readonly name: string; readonly title: string } & (Tool | { readonly project: string });

interface Tool {
  /** Below the root of the project. */
  readonly script: string;
  readonly args: readonly string[];
  /** Whether it takes all cores: then it begins when it is its turn, and what it says is shown as it comes. */
  readonly alone?: boolean;
  /** Whether it ends with the code of what is skipped where this machine has not what it needs. */
  readonly skips?: boolean;
}

export const STEPS: readonly Step[] = [
  { name: 'types', title: 'Type check', script: 'node_modules/typescript/bin/tsc', args: ['-p', 'tsconfig.test.json'] },
  { name: 'console', title: 'Type check of the console', script: 'scripts/consoleTypes.mjs', args: [] },
  { name: 'rules', title: 'Every rule claimed has a test', script: 'scripts/nextterm.mjs', args: ['rules'] },
  { name: 'bicep', title: 'Bicep templates', script: 'scripts/nextterm.mjs', args: ['bicep'], skips: true },
  { name: 'package', title: 'The package for Azure', script: 'scripts/nextterm.mjs', args: ['package', '--unchecked'] },
  { name: 'unused', title: 'No unused dependency or file', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'unit', title: 'Unit tests', project: 'unit' },
  // Takes longest of the tools, on one core: tests begin meanwhile on what is left.
  { name: 'lint', title: 'Lint', script: 'node_modules/eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  // By number, so that as much is tried whatever the machine: half a minute at most on two cores. Other lives each time, in CI those of the commit.
  { name: 'simulation', title: 'Years of everything, with faults', script: 'scripts/nextterm.mjs', args: ['simulate', '--lives', '100'], alone: true },
  { name: 'contract', title: 'Contract tests (Azurite)', project: 'contract' },
  { name: 'scenarios', title: 'Scenario tests (the whole app)', project: 'scenarios' },
];

/** Ends a step that began: shows what it says, and counts. */
export type Finish = (terminal: Terminal) => Promise<Counts>;

/**
 * Begins a step. A tool has a core of its own and nothing to wait for, so it runs from now on, and keeps what it says until it is its turn; tests, and a tool that takes all cores, begin when the steps before them are finished.
 * @param patterns of a jest project, only the test files whose path matches; all if there are none
 */
export const beginStep = (step: Step, patterns: readonly string[]): Finish => ('project' in step ? (terminal) => runJest(step.project, patterns, terminal) : beginTool(step));

const beginTool = ({ script, args, skips = false, alone = false }: Tool): Finish => {
  const run = () => runScript(join(PROJECT_ROOT, script), args, { cwd: PROJECT_ROOT, quiet: !alone });
  const running = alone ? undefined : run();
  return async (terminal) => {
    const { code, output } = await (running ?? run());
    const counts = countTool(code, skips);
    terminal.print(`${output}${outcomeOf(counts)}`);
    return counts;
  };
};

const outcomeOf = ({ failed, skipped = 0 }: Counts): string => {
  if (skipped > 0) return 'skipped';
  return failed === 0 ? 'passed' : 'failed';
};

/** How many test files run at once. One that starts a server and storage waits for them as long as they wait for it: two fill two cores, and more cores keep one for the rest. */
const workersOf = (project: string): number => {
  const cores = availableParallelism();
  return project === 'unit' ? cores : Math.max(2, cores - 1);
};

const runJest = async (project: string, patterns: readonly string[], terminal: Terminal): Promise<Counts> => {
  const folder = await mkdtemp(join(tmpdir(), 'nextterm-test-'));
  const report = join(folder, 'jest.json');
  try {
    const args = ['--selectProjects', project, '--maxWorkers', String(workersOf(project)), '--ci', '--passWithNoTests', '--json', '--outputFile', report, ...patterns];
    // --json also prints the report to stdout, of no use to a reader; the readable part goes to stderr.
    const onStart = (child: ChildProcess): void => endOnceReported(child, report, terminal);
    const { code } = await runScript(join(PROJECT_ROOT, 'node_modules/jest/bin/jest.js'), args, { cwd: PROJECT_ROOT, node: await azureNode(PROJECT_ROOT), env: { [NODE_AT_HAND]: process.execPath }, dropStdout: true, onStart });
    const counts = countJest(code, await readFile(report, 'utf8').catch(() => undefined));
    if (counts.note !== undefined) terminal.print(counts.note);
    return counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const PATIENCE_MS = 15_000;

/** Jest waits for ever for a socket or process that a test left open. Its end then counts as a failure, and the last line still comes. */
const endOnceReported = (child: ChildProcess, report: string, terminal: Terminal): void => {
  let reportedAt: number | undefined;
  const watch = setInterval(() => {
    if (reportedAt === undefined && existsSync(report)) reportedAt = Date.now();
    if (reportedAt === undefined || Date.now() - reportedAt < PATIENCE_MS) return;
    terminal.complain(`jest was ended ${PATIENCE_MS / 1000} s after its last test: a test left something open (find it with --detectOpenHandles)`);
    child.kill('SIGKILL');
  }, 1_000);
  child.once('close', () => clearInterval(watch));
};
