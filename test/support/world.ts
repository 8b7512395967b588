import { MemoryExportFiles } from '../../src/adapters/memory/memoryExportFiles';
import { type ChargeLine } from '../../src/domain/billing/chargeLine';
import { customerRows, readCustomer } from '../../src/app/customer/customerBook';
import { type EventRecord } from '../../src/app/command/eventRecord';
import { type Processes, sweep } from '../../src/app/due/sweep';
import { listCharges, readSubscription } from '../../src/app/subscription/subscriptionBook';
import { type Checkout } from '../../src/app/order/checkoutCart';
import { readConfig, type Config } from '../../src/wiring/config';
import { wire, type Outside, type Stores, type WiredApp } from '../../src/wiring/wiring';
import { type Customer } from '../../src/domain/parties/customer/state';
import { instant, toMillis, type Instant } from '../../src/kernel/instant';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { notInCatalogue } from '../../src/app/event/catalogue';
import { type Bus } from '../../src/app/bus/bus';
import { type Cart } from '../../src/domain/order/state';
import { type Subscription } from '../../src/domain/subscription/state';
import { FakeMailbox } from './fakeMailbox';
import { FakeReceiver } from './fakeReceiver';
import { FixedClock } from './fixedClock';
import { MemoryMeasures } from './memoryMeasures';
import { sampleStores } from './sampleCatalogue';
import { testEnvironment } from './worldConfig';
import { Desk, outcomeOf, type AskedLine, type Manner } from './worldDesk';
import { WorldPatience } from './worldPatience';
import { worldProcesses } from './worldOrchestrations';
import { allTables, copyOfStores, dumpOf, ofKnownKinds, rowsOf, wrapStores, type TableName } from './worldStores';

/** How often a sweep may find new work at one instant before something must be wrong. */
const mostSweeps = 50;

type Wrap = (store: PartitionStore, table: TableName) => PartitionStore;

/** AUD-2: what was published in any world of the file and is not in the catalogue, or does not say why it came to be. */
const notListed = new Set<string>();

afterEach(() => {
  const found = [...notListed];
  notListed.clear();
  expect(found).toEqual([]);
});

const judge = (record: EventRecord): void => {
  for (const problem of notInCatalogue(record)) notListed.add(problem);
  if (record.cause === undefined) notListed.add(`${record.id}: ${record.facts.map(({ type }) => type).join()} has no cause`);
};

/** An installation in memory with the sample's partners and customers, and a clock that only tests move. */
export class World {
  /** Every record as it was published, repeats included, over all processes. */
  readonly published: EventRecord[] = [];
  /** What the app logged as errors. */
  readonly errors: { readonly message: string; readonly cause: unknown }[] = [];
  /** What exports wrote, of all processes. */
  readonly files = new MemoryExportFiles();
  /** How long commands wait for others. */
  readonly patience = new WorldPatience();
  /** Where deliveries of webhooks go. */
  readonly receiver = new FakeReceiver();
  /** Where mail goes, if the settings send any. */
  readonly mailbox = new FakeMailbox();
  /** What was measured, of all processes. */
  readonly measures = new MemoryMeasures();
  private running: WiredApp;
  private seen = 0;

  private constructor(
    /** What is stored, without doubles around it. */
    readonly stores: Stores,
    readonly clock: FixedClock,
    private readonly desks: ReadonlyMap<string, Desk>,
    private readonly customers: readonly Customer[],
    wrap: Wrap | undefined,
    private readonly config: Config,
    private readonly bus: Bus | undefined,
    private readonly consumersOf: Outside['consumersOf'] | undefined,
  ) {
    this.running = this.newProcess(wrap);
  }

  /** @param at where the clock stands. @param from a world to copy what is stored from; the sample's customers, who hold nothing, if absent. @param settings that differ from the tests' own. @param bus absent: there is none. @param consumersOf the app's own if absent. */
  static async at(at: string, from?: Stores, wrap?: Wrap, settings: Readonly<Record<string, string>> = {}, bus?: Bus, consumersOf?: Outside['consumersOf']): Promise<World> {
    const stores = copyOfStores(from ?? (await sampleStores()));
    const rows = await rowsOf(stores.Commerce);
    const customers = rows.filter(({ key }) => key.startsWith('customer|')).map((row) => customerRows.read(row));
    const desks = new Map<string, Desk>();
    const world = new World(stores, new FixedClock(at), desks, customers, wrap, readConfig({ ...testEnvironment, ...settings }), bus, consumersOf);
    const marketOf = async (customerId: string): Promise<string> => (await readCustomer(stores.Commerce, customerId))?.value.country ?? 'NL';
    for (const partner of await world.app.partners.all()) desks.set(partner.slug, new Desk(() => world.app, partner, marketOf));
    return world;
  }

  get app(): WiredApp {
    return this.running;
  }

  now(): Instant {
    return this.clock.now();
  }

