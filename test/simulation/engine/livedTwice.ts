import { type Happened, type Reach } from './check';
import { Reached } from './reached';
import { runLife, type LifeAsked, type LifeLived, type Onlooker } from './runLife';
import { type World } from './world';

/** One life in so many is lived twice. */
const TWICE_EVERY = 200;

/** What sorts the calls that a process takes up at one instant counts on from life to life: it is of the process, and nothing is decided by it. */
const CALL_NUMBER = /(?<!\d)\d{9}(?=-[0-9a-f]{8}-[0-9a-f]{4}-)/g;

/** All that happens in a life, as text. */
export class Trace implements Onlooker {
  readonly name = 'trace';
  readonly happenings: string[] = [];

  after({ step, at, exchanges, changes, published, faults }: Happened): void {
    const told = exchanges.map(({ call, reply, attempts }) => [call.method, call.path, call.body, call.headers, reply.status, reply.text, attempts]);
    this.happenings.push(JSON.stringify([step, at, faults, told, changes.map(({ table, partition, key, after }) => [table, partition, key, after]), published]).replaceAll(CALL_NUMBER, '…'));
  }
}

const AROUND = 200;

/** Where two traces begin to differ, for a reader; undefined: nowhere. */
export const firstDifference = (one: readonly string[], other: readonly string[]): string | undefined => {
  const nth = Array.from({ length: Math.max(one.length, other.length) }, (_, index) => index).find((index) => one[index] !== other[index]);
  if (nth === undefined) return undefined;
  const [here = 'nothing', there = 'nothing'] = [one[nth], other[nth]];
  let at = 0;
  while (at < here.length && here[at] === there[at]) at += 1;
  const part = (text: string): string => text.slice(Math.max(0, at - AROUND), at + AROUND);
  return `happening ${nth}, which begins ${here.slice(0, 60)}: …${part(here)}…\n  the second time: …${part(there)}…`;
};

/**
 * Lives a life, and one in two hundred a second time: the same seed has the same requests, answers, faults and rows, to the byte. Without that no seed could be lived again.
 * @returns as of the first time; broken by the rule `determinism` where the second was another
 */
export const liveLife = async (world: World, asked: LifeAsked, reach: Reach, isTwice = asked.seed % TWICE_EVERY === 0): Promise<LifeLived> => {
  if (!isTwice) return runLife(world, asked, reach);
  const [first, second] = [new Trace(), new Trace()];
  const lived = await runLife(world, asked, reach, [first]);
  await runLife(world, asked, new Reached(), [second]);
  reach.reach('rule', 'determinism');
  const difference = firstDifference(first.happenings, second.happenings);
  if (difference === undefined || lived.broken !== undefined) return lived;
  const message = `[determinism] the same life came to something else the second time, at ${difference}`;
  return { ...lived, broken: { rule: 'determinism', message, step: lived.steps, stack: message } };
};
