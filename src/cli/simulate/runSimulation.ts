import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';
import { type Terminal } from '../terminal';
import { runOf } from './checkedOut';
import { Course } from './course';
import { readCourse, writeCourse } from './courseFile';
import { firstSeed } from './firstSeed';
import { liveLives } from './liveLives';
import { LivingWorker, type WorkerOptions } from './livingWorker';
import { progressLine, spanOf } from './progress';
import { brokenPart, isAll, replayOf, reportText, type Report } from './report';
import { tellStories } from './tellStories';
import { type Judged, type Lived } from './told';
import { LIVES, type SimulationWish } from './wish';
import { withSimulation, type Simulation } from './withSimulation';

/** A line of progress so often. */
const PROGRESS_MS = 5_000;
/** So often it is written down how far a run is. */
const SAVE_MS = 60_000;

/** What the lives of a course should have reached, and have not. */
const judged = async (options: WorkerOptions, course: Course): Promise<Judged> => {
  const worker = await LivingWorker.start(options);
  try {
    const told = await worker.ask({ judge: { lives: course.lives, breadth: course.reached } });
    if (!('judged' in told)) throw new Problem(`What was reached could not be judged: ${'ended' in told ? told.words : ''}`);
    return told.judged;
  } finally {
    worker.kill();
  }
};

/**
 * Lives so many lives of the app in worker processes, and tells which did not hold.
 * @returns the exit code. @throws Problem where there are no tests, as in an installation, and for a file that cannot be gone on from.
 */
export const runSimulation = (wish: SimulationWish, terminal: Terminal): Promise<number> => withSimulation((simulation) => run(wish, terminal, simulation));

const run = async (wish: SimulationWish, terminal: Terminal, { options, digest, signal }: Simulation): Promise<number> => {
  const place = (file: string | undefined): string | undefined => (file === undefined ? undefined : resolve(terminal.cwd, file));
  const { part, workers, asJson } = wish;
  const [resume, reportFile] = [place(wish.resume), place(wish.report)];
  const before = resume === undefined ? undefined : await readCourse(resume, digest);
  if (before !== undefined && wish.seed !== undefined && wish.seed !== before.course.seed) throw new Problem(`${String(resume)} is of a run from seed ${before.course.seed}, not ${wish.seed}.`);
  const most = wish.lives ?? before?.lives ?? LIVES;
  const runs = await runOf(PROJECT_ROOT, options.node);
  const course = new Course(most, before?.course ?? wish.seed ?? firstSeed(process.env['CI'], runs, Math.random()));
  terminal.complain(`Seed ${course.seed}, ${most} lives${before === undefined ? '' : `, ${course.lives} of them lived before`}, ${workers} at a time`);
  const [began, livedBefore, secondsBefore] = [Date.now(), course.lives, before?.course.seconds ?? 0];
  const seconds = (): number => (Date.now() - began) / 1000;
  const save = async (): Promise<void> => {
    if (resume !== undefined) await writeCourse(resume, { digest, lives: most, course: course.soFar(secondsBefore + seconds()) });
  };
  await save();
  const line = setInterval(() => terminal.complain(progressLine({ lived: course.lives, of: most, here: course.lives - livedBefore, seconds: seconds(), broken: course.broken.length })), PROGRESS_MS);
  // What cannot be written down now may be a minute later, and at the end it is said.
  const saves = setInterval(() => void save().catch((error: unknown) => terminal.complain(`How far the run is could not be written down: ${String(error)}`)), SAVE_MS);
  const onLived = (lived: Lived): void => {
    if (lived.broken !== undefined) terminal.complain(`seed ${lived.seed}, step ${lived.broken.step}: ${lived.broken.stack}\n  again: ${replayOf(brokenPart(lived, part))}`);
  };
  try {
    await liveLives({ course, workers, options, part, onLived, signal });
  } finally {
    clearInterval(line);
    clearInterval(saves);
  }
  await save();
  const isWhole = isAll(part) && course.left === 0;
  const breadth = isWhole ? await judged(options, course) : undefined;
  const report: Report = { ...runs, asked: most, part, workers, course: course.soFar(secondsBefore + seconds()), ...(breadth && { breadth }) };
  if (reportFile !== undefined) {
    await writeFile(`${reportFile}.md`, reportText(report));
    await writeFile(`${reportFile}.json`, `${JSON.stringify(report, null, 1)}\n`);
  }
  if (asJson) terminal.print(JSON.stringify(report));
  else tell(report, terminal);
  if (!asJson && !signal.aborted) await tellStories({ broken: course.broken, ...(most === 1 && { alone: course.seed }), part, ...(wish.keep !== undefined && { keep: wish.keep }), options, signal }, terminal);
  if (signal.aborted) terminal.complain(resume === undefined ? 'Interrupted: what is left was not lived.' : `Interrupted: npm run simulate -- --resume ${String(wish.resume)} goes on.`);
  return course.broken.length === 0 && course.left === 0 && (breadth?.missing.length ?? 0) === 0 ? 0 : 1;
};

const tell = ({ asked, course: { lives, seed, seconds, broken }, breadth }: Report, terminal: Terminal): void => {
  terminal.print(`${lives}${lives < asked ? ` of ${asked}` : ''} lives from seed ${seed} in ${spanOf(seconds)}: ${seconds > 0 ? (lives / seconds).toFixed(1) : '0'} a second; ${broken.length} broken`);
  if (broken.length > 0) terminal.print(broken.map((life) => `  seed ${life.seed}, step ${life.broken?.step ?? 0}: ${(life.broken?.message ?? '').split('\n')[0]?.slice(0, 300) ?? ''}`).join('\n'));
  if (breadth !== undefined && breadth.expected > 0) terminal.print(breadth.missing.length === 0 ? `Reached: all ${breadth.expected} that so many lives should reach` : `Never reached, ${breadth.missing.length} of ${breadth.expected}:\n${breadth.missing.map((each) => `  ${each}`).join('\n')}`);
};