  /** A partner of the sample by its slug. */
  as(slug: string): Desk {
    const desk = this.desks.get(slug);
    if (desk === undefined) throw new Error(`The sample has no partner ${slug}`);
    return desk;
  }

  /** Id of a customer of the sample, by the first word of its name. */
  customer(name: string): string {
    const found = this.customers.find((customer) => customer.name.startsWith(name));
    if (found === undefined) throw new Error(`The sample has no customer ${name}`);
    return found.id;
  }

  /** The process ends; another one starts over what is stored. */
  restart(wrap?: Wrap): void {
    this.running = this.newProcess(wrap);
  }

  /** Sends what follows to another process. */
  use(app: WiredApp): void {
    this.running = app;
  }

  /** Another process beside the running one. @param fetchKeys where it finds the keys of issuers; it asks for none if absent. */
  newProcess(wrap: Wrap = (store) => store, fetchKeys?: typeof fetch): WiredApp {
    const trouble = (message: string, cause?: unknown): void => void this.errors.push({ message, cause });
    const log = { info: () => undefined, warn: trouble, error: trouble };
    const app = wire({ config: this.config, ...(fetchKeys !== undefined && { fetchKeys }), ...(this.bus !== undefined && { bus: this.bus }), ...(this.consumersOf !== undefined && { consumersOf: this.consumersOf }), stores: wrapStores(wrapStores(this.stores, ofKnownKinds), wrap), exportFiles: this.files, clock: this.clock, log, measures: this.measures, elapsed: () => toMillis(this.clock.now()), patience: this.patience, sender: this.receiver, mailSender: this.mailbox, realTime: () => new Date(toMillis(this.clock.now())) });
    app.events.listen((record) => {
      this.published.push(record);
      judge(record);
    });
    return app;
  }

  /** Buys in one cart. @returns ids of the subscriptions, in the order of the lines. */
  async buy(slug: string, customerId: string, lines: readonly AskedLine[], manner: Manner = {}): Promise<string[]> {
    const cart = await outcomeOf<Cart>(this.as(slug).createCart(customerId, lines));
    const { orders } = await outcomeOf<Checkout>(this.as(slug).checkout(customerId, cart.id, manner));
    return orders.flatMap((order) => order.lines.map((line) => line.subscriptionId));
  }

  async subscription(customerId: string, subscriptionId: string): Promise<Subscription> {
    const stored = await readSubscription(this.stores.Commerce, customerId, subscriptionId);
    if (stored === undefined) throw new Error(`There is no subscription ${subscriptionId}`);
    return stored.value;
  }

  async charges(customerId: string, subscriptionId: string): Promise<readonly ChargeLine[]> {
    return (await listCharges(this.stores.Commerce, customerId, subscriptionId, 1000)).items;
  }

  /** One tick of the sweep's timer, with all the processes it starts. */
  async tick(app: WiredApp = this.running, processes: Processes = worldProcesses(app)): Promise<void> {
    await sweep(app, processes);
  }

  /** Ticks at this instant until nothing is due. */
  async settle(): Promise<void> {
    for (let ticks = 0; ticks < mostSweeps; ticks += 1) {
      if ((await this.due()).length === 0) return;
      await this.tick();
    }
    throw new Error(`Still due at ${this.now()} after ${mostSweeps} sweeps: ${JSON.stringify(await this.due())}`);
  }

  /** Time passes, and everything that falls due in between, `until` included, is carried out at its instant. */
  async advanceTo(until: string): Promise<void> {
    for (;;) {
      await this.settle();
      const next = await this.app.deadlines.earliest();
      if (next === undefined || next > instant(until)) break;
      this.clock.moveTo(next);
    }
    this.clock.moveTo(until);
  }

  /** Time passes while the host is down. */
  sleepUntil(until: string): void {
    this.clock.moveTo(until);
  }

  /** The first of what is due; none where nothing is. */
  async due() {
    let page = await this.app.deadlines.due(this.now());
    while (page.deadlines.length === 0 && page.continuation !== undefined) page = await this.app.deadlines.due(this.now(), undefined, page.continuation);
    return page.deadlines;
  }

  /** Types of the facts published since the last time this was asked, in order; what is said of windows, which change nothing, is left out. */
  happened(): string[] {
    const types = this.published.slice(this.seen).flatMap((record) => (record.subject.kind === 'window' ? [] : record.facts.map((fact) => fact.type)));
    this.seen = this.published.length;
    return types;
  }

  /** Nothing is due, nothing waits to be published, and nothing was logged as an error. */
  async expectNothingDue(): Promise<void> {
    await this.app.covers.clear();
    expect(await this.due()).toEqual([]);
    expect((await rowsOf(this.stores.Commerce)).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
    expect(this.errors).toEqual([]);
  }

  /** All rows of some tables; of all tables if they are not named. */
  dump(tables: readonly TableName[] = allTables) {
    return dumpOf(this.stores, tables);
  }

  commerceRows() {
    return rowsOf(this.stores.Commerce);
  }
}
