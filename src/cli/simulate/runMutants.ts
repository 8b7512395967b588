import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';
import { type Terminal } from '../terminal';
import { bundleSimulation, type Bundle } from './bundleSimulation';
import { Course } from './course';
import { mutantsText, toldOf, type Hunted } from './hunted';
import { liveLives } from './liveLives';
import { LivingWorker, type WorkerOptions } from './livingWorker';
import { type Mutant, type MutantList } from './told';
import { withSimulation, type Simulation } from './withSimulation';

/** Of the first life of each: always the same, so that what catches a mutant once always does, as long as nothing else changes. */
const SEED = 0;

export interface MutantWish {
  readonly list: MutantList;
  /** Only these; all if there are none. */
  readonly names: readonly string[];
  /** So many lives each may take to be caught. */
  readonly lives: number;
  readonly workers: number;
  /** Where the table goes, without `.md`. */
  readonly report?: string;
}

const listed = async (options: WorkerOptions, list: MutantList): Promise<readonly Mutant[]> => {
  const worker = await LivingWorker.start(options);
  try {
    const told = await worker.ask({ list });
    if (!('listed' in told)) throw new Problem(`The ${list} could not be read: ${'ended' in told ? told.words : ''}`);
    return told.listed;
  } finally {
    worker.kill();
  }
};

/** Whether lives of the app as it is hold: one that is broken without the mutant says nothing of it. */
class Plain {
  private worker: LivingWorker | undefined;

  constructor(private readonly options: WorkerOptions) {}

  async holds(seed: number): Promise<boolean> {
    if (this.worker === undefined || this.worker.hasEnded) this.worker = await LivingWorker.start(this.options);
    const told = await this.worker.ask({ live: { seed } });
    return 'lived' in told && told.lived.broken === undefined;
  }

  end(): void {
    this.worker?.kill();
  }
}

const hunted = async (mutant: Mutant, { lives, workers }: MutantWish, options: WorkerOptions, plain: Plain, signal: AbortSignal): Promise<Hunted> => {
  let bundle: Bundle | undefined;
  let lived = 0;
  try {
    bundle = await bundleSimulation(PROJECT_ROOT, [mutant]);
    while (lived < lives && !signal.aborted) {
      const course = new Course(lives - lived, SEED + lived, 1);
      await liveLives({ course, workers, options: { ...options, bundle: bundle.file }, onLived: () => undefined, signal });
      lived += course.lives;
      for (const caught of course.broken) if (await plain.holds(caught.seed)) return { mutant, lives: lived, caught };
    }
    return { mutant, lives: lived };
  } finally {
    await bundle?.end();
  }
};

/**
 * Lives with one thing wrong on purpose, for each mutant in turn, until a life is broken.
 * @returns the exit code: 1 where one survived. @throws Problem for a name that none has, and where a patch does not fit.
 */
export const runMutants = (wish: MutantWish, terminal: Terminal): Promise<number> => withSimulation((simulation) => hunt(wish, terminal, simulation));

const hunt = async (wish: MutantWish, terminal: Terminal, { options, signal }: Simulation): Promise<number> => {
  const all = await listed(options, wish.list);
  const unknown = wish.names.find((name) => all.every((mutant) => mutant.name !== name));
  if (unknown !== undefined) throw new Problem(`There is no "${unknown}" among the ${wish.list}: ${all.map(({ name }) => name).join(', ')}.`);
  const chosen = all.filter(({ name }) => wish.names.length === 0 || wish.names.includes(name));
  const found: Hunted[] = [];
  const plain = new Plain(options);
  try {
    for (const mutant of chosen) {
      const one = await hunted(mutant, wish, options, plain, signal);
      // One that was interrupted has not survived.
      if (one.caught === undefined && signal.aborted) break;
      found.push(one);
      terminal.complain(toldOf(one).filter((cell) => cell !== '').join(' · '));
    }
  } finally {
    plain.end();
  }
  const survived = found.filter(({ caught }) => caught === undefined);
  if (wish.report !== undefined) await writeFile(`${resolve(terminal.cwd, wish.report)}.md`, `# Report of the ${wish.list}\n\n${mutantsText(found)}\n`);
  terminal.print(`${found.length - survived.length} of ${chosen.length} ${wish.list} caught${survived.length === 0 ? '' : `; survived: ${survived.map(({ mutant }) => mutant.name).join(', ')}`}`);
  return survived.length === 0 && found.length === chosen.length ? 0 : 1;
};
