import { replayOf } from './report';
import { LivingWorker, type WorkerOptions } from './livingWorker';
import { type LifeWanted, type Lived, type Part } from './told';
import { type Terminal } from '../terminal';

/** So many stories are told at most: each may take a minute and a half to be made short. */
const MOST_STORIES = 3;

/**
 * Prints broken lives so that one can read them, each made as short as it can be; where none broke, the one life that was asked for.
 * @param part of each that was lived. @param keep what it was: the text of a file of `test/simulation/kept/` is printed instead of the story. @param signal aborted: the rest is not told. @throws Problem where a worker cannot begin
 */
export const tellStories = async ({ broken, alone, part, keep, options, signal }: { readonly broken: readonly Lived[]; readonly alone?: number; readonly part: Part; readonly keep?: string; readonly options: WorkerOptions; readonly signal: AbortSignal }, terminal: Terminal): Promise<void> => {
  // One whose process is gone would take this one with it.
  const found = broken.filter((life) => life.broken !== undefined && life.broken.rule !== 'hung' && life.broken.rule !== 'crashed');
  const told: readonly (readonly [LifeWanted, string | undefined])[] = found.length === 0 && alone !== undefined ? [[{ seed: alone, ...part }, undefined]] : found.slice(0, MOST_STORIES).map(({ seed, broken: broke }) => [{ seed, ...part }, broke?.rule]);
  if (told.length === 0) return;
  const worker = await LivingWorker.start(options);
  const stop = (): void => worker.kill();
  signal.addEventListener('abort', stop);
  try {
    for (const [life, rule] of told) {
      if (worker.hasEnded || signal.aborted) return;
      if (rule !== undefined) terminal.complain(`Making the life of seed ${life.seed} short …`);
      const story = await worker.ask({ tell: life, ...(rule !== undefined && { rule }), ...(keep !== undefined && { keep }) });
      if ('kept' in story && story.kept !== undefined) terminal.print(story.kept);
      else terminal.print('story' in story ? `\n${story.story}\nAgain: ${replayOf(story.life)}` : `The story of seed ${life.seed} could not be told${'words' in story ? `: ${story.words}` : ''}`);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    worker.kill();
  }
};
