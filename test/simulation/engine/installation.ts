import { MemoryExportFiles } from '../../../src/adapters/memory/memoryExportFiles';
import { type RouteDeps } from '../../../src/adapters/http/serveRoute';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { sweep } from '../../../src/app/due/sweep';
import { SweepRounds } from '../../../src/app/due/sweepRound';
import { DueInvoices } from '../../../src/app/invoice/dueInvoices';
import { holdsBack } from '../../../src/app/operations/sweepControl';
import { nextInvoicing } from '../../../src/domain/invoice/period';
import { instant, toMillis, type Instant } from '../../../src/kernel/instant';
import { tableNames, type Stores } from '../../../src/wiring/tables';
import { type TableName } from './tableName';
import { wire, type WiredApp } from '../../../src/wiring/wiring';
import { type Config } from '../../../src/wiring/config';
import { FakeMailbox } from '../../support/fakeMailbox';
import { FakeReceiver } from '../../support/fakeReceiver';
import { FixedClock } from '../../support/fixedClock';
import { WorldPatience } from '../../support/worldPatience';
import { copiedOnWrite, copyOfTable } from './copies';
import { plainDelivery, type Delivery } from './faults/runtimeFaults';
import { HostClock } from './faults/hostClock';
import { gated, Gate } from './gate';
import { runtimeOf } from './processes';
import { Recorder } from './recorder';
import { appAtHand } from '../seams/theApp';

/** How often the sweep may find new work at one instant before something must be wrong. */
const MOST_ROUNDS = 60;
/** So seldom a round does all that the timer's does; the first one does. */
const ROUNDS_TO_A_WHOLE_ONE = 12;

/** A process of the app: it holds what a process remembers, and dies of what its gate lets die. */
export interface Host {
  readonly gate: Gate;
  readonly clock: HostClock;
  readonly app: WiredApp;
  readonly rounds: SweepRounds;
  /** The one that rounds have, for those that are cut short. */
  readonly dueInvoices: DueInvoices;
  readonly routeDeps: RouteDeps;
}

export interface Logged {
  readonly message: string;
  readonly cause: unknown;
}

const tables = (of: (table: TableName) => Stores[TableName]): Stores => Object.fromEntries(tableNames.map((table) => [table, of(table)])) as Record<TableName, Stores[TableName]>;

/** The same rows in tables of their own. The catalogue, which is large, is copied once something is written to it. */
export const copyOf = (stores: Stores): Stores =>
  tables((table) => {
    const store = stores[table];
    return table === 'Catalogue' ? copiedOnWrite(store) : copyOfTable(store);
  });

/** One installation of the app: tables in memory that several hosts share, a clock that only the simulation moves, and the world outside. */
export class Installation {
  readonly clock: FixedClock;
  readonly files = new MemoryExportFiles();
  readonly receiver = new FakeReceiver();
  readonly mailbox = new FakeMailbox();
  readonly patience = new WorldPatience();
  readonly recorder = new Recorder();
  /** Every record as it was published, repeats included, over all hosts; taken by whoever looks. */
  private published: EventRecord[] = [];
  private logged: Logged[] = [];
  private mayLookAgain = false;
  /** Begun so far, by all hosts. */
  private rounds = 0;
  /** Those that run, the first of them does the sweeping unless told otherwise. */
  readonly hosts: Host[] = [];

  /** @param stores its own from now on. @param at where its clock stands. */
  constructor(
    readonly stores: Stores,
    at: string,
    private readonly config: Config,
    hosts: number,
  ) {
    this.clock = new FixedClock(at);
    for (let index = 0; index < hosts; index += 1) this.hosts.push(this.newHost());
  }

  now(): Instant {
    return this.clock.now();
  }

  host(index: number): Host {
    const host = this.hosts[index % this.hosts.length];
    if (host === undefined) throw new Error('No host runs');
    return host;
  }

  /** In place of one that died, or that is ended. */
  restart(index: number): Host {
    const place = index % this.hosts.length;
    this.hosts[place]?.gate.kill();
    return (this.hosts[place] = this.newHost());
  }

  takePublished(): readonly EventRecord[] {
    const { published } = this;
    this.published = [];
    return published;
  }

