import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';
import { type Terminal } from '../terminal';
import { azureNode } from '../test/azureNode';
import { bundleSimulation } from './bundleSimulation';
import { runOf } from './checkedOut';
import { Course } from './course';
import { readCourse, writeCourse } from './courseFile';
import { liveLives } from './liveLives';
import { progressLine, spanOf } from './progress';
import { replayOf, reportText, type Report } from './report';
import { type Lived } from './told';
import { LIVES, SEEDS, type SimulationWish } from './wish';

/** A life takes a tenth of a second; one that takes so long does not come to an end. */
const PATIENCE_MS = 180_000;
/** A line of progress so often. */
const PROGRESS_MS = 5_000;
/** So often it is written down how far a run is. */
const SAVE_MS = 60_000;

/** Ctrl-C, or whoever ends a service: what is known so far is written down and told. */
const interrupted = (): { readonly signal: AbortSignal; readonly end: () => void } => {
  const aborting = new AbortController();
  const abort = (): void => aborting.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, abort);
  return { signal: aborting.signal, end: () => signals.forEach((signal) => process.off(signal, abort)) };
};

/**
 * Lives so many lives of the app in worker processes, and tells which did not hold.
 * @returns the exit code. @throws Problem where there are no tests, as in an installation, and for a file that cannot be gone on from.
 */
export const runSimulation = async (wish: SimulationWish, terminal: Terminal): Promise<number> => {
  if (!existsSync(join(PROJECT_ROOT, 'test', 'simulation'))) throw new Problem('The simulation is part of the tests, which are not here: run it in a checkout of the project.');
  const place = (file: string | undefined): string | undefined => (file === undefined ? undefined : resolve(terminal.cwd, file));
  const { until, workers, asJson } = wish;
  const [resume, reportFile] = [place(wish.resume), place(wish.report)];
  const node = await azureNode(PROJECT_ROOT);
  const bundle = await bundleSimulation(PROJECT_ROOT);
  const { signal, end } = interrupted();
  try {
    const before = resume === undefined ? undefined : await readCourse(resume, bundle.digest);
    if (before !== undefined && wish.seed !== undefined && wish.seed !== before.course.seed) throw new Problem(`${String(resume)} is of a run from seed ${before.course.seed}, not ${wish.seed}.`);
    const most = wish.lives ?? before?.lives ?? LIVES;
    const course = new Course(most, before?.course ?? wish.seed ?? Math.floor(Math.random() * SEEDS));
    terminal.complain(`Seed ${course.seed}, ${most} lives${before === undefined ? '' : `, ${course.lives} of them lived before`}, ${workers} at a time`);
    const [began, livedBefore, secondsBefore] = [Date.now(), course.lives, before?.course.seconds ?? 0];
    const seconds = (): number => (Date.now() - began) / 1000;
    const save = async (): Promise<void> => {
      if (resume !== undefined) await writeCourse(resume, { digest: bundle.digest, lives: most, course: course.soFar(secondsBefore + seconds()) });
    };
    await save();
    const line = setInterval(() => terminal.complain(progressLine({ lived: course.lives, of: most, here: course.lives - livedBefore, seconds: seconds(), broken: course.broken.length })), PROGRESS_MS);
    // What cannot be written down now may be a minute later, and at the end it is said.
    const saves = setInterval(() => void save().catch((error: unknown) => terminal.complain(`How far the run is could not be written down: ${String(error)}`)), SAVE_MS);
    const onLived = (lived: Lived): void => {
      if (lived.broken !== undefined) terminal.complain(`seed ${lived.seed}, step ${lived.broken.step}: ${lived.broken.stack}\n  again: ${replayOf(lived)}`);
    };
    try {
      await liveLives({ course, workers, options: { bundle: bundle.file, root: PROJECT_ROOT, node, patience: PATIENCE_MS }, ...(until !== undefined && { until }), onLived, signal });
    } finally {
      clearInterval(line);
      clearInterval(saves);
    }
    await save();
    const report: Report = { ...(await runOf(PROJECT_ROOT, node)), asked: most, ...(until !== undefined && { until }), workers, course: course.soFar(secondsBefore + seconds()) };
    if (reportFile !== undefined) {
      await writeFile(`${reportFile}.md`, reportText(report));
      await writeFile(`${reportFile}.json`, `${JSON.stringify(report, null, 1)}\n`);
    }
    if (asJson) terminal.print(JSON.stringify(report));
    else tell(report, terminal);
    if (signal.aborted) terminal.complain(resume === undefined ? 'Interrupted: what is left was not lived.' : `Interrupted: npm run simulate -- --resume ${String(wish.resume)} goes on.`);
    return course.broken.length === 0 && !signal.aborted ? 0 : 1;
  } finally {
    end();
    await bundle.end();
  }
};

const tell = ({ asked, course: { lives, seed, seconds, broken } }: Report, terminal: Terminal): void => {
  terminal.print(`${lives}${lives < asked ? ` of ${asked}` : ''} lives from seed ${seed} in ${spanOf(seconds)}: ${seconds > 0 ? (lives / seconds).toFixed(1) : '0'} a second; ${broken.length} broken`);
  if (broken.length > 0) terminal.print(broken.map((life) => `  seed ${life.seed}, step ${life.broken?.step ?? 0}: ${(life.broken?.message ?? '').split('\n')[0]?.slice(0, 300) ?? ''}`).join('\n'));
};
