import { type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { table } from '../demo/tables';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';
import { runScript } from '../runTool';
import { type Terminal } from '../terminal';

export interface FuzzWish {
  readonly requests: number;
  readonly seed: number;
  /** One request instead of all. */
  readonly only?: number;
  readonly asJson: boolean;
}

const outcomes = ['done', 'refused by a rule', 'refused by its form', 'elsewhere'] as const;

const reportSchema = z.object({ failures: z.array(z.string()), sent: z.number(), operations: z.number(), coverage: z.record(z.string(), z.partialRecord(z.enum(outcomes), z.number())) });

/** A line of progress so often. */
const EVERY_MS = 5_000;
/** A request that is under way so long, also on a busy machine, does not come to an end: calculations that go on for ever are seen by nothing else. */
const STUCK_MS = 180_000;

/** Tells how far it is, and ends what is stuck. @returns which request was under way when it got stuck. */
const watched = (child: ChildProcess, file: string, requests: number, terminal: Terminal): { readonly stuckAt: () => number | undefined } => {
  let at: number | undefined;
  let since = Date.now();
  let stuckAt: number | undefined;
  const look = async (): Promise<void> => {
    const text = await readFile(file, 'utf8').catch(() => '');
    const now = text === '' ? undefined : Number(text);
    if (now !== at) [at, since] = [now, Date.now()];
    terminal.complain(at === undefined ? 'Preparing a world …' : `${at} of ${requests} requests`);
    if (at === undefined || at >= requests - 1 || Date.now() - since < STUCK_MS) return;
    stuckAt = at;
    child.kill('SIGKILL');
  };
  const interval = setInterval(() => void look(), EVERY_MS);
  child.once('close', () => clearInterval(interval));
  return { stuckAt: () => stuckAt };
};

const jest = (pattern: string, env: Readonly<Record<string, string>>, onStart: (child: ChildProcess) => void): ReturnType<typeof runScript> =>
  runScript(join(PROJECT_ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), [pattern, '--selectProjects', 'unit', '--runInBand', '--ci'], { cwd: PROJECT_ROOT, quiet: true, env, onStart });

/**
 * Sends requests to the app over a world in memory, and, unless one alone is asked for, others over real sockets; tells what was found.
 * @returns the exit code. @throws Problem where there are no tests, as in an installation.
 */
export const runFuzz = async ({ requests, seed, only, asJson }: FuzzWish, terminal: Terminal): Promise<number> => {
  if (!existsSync(join(PROJECT_ROOT, 'test', 'fuzz'))) throw new Problem('The fuzzer is part of the tests, which are not here: run it in a checkout of the project.');
  const folder = await mkdtemp(join(tmpdir(), 'nextterm-fuzz-'));
  try {
    const began = Date.now();
    const files = { progress: join(folder, 'progress'), report: join(folder, 'report.json') };
    const env = { NEXTTERM_FUZZ_SEED: String(seed), NEXTTERM_FUZZ_REQUESTS: String(requests), NEXTTERM_FUZZ_PROGRESS: files.progress, NEXTTERM_FUZZ_REPORT: files.report, ...(only !== undefined && { NEXTTERM_FUZZ_ONLY: String(only) }) };
    terminal.complain(only === undefined ? `Seed ${seed}, ${requests} requests` : `Seed ${seed}, request ${only}`);
    let stuckAt = (): number | undefined => undefined;
    const memory = await jest('test/fuzz/fuzz.test.ts', env, (child) => ({ stuckAt } = watched(child, files.progress, only === undefined ? requests : only + 1, terminal)));
    const stuck = stuckAt();
    const wire = only === undefined ? await jest('test/fuzz/wire.test.ts', env, () => terminal.complain('Over sockets …')) : { code: 0, output: '' };
    const report = existsSync(files.report) ? reportSchema.parse(JSON.parse(await readFile(files.report, 'utf8'))) : undefined;
    const found = [
      ...(report?.failures ?? []),
      ...(stuck === undefined ? [] : [`request ${stuck} does not come to an end: npm run fuzz -- --seed ${seed} --only ${stuck}`]),
      // What a test says that no list of requests does.
      ...(memory.code !== 0 && (report?.failures ?? []).length === 0 && stuck === undefined ? [memory.output] : []),
      ...(wire.code === 0 ? [] : [wire.output]),
    ];
    const seconds = (Date.now() - began) / 1000;
    if (asJson) terminal.print(JSON.stringify({ seed, requests, ...(only !== undefined && { only }), seconds, sent: report?.sent ?? 0, coverage: report?.coverage ?? {}, found }));
    else tell({ found, seconds, ...(report && only === undefined && { report }) }, terminal);
    return found.length === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const tell = ({ found, seconds, report }: { readonly found: readonly string[]; readonly seconds: number; readonly report?: z.infer<typeof reportSchema> }, terminal: Terminal): void => {
  if (report !== undefined) {
    const sums = outcomes.map((outcome) => [outcome, String(Object.values(report.coverage).reduce((sum, counts) => sum + (counts[outcome] ?? 0), 0)), String(Object.values(report.coverage).filter((counts) => counts[outcome] !== undefined).length)]);
    terminal.print(table(['outcome', 'requests', `of ${report.operations} operations`], sums));
    terminal.print(`\n${report.sent} calls, repeats and shrinking with them, in ${Math.round(seconds)} s: ${Math.round(report.sent / seconds)} a second`);
  }
  terminal.print(found.length === 0 ? 'Nothing was found.' : `\n${found.join('\n\n')}\n\n${found.length} found`);
};
