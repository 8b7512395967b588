import { openApiDocument } from '../../src/adapters/http/description/document';
import { isPreviewed } from '../../src/adapters/http/previewAsked';
import { repeats } from '../../src/adapters/http/repeats';
import { routes } from '../../src/adapters/http/route';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { isGuid } from '../../src/adapters/http/guid';
import { rebuild } from '../../src/app/check/rebuild';
import { plusHours } from '../../src/kernel/instant';
import { httpOver, type Call, type Reply } from '../support/httpWorld';
import { World } from '../support/world';
import { askedOf, draftOf, smaller, type Asked, type Draft } from './draft';
import { NOW, SETTINGS, customerCaller, fuzzedWorld, operatorCaller, validOf, wordsOf, type FuzzedWorld } from './fuzzedWorld';
import { type Words } from './hostile';
import { lasting, problemsOf, sentText } from './judge';
import { operationsOf, type Operation } from './operations';
import { Random } from './random';
import { Watch, WatchedStore } from './watchedStores';

/** Calls of one life: one world, in which what is accepted stays. The same life comes of the same seed. */
export const CALLS_OF_A_LIFE = 40;

/** Turns of the event loop in which an answer has to come: nothing in a world in memory waits for anything but compression. */
const MOST_TURNS = 3_000_000;
const MOST_SHRINKINGS = 400;

/** What came of a call, as far as a route is concerned. */
export type Outcome = 'done' | 'refused by a rule' | 'refused by its form' | 'elsewhere';

export interface Failure {
  /** Which request of the run. */
  readonly nth: number;
  readonly problems: readonly string[];
  readonly asked: Asked;
  /** Accepted beforehand in the same life, without which it does not fail. */
  readonly after: readonly Asked[];
}

/** The audit log and nothing else takes note of what is refused. */
const isDeclared = (where: string): boolean => where.startsWith('Audit ');

/** What a command means to do is written before it is found to be done already; the sweep finds nothing to do. */
const isSafetyNet = (where: string): boolean => isDeclared(where) || /^Deadlines .*\|publish\|/.test(where);

/** Whether the repeat of a call under its request id has the answer of the first: what only reads has, and of writes those that say so. */
const isAnsweredAlike = (operation: string): boolean => ['kept', 'found', undefined].includes(repeats[operation]?.is);

const own = new Set(['createCart', 'createOrder', 'createWebhook', 'createTransfer', 'scheduleMigration', 'fileSupportRequest', 'askOverageHandover']);
const namesOfMade: Readonly<Record<string, string>> = { createCart: 'cartId', createOrder: 'orderId', createWebhook: 'webhookId', createTransfer: 'transferId', scheduleMigration: 'scheduleId', fileSupportRequest: 'requestId', askOverageHandover: 'handoverId' };

/** Else a new one is made for every call, and with it the ids of what it makes. */
const hasRequestId = ({ headers }: Asked): boolean => {
  const ids = headers.filter(([name]) => name.toLowerCase() === 'ms-requestid');
  return ids.length === 1 && isGuid(ids[0]?.[1].trim());
};

/** One world that lives through calls. */
interface Life {
  readonly world: World;
  readonly watch: Watch;
  /** By names of path parameters: what was made in this life. */
  readonly made: Map<string, string>;
  /** Of what is another's: what callers named themselves, which the audit log, say, shows them again. */
  readonly named: Set<string>;
  accepted: boolean;
}

export class Fuzzer {
  /** Of each operation how often its calls ended how. */
  readonly coverage = new Map<string, Map<Outcome, number>>();
  /** How many calls, repeats and all. */
  sent = 0;
  private readonly byName: ReadonlyMap<string, ServedRoute>;
  private readonly weighted: readonly (readonly [number, Operation])[];
  private readonly words: Words;
  private current: World;
  private readonly http: (path: string, call?: Call) => Promise<Reply>;
  private reached: string | undefined;

