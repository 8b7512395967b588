// One process of `npm run simulate`: lives the lives that it is asked for, and tells what became of each.
import './seams/loadFunctions';
import { type Asked, type Told } from '../../src/cli/simulate/told';
import { judge } from './breadth/expected';
import { liveLife } from './engine/livedTwice';
import { Reached } from './engine/reached';
import { loadWorld } from './engine/world';
import { keep } from './kept/keep';
import { type KeptLife } from './kept/keptLife';
import { relive } from './kept/relive';
import { LISTS } from './mutants/all';
import { shrink } from './story/shrink';
import { tellStory } from './story/tell';

const [root = '.'] = process.argv.slice(2);
const tell = (told: Told): void => void process.send?.(told);

// Ctrl-C goes to all processes of a terminal: whoever asks ends those that it began.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

void (async () => {
  const world = await loadWorld(root);
  const answer = async (asked: Asked): Promise<Told> => {
    if ('judge' in asked) return { judged: judge(asked.judge.lives, asked.judge.breadth) };
    if ('list' in asked) return { listed: LISTS[asked.list] };
    if ('tell' in asked) {
      const life = asked.rule === undefined ? asked.tell : await shrink(world, asked.tell, asked.rule);
      return { story: await tellStory(world, life), life, ...(asked.keep !== undefined && { kept: JSON.stringify(await keep(world, life, asked.keep), undefined, 1) }) };
    }
    if ('relive' in asked) return { lived: await relive(world, JSON.parse(asked.relive) as KeptLife), reached: {} };
    const reached = new Reached();
    const lived = await liveLife(world, asked.live, reached);
    return { lived, reached: reached.tables() };
  };
  process.on('message', (asked: Asked) => void answer(asked).then(tell));
  tell({ ready: true });
})();
