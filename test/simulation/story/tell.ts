import { Reached } from '../engine/reached';
import { runLife, type LifeAsked } from '../engine/runLife';
import { type World } from '../engine/world';
import { Teller } from './teller';

/** `3, 7 and 9` */
const listed = (numbers: readonly number[]): string => (numbers.length === 0 ? 'none' : new Intl.ListFormat('en').format(numbers.map(String)));

/** A life to read: who asked what, as commands of a shell, what was answered, which faults met what, what fell due, and what does not hold. The same each time. */
export const tellStory = async (world: World, asked: LifeAsked): Promise<string> => {
  const teller = new Teller(world);
  const { broken, steps } = await runLife(world, asked, new Reached(), [teller]);
  const of = [`seed ${asked.seed}`, ...(asked.steps ? [`of its steps ${listed(asked.steps)}`] : [`${steps} steps`]), ...(asked.faults ? [`faults in steps ${listed(asked.faults)}`] : [])];
  return teller.text(`A life: ${of.join(', ')}. $base is the server, $token who calls.`, broken === undefined ? 'All held.' : `── what does not hold, in step ${broken.step}\n${broken.message}`);
};
