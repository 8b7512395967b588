import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { runPackage } from '../setup/runTool.mjs';
import { countJest, countTool } from './summary.mjs';

/**
 * @typedef {{ name: string, title: string, needsBuild: boolean, tool?: { script: string, args: string[] }, project?: string }} Step
 *   either a tool that passes or fails as a whole, or a jest project
 * @type {readonly Step[]}
 */
export const STEPS = [
  { name: 'types', title: 'Type check', needsBuild: false, tool: { script: 'node_modules/typescript/bin/tsc', args: ['-p', 'tsconfig.test.json'] } },
  { name: 'lint', title: 'Lint', needsBuild: false, tool: { script: 'node_modules/eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] } },
  { name: 'rules', title: 'Every rule claimed has a test', needsBuild: false, tool: { script: 'scripts/rules.mjs', args: [] } },
  { name: 'unit', title: 'Unit tests', needsBuild: false, project: 'unit' },
  { name: 'contract', title: 'Contract tests (Azurite)', needsBuild: true, project: 'contract' },
  { name: 'scenarios', title: 'Scenario tests (the whole app)', needsBuild: true, project: 'scenarios' },
];

/** @returns {Promise<{ passed: number, failed: number }>} */
export function runStep(step, root, patterns) {
  return step.tool === undefined ? runJest(step.project, root, patterns) : runWholeTool(step.tool, root);
}

async function runWholeTool({ script, args }, root) {
  const { code } = await runPackage(path.join(root, script), args, { cwd: root });
  const counts = countTool(code);
  console.log(counts.failed === 0 ? 'passed' : 'failed');
  return counts;
}

async function runJest(project, root, patterns) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nextterm-test-'));
  const report = path.join(folder, 'jest.json');
  try {
    const args = ['--selectProjects', project, '--ci', '--passWithNoTests', '--json', '--outputFile', report, ...patterns];
    // --json also prints the report to stdout, of no use to a reader; the readable part goes to stderr.
    const onStart = (child) => endOnceReported(child, report);
    const { code } = await runPackage(path.join(root, 'node_modules/jest/bin/jest.js'), args, { cwd: root, dropStdout: true, onStart });
    const counts = countJest(code, await readFile(report, 'utf8').catch(() => undefined));
    if (counts.note !== undefined) console.log(counts.note);
    return counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const PATIENCE_MS = 15_000;

/** Jest waits for ever for a socket or process that a test left open. Its end then counts as a failure, and the last line still comes. */
function endOnceReported(child, report) {
  let reportedAt;
  const watch = setInterval(() => {
    if (reportedAt === undefined && existsSync(report)) reportedAt = Date.now();
    if (reportedAt === undefined || Date.now() - reportedAt < PATIENCE_MS) return;
    console.error(`jest was ended ${PATIENCE_MS / 1000} s after its last test: a test left something open (find it with --detectOpenHandles)`);
    child.kill('SIGKILL');
  }, 1_000);
  child.once('close', () => clearInterval(watch));
}
