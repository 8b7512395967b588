import { Random } from '../../fuzz/random';
import { answerBytes, differenceOf } from '../engine/answerBytes';
import { Broken, type Exchange, type Happened, mustHold, type Seen, type Together } from '../engine/check';
import { send, type Call } from '../engine/client';
import { copyOf, Installation } from '../engine/installation';
import { type RowChange } from '../engine/recorder';

/** What every program owes that is asked by several at once. */
export const RULE = 'serializable';

/** Calls at the same moment in an order in which they come to what they came to, and the installation in which they were carried out so. */
export interface OrderAtOnce {
  readonly order: readonly Exchange[];
  readonly alone: Installation;
}

const requestIdOf = ({ headers }: Call): string => headers['MS-RequestId']?.toLowerCase() ?? '';

/** Says only how a command came to be told, and what it was answered. */
const OF_THE_COMMAND = /^(?:receipt|outbox)\|/;

const isOfCustomers = ({ table, key }: RowChange): boolean => table === 'Commerce' && !OF_THE_COMMAND.test(key);

const isAccepted = ({ reply }: Exchange): boolean => reply.status < 400;

/** Numbers of the calls that changed something, in the order in which they did. One that found nothing to change has a receipt alone, and nothing that holds it to its place among the others. */
const changedInOrder = ({ exchanges, changes }: Happened): readonly number[] => {
  const changing = new Set(changes.filter(isOfCustomers).map(({ commit }) => commit));
  const stored = changes.filter(({ table, key, after, commit }) => table === 'Commerce' && key.startsWith('receipt|') && after !== undefined && changing.has(commit)).map(({ key }) => key.toLowerCase());
  const accepted = new Set(exchanges.filter(isAccepted).map(({ call }) => requestIdOf(call)));
  // REQ-5: of a call that was sent twice one may have been refused before the other was carried out: what is stored is the other's, and the refusal has a place of its own.
  const isOfOther = (exchange: Exchange): boolean => !isAccepted(exchange) && accepted.has(requestIdOf(exchange.call));
  const placed = exchanges.map((exchange, index) => ({ index, place: isOfOther(exchange) ? -1 : stored.findIndex((key) => key.includes(requestIdOf(exchange.call))) }));
  return placed.filter(({ place }) => place >= 0).toSorted((a, b) => a.place - b.place).map(({ index }) => index);
};

const found = new WeakMap<Together, OrderAtOnce>();

/**
 * The order of calls that were sent at the same moment, found by a copy of the tables as they were before, in which one host does one call at a time: those that changed something in the order in which they did, and each that did not (a read, a refusal, a repeat, what was so already)
 * at the first moment between them at which it is answered as it was and changes nothing. It is looked for once.
 * @throws Broken where there is none
 */
export const orderAtOnce = async (happened: Happened, together: Together, { world, seed }: Seen): Promise<OrderAtOnce> => {
  const before = found.get(together);
  if (before !== undefined) return before;
  const { exchanges, at } = happened;
  const alone = new Installation(together.before, at, world.config, 1);
  const answerOf = async ({ call }: Exchange, index: number, installation = alone): Promise<string> => {
    const sent = together.calls[index];
    const reply = await send(installation.host(0), call, new Random(seed, sent?.step ?? 0, sent?.nth ?? 0));
    mustHold(reply !== undefined, RULE, () => 'a call by itself has no answer');
    return answerBytes(reply);
  };
  const changing = changedInOrder(happened);
  const order: Exchange[] = [];
  const left = new Map(exchanges.map((exchange, index) => [index, { exchange, seen: [] as string[] }]));
  for (const index of changing) left.delete(index);
  const askRest = async (): Promise<void> => {
    for (const [index, { exchange, seen }] of left) {
      // Where this is not its place, it may be carried out, and what it is answered stored.
      const tried = exchange.call.method === 'GET' ? alone : new Installation(copyOf(alone.stores), at, world.config, 1);
      tried.recorder.take();
      const answer = await answerOf(exchange, index, tried);
      const isItsPlace = answer === answerBytes(exchange.reply) && !tried.recorder.take().some(isOfCustomers);
      if (!isItsPlace) {
        seen.push(answer);
        continue;
      }
      if (tried !== alone) await answerOf(exchange, index);
      left.delete(index);
      order.push(exchange);
    }
  };
  await askRest();
  for (const index of changing) {
    const exchange = exchanges[index];
    if (exchange === undefined) continue;
    const answer = await answerOf(exchange, index);
    mustHold(answer === answerBytes(exchange.reply), RULE, () => `${exchange.call.method} ${exchange.call.path} at once with others was answered otherwise than in its place in their order: ${differenceOf(answerBytes(exchange.reply), answer)}`);
    order.push(exchange);
    await askRest();
  }
  for (const { exchange: { call, reply }, seen } of left.values()) throw new Broken(RULE, `${call.method} ${call.path} at once with others was answered as at no moment between them: ${seen.map((each) => differenceOf(answerBytes(reply), each)).join(' · ')}`);
  const all = { order, alone };
  found.set(together, all);
  return all;
};
