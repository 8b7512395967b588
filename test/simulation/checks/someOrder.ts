import { Random } from '../../fuzz/random';
import { answerBytes, differenceOf } from '../engine/answerBytes';
import { Broken, type Check, type Exchange, type Happened, mustHold, type Seen } from '../engine/check';
import { send, type Call } from '../engine/client';
import { Installation } from '../engine/installation';
import { rowsOf } from '../../support/rowsOf';

const requestIdOf = ({ headers }: Call): string => headers['MS-RequestId']?.toLowerCase() ?? '';

/** What every program owes that is asked by several at once. */
const RULE = 'serializable';

/** Numbers of the calls in the order in which their receipts were stored. */
const inOrder = ({ exchanges, changes }: Happened): readonly number[] => {
  const stored = changes.filter(({ table, key, after }) => table === 'Commerce' && key.startsWith('receipt|') && after !== undefined).map(({ key }) => key.toLowerCase());
  const placed = exchanges.map(({ call }, index) => ({ index, place: stored.findIndex((key) => key.includes(requestIdOf(call))) }));
  return placed.filter(({ place }) => place >= 0).toSorted((a, b) => a.place - b.place).map(({ index }) => index);
};

/** What is stored of customers, without what says how it came to be published. */
const storedBy = async (installation: Installation): Promise<readonly string[]> => (await rowsOf(installation.stores.Commerce)).filter(({ key }) => !key.startsWith('outbox|')).map(({ partition, key, value }) => `${partition} ${key} ${JSON.stringify(value)}`);

const sameBut = (one: readonly string[], other: readonly string[]): string => {
  const [ours, theirs] = [new Set(one), new Set(other)];
  return JSON.stringify({ atOnce: one.filter((row) => !theirs.has(row)), oneByOne: other.filter((row) => !ours.has(row)) });
};

/**
 * Calls at the same moment come to what they come to one after the other: those that stored something in the order in which they did, and each that did not (a read, a refusal, a repeat) is answered as at some moment between them. Asked of a copy of the tables as they were before,
 * in which one host does one call at a time.
 */
export const someOrder = (): Check => {
  const oneByOne = async (happened: Happened, life: Seen): Promise<void> => {
    const { together, exchanges, at } = happened;
    const { installation, world, seed } = life;
    if (together === undefined) return;
    const alone = new Installation(together.before, at, world.config, 1);
    const answerOf = async ({ call }: Exchange, index: number): Promise<string> => {
      const sent = together.calls[index];
      const reply = await send(alone.host(0), call, new Random(seed, sent?.step ?? 0, sent?.nth ?? 0));
      mustHold(reply !== undefined, RULE, () => 'a call by itself has no answer');
      return answerBytes(reply);
    };
    const order = inOrder(happened);
    const left = new Map(exchanges.map((exchange, index) => [index, { exchange, seen: [] as string[] }]));
    for (const index of order) left.delete(index);
    const askRest = async (): Promise<void> => {
      for (const [index, { exchange, seen }] of left) {
        const answer = await answerOf(exchange, index);
        if (answer === answerBytes(exchange.reply)) left.delete(index);
        else seen.push(answer);
      }
    };
    await askRest();
    for (const index of order) {
      const exchange = exchanges[index];
      if (exchange === undefined) continue;
      const answer = await answerOf(exchange, index);
      mustHold(answer === answerBytes(exchange.reply), RULE, () => `${exchange.call.method} ${exchange.call.path} at once with others was answered otherwise than in its place in their order: ${differenceOf(answerBytes(exchange.reply), answer)}`);
      await askRest();
    }
    for (const { exchange: { call, reply }, seen: others } of left.values()) throw new Broken(RULE, `${call.method} ${call.path} at once with others was answered as at no moment between them: ${others.map((other) => differenceOf(answerBytes(reply), other)).join(' · ')}`);
    const [ours, theirs] = [await storedBy(installation), await storedBy(alone)];
    mustHold(ours.join('\n') === theirs.join('\n'), RULE, () => `calls at once have stored something else than in order: ${sameBut(ours, theirs)}`);
    life.proved(RULE);
  };
  return { name: 'calls at the same moment come to some order', after: oneByOne };
};
