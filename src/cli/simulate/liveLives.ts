import { type Course } from './course';
import { LivingWorker, type WorkerOptions } from './livingWorker';
import { type Lived, type Part } from './told';

/** A life whose process is gone is told as a broken one, of which nothing but the end is known. */
const broughtDown = (seed: number, rule: 'hung' | 'crashed', words: string): Lived => ({ seed, steps: 0, requests: 0, subscriptions: 0, broken: { rule, message: words.split('\n')[0] ?? rule, step: 0, stack: words } });

/**
 * Lives the lives of a course in so many processes. One that hangs or ends is replaced by another, and its life is broken.
 * @param part of each life. @param onLived after each. @param signal aborted: whatever is under way is given up, and stays to be lived
 * @throws Problem where a worker cannot begin
 */
export const liveLives = async ({ course, workers, options, part = {}, onLived, signal }: { readonly course: Course; readonly workers: number; readonly options: WorkerOptions; readonly part?: Part; readonly onLived: (lived: Lived) => void; readonly signal: AbortSignal }): Promise<void> => {
  const one = async (): Promise<void> => {
    let worker: LivingWorker | undefined;
    const stop = (): void => worker?.kill();
    signal.addEventListener('abort', stop);
    try {
      for (let seed = course.give(); seed !== undefined; seed = course.give()) {
        if (worker === undefined || worker.hasEnded) worker = await LivingWorker.start(options);
        const told = signal.aborted ? undefined : await worker.ask({ live: { ...part, seed } });
        if (told === undefined || signal.aborted) return;
        if (!('lived' in told) && !('ended' in told)) throw new Error('A worker told something else than it was asked');
        const lived = 'ended' in told ? broughtDown(seed, told.ended, told.words) : told.lived;
        course.done(lived, 'ended' in told ? {} : told.reached);
        onLived(lived);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      worker?.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, course.left) }, one));
};
