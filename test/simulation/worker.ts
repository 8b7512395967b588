// One process of `npm run simulate`: lives the lives that it is asked for, and tells what became of each.
import './seams/loadFunctions';
import { type Asked, type Told } from '../../src/cli/simulate/told';
import { Reached } from './engine/reached';
import { runLife } from './engine/runLife';
import { loadWorld } from './engine/world';

const [root = '.'] = process.argv.slice(2);
const tell = (told: Told): void => void process.send?.(told);

// Ctrl-C goes to all processes of a terminal: whoever asks ends those that it began.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

void (async () => {
  const world = await loadWorld(root);
  process.on('message', ({ live }: Asked) => {
    void (async () => {
      const reached = new Reached();
      const lived = await runLife(world, live, reached);
      tell({ lived, reached: reached.tables() });
    })();
  });
  tell({ ready: true });
})();