  private constructor(
    readonly operations: readonly Operation[],
    private readonly base: FuzzedWorld,
    private readonly guids: { from: Random },
  ) {
    this.current = base.world;
    const current = (): World => this.current;
    // One set of routes for all worlds.
    this.http = httpOver({ get app() { return current().app; }, get stores() { return current().stores; }, as: (slug: string) => current().as(slug) } as World);
    this.byName = new Map(routes().map((route) => [route.name, route]));
    for (const route of routes()) {
      const { handle } = route;
      (route as { handle: ServedRoute['handle'] }).handle = (input) => {
        this.reached = route.name;
        return handle(input);
      };
    }
    this.weighted = operations.map((operation) => [operation.method === 'GET' || operation.method === 'HEAD' ? 1 : 3, operation]);
    this.words = wordsOf(operations, base);
  }

  /** @param guids where the ids come from that the app makes by chance. */
  static async begin(guids: { from: Random }): Promise<Fuzzer> {
    const base = await fuzzedWorld();
    return new Fuzzer(operationsOf(openApiDocument(routes(), '0')), base, guids);
  }

  /** Puts another handler in the place of an operation's, to see that what it does is found. @returns puts the own one back. */
  sabotage(name: string, instead: (world: World) => ReturnType<ServedRoute['handle']>): () => void {
    const route = this.byName.get(name) as { handle: ServedRoute['handle'] };
    const { handle } = route;
    route.handle = () => {
      this.reached = name;
      return instead(this.current);
    };
    return () => void (route.handle = handle);
  }

  /** How often a handler of its own was asked. */
  reachedBy(name: string): number {
    const outcomes = this.coverage.get(name);
    return (outcomes?.get('done') ?? 0) + (outcomes?.get('refused by a rule') ?? 0);
  }

  /** Sends the valid call of an operation in a world of its own. @returns what is wrong with it. */
  async census(operation: Operation): Promise<readonly string[]> {
    const life = await this.newLife('census', operation.name);
    const draft: Draft = { operation, valid: validOf(this.base, operation), spoilt: [] };
    const problems = [...(await this.judged(life, askedOf(draft))), ...(await this.afterwards(life))];
    return this.reached === operation.name ? problems : [...problems, 'a valid call does not reach its handler'];
  }

  /** @param only a request of the life, after those before it; all of them if absent. @param tell is told the number of each before it is sent. */
  async live(seed: number, life: number, only?: number, tell: (nth: number) => void = () => undefined): Promise<readonly Failure[]> {
    const world = await this.newLife(seed, life);
    const before: Draft[] = [];
    const last = only ?? (life + 1) * CALLS_OF_A_LIFE - 1;
    for (let nth = life * CALLS_OF_A_LIFE; nth <= last; nth += 1) {
      tell(nth);
      const random = new Random(seed, nth);
      const operation = random.weighted(this.weighted);
      const draft = draftOf(random, operation, validOf(this.base, operation, random.chance(50) ? world.made : undefined), this.words);
      const problems = await this.judged(world, askedOf(draft), true);
      if (problems.length > 0) return [await this.shrunk(seed, life, nth, before, draft, problems)];
      before.push(draft);
    }
    const problems = await this.afterwards(world);
    return problems.length === 0 ? [] : [await this.shrunk(seed, life, last, before.slice(0, -1), before.at(-1) as Draft, problems)];
  }

  private async newLife(...seed: readonly (number | string)[]): Promise<Life> {
    this.guids.from = new Random('ids', ...seed);
    const watch = new Watch();
    const world = await World.at(NOW, this.base.world.stores, (store, table) => new WatchedStore(store, table, watch), SETTINGS);
    return { world, watch, made: new Map(), named: new Set(), accepted: false };
  }

