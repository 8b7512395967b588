// One process of `npm run simulate`: lives the lives that it is told to, and tells what became of each.
import './seams/loadFunctions';
import { Reached } from './engine/reached';
import { runLife, type LifeAsked, type LifeLived } from './engine/runLife';
import { loadWorld } from './engine/world';

/** What is told to the process that asked. */
export type Told = { readonly lived: LifeLived } | { readonly reached: Readonly<Record<string, Readonly<Record<string, number>>>> };

const [root = '.'] = process.argv.slice(2);
const tell = (told: Told): void => void process.send?.(told);
const world = loadWorld(root);

process.on('message', (asked: readonly LifeAsked[]) => {
  void (async () => {
    const reached = new Reached();
    for (const each of asked) tell({ lived: await runLife(await world, each, reached) });
    tell({ reached: reached.tables() });
  })();
});
