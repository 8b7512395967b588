import { type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../projectRoot';
import { runScript } from '../runTool';
import { type Terminal } from '../terminal';
import { type Counts, countJest, countTool } from './summary';

/** A part of `npm test`: a tool that passes or fails as a whole, or a jest project. */
export type Step = { readonly name: string; readonly title: string } & (Tool | { readonly project: string });

interface Tool {
  /** Below the root of the project. */
  readonly script: string;
  readonly args: readonly string[];
}

export const STEPS: readonly Step[] = [
  { name: 'types', title: 'Type check', script: 'node_modules/typescript/bin/tsc', args: ['-p', 'tsconfig.test.json'] },
  { name: 'lint', title: 'Lint', script: 'node_modules/eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  { name: 'rules', title: 'Every rule claimed has a test', script: 'scripts/nextterm.mjs', args: ['rules'] },
  { name: 'unit', title: 'Unit tests', project: 'unit' },
  { name: 'contract', title: 'Contract tests (Azurite)', project: 'contract' },
  { name: 'scenarios', title: 'Scenario tests (the whole app)', project: 'scenarios' },
];

/** @param patterns of a jest project, only the test files whose path matches; all if there are none */
export const runStep = (step: Step, patterns: readonly string[], terminal: Terminal): Promise<Counts> =>
  'project' in step ? runJest(step.project, patterns, terminal) : runWholeTool(step, terminal);

const runWholeTool = async ({ script, args }: Tool, terminal: Terminal): Promise<Counts> => {
  const { code } = await runScript(join(PROJECT_ROOT, script), args, { cwd: PROJECT_ROOT });
  const counts = countTool(code);
  terminal.print(counts.failed === 0 ? 'passed' : 'failed');
  return counts;
};

const runJest = async (project: string, patterns: readonly string[], terminal: Terminal): Promise<Counts> => {
  const folder = await mkdtemp(join(tmpdir(), 'nextterm-test-'));
  const report = join(folder, 'jest.json');
  try {
    // Unit tests start no processes worth mentioning, so they get every core; the others start servers and storage, which need one beside them.
    const args = ['--selectProjects', project, ...(project === 'unit' ? ['--maxWorkers', '100%'] : []), '--ci', '--passWithNoTests', '--json', '--outputFile', report, ...patterns];
    // --json also prints the report to stdout, of no use to a reader; the readable part goes to stderr.
    const onStart = (child: ChildProcess): void => endOnceReported(child, report, terminal);
    const { code } = await runScript(join(PROJECT_ROOT, 'node_modules/jest/bin/jest.js'), args, { cwd: PROJECT_ROOT, dropStdout: true, onStart });
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
