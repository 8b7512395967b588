import { type Check, mustHold } from '../engine/check';
import { type Installation } from '../engine/installation';
import { rowsOf } from '../../support/rowsOf';
import { orderAtOnce, RULE } from './orderAtOnce';

/** What is stored of customers, without what says how it came to be published. */
const storedBy = async (installation: Installation): Promise<readonly string[]> => (await rowsOf(installation.stores.Commerce)).filter(({ key }) => !key.startsWith('outbox|')).map(({ partition, key, value }) => `${partition} ${key} ${JSON.stringify(value)}`);

const sameBut = (one: readonly string[], other: readonly string[]): string => {
  const [ours, theirs] = [new Set(one), new Set(other)];
  return JSON.stringify({ atOnce: one.filter((row) => !theirs.has(row)), oneByOne: other.filter((row) => !ours.has(row)) });
};

/** Calls at the same moment come to what they come to one after the other, in {@link orderAtOnce some order}: answers and rows are the same to the byte. */
export const someOrder = (): Check => ({
  name: 'calls at the same moment come to some order',
  after: async (happened, life) => {
    const { together } = happened;
    if (together === undefined) return;
    const { alone } = await orderAtOnce(happened, together, life);
    const [ours, theirs] = [await storedBy(life.installation), await storedBy(alone)];
    mustHold(ours.join('\n') === theirs.join('\n'), RULE, () => `calls at once have stored something else than in order: ${sameBut(ours, theirs)}`);
    life.proved(RULE);
  },
});