  private callOf({ operation, method, headers, body, caller }: Asked): Call {
    const joined = new Map<string, string>();
    // As the host hands them on.
    for (const [name, value] of headers) joined.set(name.toLowerCase(), joined.has(name.toLowerCase()) ? `${joined.get(name.toLowerCase())},${value}` : value);
    const access = this.byName.get(operation)?.access;
    const permission = access === undefined || access === 'public' ? '' : access.permission;
    const as: Call = caller === undefined ? this.base.callerOf(permission) : caller === 'operator' ? { caller: operatorCaller } : caller === 'customer' ? { caller: customerCaller(this.base.customerId) } : caller === 'nordlys' ? { as: 'nordlys' } : caller === 'helpdesk' ? { roles: ['helpdesk_agent'] } : { appOnly: true };
    return { ...as, method, headers: Object.fromEntries(joined), ...(body && { body }) };
  }

  /** @returns undefined for what no client can send: a header or an address that HTTP itself does not have. */
  private async send(life: Life, asked: Asked, isRepeat = false): Promise<Reply | undefined> {
    const call = this.callOf(asked);
    try {
      new Headers(call.headers);
      new URL(`http://localhost${asked.target}`);
    } catch {
      return undefined;
    }
    this.current = life.world;
    if (asked.days !== undefined && !isRepeat) await life.world.advanceTo(plusHours(life.world.now(), 24 * asked.days));
    this.reached = undefined;
    this.sent += 1;
    life.watch.begin();
    let settled: { readonly reply: Reply } | { readonly thrown: unknown } | undefined;
    void this.http(asked.target, call).then(
      (reply) => (settled = { reply }),
      (thrown: unknown) => (settled = { thrown }),
    );
    for (let turns = 0; settled === undefined; turns += 1) {
      if (turns > MOST_TURNS) throw new Error(`no answer after ${MOST_TURNS} turns of the event loop`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if ('thrown' in settled) throw settled.thrown;
    return settled.reply;
  }

  /** Sends a call, and once more where that has to come to the same. @returns what is wrong. @param counts whether it counts for the coverage. */
  private async judged(life: Life, asked: Asked, counts = false): Promise<readonly string[]> {
    let reply: Reply | undefined;
    try {
      reply = await this.send(life, asked);
    } catch (error) {
      return [`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
    }
    if (reply === undefined) return [];
    const reached = this.reached;
    const { caller } = this.callOf(asked);
    const said = sentText(asked).toLowerCase();
    for (const each of this.base.foreign) if (said.includes(each.toLowerCase())) life.named.add(each);
    const isTheirs = asked.caller === 'nordlys' || caller?.kind === 'operator';
    const problems = [...problemsOf(asked, reply, isTheirs ? new Set() : new Set([...this.base.foreign].filter((each) => !life.named.has(each))))];
    for (const { message, cause } of life.world.errors.splice(0)) problems.push(`logged: ${message} ${cause instanceof Error ? (cause.stack ?? cause.message) : ''}`);
    const changes = await life.watch.changes(isDeclared);
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(asked.method);
    const isPreview = isPreviewed(new URLSearchParams(asked.target.split('?')[1] ?? ''));
    if (changes.length > 0 && (reply.status >= 400 || isRead || isPreview)) problems.push(`${reply.status >= 400 ? 'refused' : 'read'}, and stored: ${changes.slice(0, 3).join('; ')}`);
    if (reply.status < 400 && !isRead && !isPreview) {
      life.accepted ||= changes.length > 0;
      const id = (reply.body as { id?: unknown } | undefined)?.id;
      if (own.has(asked.operation) && reached === asked.operation && typeof id === 'string') life.made.set(namesOfMade[asked.operation] ?? '', id);
    }
    if (counts) this.count(asked.operation, reached === asked.operation ? (reply.status < 400 ? 'done' : 'refused by a rule') : reached === undefined ? 'refused by its form' : 'elsewhere');
    if (problems.length === 0 && (reply.status >= 400 || isRead || (hasRequestId(asked) && isAnsweredAlike(reached ?? asked.operation)))) problems.push(...(await this.again(life, asked, reply)));
    this.reached = reached;
    return problems;
  }

  /** The same call once more: the same answer, and nothing more is stored. */
  private async again(life: Life, asked: Asked, reply: Reply): Promise<readonly string[]> {
    const second = await this.send(life, asked, true);
    if (second === undefined) return ['the second time it cannot be sent'];
    const [before, after] = [lasting(reply), lasting(second)];
    const changes = await life.watch.changes(isSafetyNet);
    return [...(before === after ? [] : [`the second time it answers ${after.slice(0, 300)} instead of ${before.slice(0, 300)}`]), ...(changes.length === 0 ? [] : [`the second time it stores ${changes.slice(0, 3).join('; ')}`])];
  }

  private count(operation: string, outcome: Outcome): void {
    const outcomes = this.coverage.get(operation) ?? new Map<Outcome, number>();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    this.coverage.set(operation, outcomes);
  }

  /** What a world does not keep in which something was accepted: nothing is due, nothing waits, and all that is derived says what the state says. */
  private async afterwards({ world, accepted }: Life): Promise<readonly string[]> {
    if (!accepted) return [];
    try {
      await world.settle();
      const rows = await world.commerceRows();
      const waiting = rows.filter(({ key }) => key.startsWith('outbox|')).map(({ key }) => `${key} was never published`);
      const cycles = rows.filter(({ key, value }) => key.startsWith('charge|') && String(value['referenceId']).includes('|term ')).map(({ value }) => String(value['referenceId']));
      const twice = cycles.filter((reference, index) => cycles.indexOf(reference) !== index).map((reference) => `${reference} was charged twice`);
      const { findings } = await rebuild(world.app, false);
      const logged = world.errors.map(({ message, cause }) => `logged: ${message} ${cause instanceof Error ? (cause.stack ?? cause.message) : ''}`);
      return [...logged, ...waiting, ...twice, ...findings.map((finding) => `the check finds ${JSON.stringify(finding)}`)];
    } catch (error) {
      return [`afterwards: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
    }
  }

  /** Whether the last call of a list, in a life of its own, fails as the first kind of problem says. */
  private async fails(seed: number, life: number, drafts: readonly Draft[], like: string): Promise<readonly string[]> {
    const world = await this.newLife(seed, life);
    for (const [index, draft] of drafts.entries()) {
      const problems = await this.judged(world, askedOf(draft));
      if (problems.some((problem) => kindOf(problem) === like)) return index === drafts.length - 1 ? problems : [];
    }
    const problems = await this.afterwards(world);
    return problems.some((problem) => kindOf(problem) === like) ? problems : [];
  }

  /** The least that still fails alike: without what went before it, or with as little of it as can be, and with less in it. */
  private async shrunk(seed: number, life: number, nth: number, before: readonly Draft[], failing: Draft, found: readonly string[]): Promise<Failure> {
    const like = kindOf(found[0] ?? '');
    let [prefix, draft, problems] = [before, failing, found];
    let tries = 0;
    const attempt = async (fewer: readonly Draft[], less: Draft): Promise<boolean> => {
      tries += 1;
      const still = await this.fails(seed, life, [...fewer, less], like);
      if (still.length === 0) return false;
      [prefix, draft, problems] = [fewer, less, still];
      return true;
    };
    if (!(await attempt([], draft))) for (let index = prefix.length - 1; index >= 0; index -= 1) await attempt(prefix.toSpliced(index, 1), draft);
    for (let found = true; found && tries < MOST_SHRINKINGS; ) {
      found = false;
      for (const less of smaller(draft)) {
        if (tries >= MOST_SHRINKINGS) break;
        if (await attempt(prefix, less)) {
          found = true;
          break;
        }
      }
    }
    return { nth, problems, asked: askedOf(draft), after: prefix.map(askedOf) };
  }
}

/** Without what differs from call to call. */
const kindOf = (problem: string): string => problem.split(/[:\n]/, 2).join(':').replaceAll(/[0-9a-f-]{8,}|\d+/gi, '#').slice(0, 60);