  takeLogged(): readonly Logged[] {
    const { logged } = this;
    this.logged = [];
    return logged;
  }

  /**
   * One tick of the sweep's timer on a host, with all the processes that it starts. Figures, which are a third of a round, are left out of most.
   * @param delivery how activities are delivered; each once, on this host, if absent. @throws what the sweep throws; {@link Killed} where the host died.
   */
  async round(host: Host, delivery: Delivery<Host> = plainDelivery(host)): Promise<void> {
    const { app, rounds, dueInvoices } = host;
    const runtime = runtimeOf(delivery);
    const isWhole = this.rounds % ROUNDS_TO_A_WHOLE_ONE === 0;
    this.rounds += 1;
    await appAtHand.run(app, async () => {
      if (isWhole) return rounds.run(app, runtime);
      const control = await sweep(app, runtime.processes);
      if (!holdsBack(control, 'invoiceRun')) await dueInvoices.start(app, runtime.startInvoices);
      return control;
    });
  }

  /** Whether anything is due at this instant. */
  isDue(): boolean {
    const first = this.recorder.dueTimes.earliest();
    return first !== undefined && first <= this.now();
  }

  /** A round did not come to its end: invoices, which are not in the index of deadlines, are looked at again when its host says so. */
  looksAgain(): void {
    this.mayLookAgain = true;
  }

  /** When the sweep finds something to do next: something falls due, a month is to be invoiced, or is looked at again. */
  async next(): Promise<Instant> {
    const first = this.recorder.dueTimes.earliest();
    const invoices = nextInvoicing(this.now(), this.config.invoiceDay);
    const next = first === undefined || invoices < first ? invoices : first;
    if (!this.mayLookAgain) return next;
    // Asked only after a fault: what hosts read for it would be a tenth of a life. One that has made no round yet would look at once.
    const looks = await Promise.all(this.hosts.flatMap(({ app, rounds, dueInvoices }) => [rounds.next(app), Promise.resolve(dueInvoices.next(this.now(), this.config.invoiceDay))]));
    const [again] = looks.filter((at): at is Instant => at !== undefined).toSorted();
    this.mayLookAgain = again !== undefined && again < next;
    return this.mayLookAgain && again !== undefined ? again : next;
  }

  /**
   * Rounds at this instant until nothing is due.
   * @param round one of them, with what goes wrong in it; one without faults if absent. @throws Error where it never ends
   */
  async settle(round: () => Promise<void> = () => this.round(this.host(0))): Promise<void> {
    for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
      if (!this.isDue()) return;
      await round();
    }
    const { deadlines } = await this.host(0).app.deadlines.due(this.now());
    throw new Error(`Still due at ${this.now()} after ${MOST_ROUNDS} rounds: ${JSON.stringify(deadlines.slice(0, 3))}`);
  }

  /** Time passes, and all that falls due in between, `until` included, is carried out at its instant. */
  async advanceTo(until: string, round?: () => Promise<void>): Promise<void> {
    for (;;) {
      await this.settle(round);
      const next = await this.next();
      if (next > instant(until)) break;
      if (next > this.now()) this.clock.moveTo(next);
      await (round ?? (() => this.round(this.host(0))))();
    }
    this.clock.moveTo(until);
  }

  private newHost(): Host {
    const gate = new Gate();
    const clock = new HostClock(this.clock);
    const note = (message: string, cause?: unknown): void => {
      if (!gate.isDead) this.logged.push({ message, cause });
    };
    const log = { info: () => undefined, warn: () => undefined, error: note };
    const stores = tables((table) => gated(this.recorder.recorded(this.stores[table], table), table, gate));
    const millis = (): number => toMillis(clock.now());
    const app = wire({ config: this.config, stores, exportFiles: this.files, clock, log, elapsed: millis, patience: this.patience, sender: this.receiver, mailSender: this.mailbox, realTime: () => new Date(millis()) });
    app.events.listen((record) => void this.published.push(record));
    const dueInvoices = new DueInvoices();
    return { gate, clock, app, rounds: new SweepRounds(dueInvoices), dueInvoices, routeDeps: app.routeDeps };
  }
}
