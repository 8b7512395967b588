import { measured } from './counted';
import { entitiesOfRenewal, type Setting } from './model';
import { limits, parts } from './published';

// A million times each: looked up once, since looking up a global is dear where tests run.
const { ceil, floor, imul, log, max } = Math;

/** A night to be simulated. */
export interface Midnight extends Setting {
  readonly renewals: number;
  /** The same seed gives the same night. */
  readonly seed: number;
}

/** Seconds that a request takes at least, and on average beyond that: one number drawn for each transaction of a customer. An assumption, not a measurement. */
const REQUEST = { least: 0.004, more: 0.006 };
/** Until the sweep has found what is due and started the processes, and the hub, idle until then, hands out their first steps. */
const BEGIN = { sweep: 5, hub: 30 };

/** Numbers from 0 to 1, the same for the same seed. mulberry32. */
const numbers = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Something that does so much a second, one after the other. */
class Server {
  private free = 0;

  constructor(private readonly rate: number) {}

  /** @returns when it is through with `amount` that comes at `at`. */
  after(at: number, amount: number): number {
    this.free = max(this.free, at) + amount / this.rate;
    return this.free;
  }
}

export interface Simulated {
  /** Renewals that were done in each minute from midnight on. */
  readonly minutes: readonly number[];
  /** Until the last one was. */
  readonly seconds: number;
}

/** What happens next, in order of time; of one instant in the order in which it was said. */
class Agenda {
  private readonly waiting: { readonly at: number; readonly act: (at: number) => void }[] = [];

  at(at: number, act: (at: number) => void): void {
    let index = this.waiting.length;
    while (index > 0 && (this.waiting[index - 1]?.at ?? 0) <= at) index -= 1;
    // The next one is the last: few wait at a time.
    this.waiting.splice(index, 0, { at, act });
  }

  run(): void {
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) next.act(next.at);
  }
}

/**
 * A midnight, page by page: sixteen processes take page after page of their part. A page is decided, for which it waits for its CPU; its customers' transactions, eight at a time, take as long as is drawn for each and wait for the accounts
 * that their customers are in; then what the page brought is written for its partners and into its part of the deadline index, and waits for their partitions and for the accounts in which these lie. Whose a customer is, and in which account, is drawn too. Whoever waits does so in
 * the order in which they come.
 */
export const simulateMidnight = ({ renewals, seed, ...setting }: Midnight): Simulated => {
  const { accounts, isSpread, partners, share, together } = setting;
  const draw = numbers(seed);
  const written = entitiesOfRenewal(setting);
  const storage = Array.from({ length: accounts }, () => new Server(limits.account * share));
  const partitions = (): readonly Server[] => Array.from({ length: partners }, () => new Server(limits.partition * share));
  const [feeds, lists] = [partitions(), partitions()];
  const spreadAccount = (): number => (isSpread ? floor(draw() * accounts) : 0);
  const request = (): number => REQUEST.least - log(1 - draw()) * REQUEST.more;
  const agenda = new Agenda();
  const minutes: number[] = [];
  let seconds = 0;

  const done = (at: number, count: number): void => {
    seconds = max(seconds, at);
    const minute = floor(at / 60);
    while (minutes.length <= minute) minutes.push(0);
    minutes[minute] = (minutes[minute] ?? 0) + count;
  };
  const customers = ceil(renewals / together);
  const ofAPage = max(1, floor(parts.page / together));

  const begin = (index: number): void => {
    const [cpu, deadlines] = [new Server(1000 / measured[together].cpu), new Server(limits.partition * share)];
    let left = floor(customers / parts.deadlines) + (index < customers % parts.deadlines ? 1 : 0);
    const page = (from: number): void => {
      const taken = Math.min(ofAPage, left);
      if (taken === 0) return;
      left -= taken;
      const byPartner = new Map<number, number>();
      const byAccount = new Map<number, number>();
      const lanes = Array.from({ length: parts.customersAtOnce }, () => 0);
      for (let customer = 0; customer < taken; customer += 1) {
        const [partner, account, lane] = [floor(draw() * partners), floor(draw() * accounts), customer % lanes.length];
        byPartner.set(partner, (byPartner.get(partner) ?? 0) + together);
        byAccount.set(account, (byAccount.get(account) ?? 0) + together);
        lanes[lane] = (lanes[lane] ?? 0) + request();
      }
      const tell = (at: number): void => {
        const ends = [...byPartner].map(([partner, count]) => max((feeds[partner] as Server).after(at, written.feed * count), (lists[partner] as Server).after(at, written.list * count), (storage[spreadAccount()] as Server).after(at, written.others * count)));
        agenda.at(max(...ends, deadlines.after(at, written.deadlines * taken * together)) + request(), (end) => {
          done(end, taken * together);
          page(end);
        });
      };
      const commit = (at: number): void => {
        const ends = [...byAccount].map(([account, count]) => (storage[account] as Server).after(at, written.customers * count));
        agenda.at(max(at + max(...lanes), ...ends), tell);
      };
      agenda.at(cpu.after(from, taken * together), commit);
    };
    agenda.at(BEGIN.sweep + draw() * BEGIN.hub, page);
  };
  for (let index = 0; index < parts.deadlines; index += 1) begin(index);
  agenda.run();
  return { minutes, seconds };
};
