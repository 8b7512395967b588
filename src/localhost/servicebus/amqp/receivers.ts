import { types } from 'rhea';
import { type Broker } from '../broker';
import { BusError, Condition } from '../engine/busError';
import { type Holder, type Queue, type Session } from '../engine/queue';
import { outstanding } from '../engine/receiving';
import { acceptNext, acceptSession, closeSession } from '../engine/sessions';
import { type LinkHandler, type OutcomeKind } from './linkHandler';
import { errorFor } from './outcome';
import { OutgoingLink } from './outgoingLink';
import { type Connection, type Delivery, holdAttach, type SendingLink } from './rheaInternals';

const FILTER = 'com.microsoft:session-filter';
const TIMEOUT = 'com.microsoft:timeout';
const LOCKED_UNTIL = 'com.microsoft:locked-until-utc';
/** A receiver whose identifier begins so holds a virtual clock. */
const HOLDS_CLOCK = 'clock:';
const IDENTIFIER = 'com.microsoft:receiver-name';
/** How long a client waits for a session if it does not say, in real time: clients live by the machine's clock. */
const PATIENCE_MS = 60_000;

/** Everyone who receives, by queue; hands out what is there in turn. */
export class Receivers {
  readonly #broker: Broker;
  readonly #links = new Map<Queue, OutgoingLink[]>();
  readonly #waiting = new Map<Queue, Set<SessionLink>>();
  readonly #holders = new Map<Holder, OutgoingLink>();
  /** Queues of receivers that hold the clock, for as long as their connections live. */
  readonly #held = new Map<Connection, Set<Queue>>();

  constructor(broker: Broker) {
    this.#broker = broker;
    broker.onTouched((queue) => this.pump(queue));
    broker.onSessionEnded((holder, sessionId) => {
      this.#holders.get(holder)?.link.close({ condition: Condition.sessionLockLost, description: `The session lock has expired on the session '${sessionId}'. Accept the session again.` });
    });
  }

  /** Attaches a client that receives. @throws BusError */
  attach(link: SendingLink, queue: Queue): LinkHandler {
    if (identifierOf(link).startsWith(HOLDS_CLOCK)) this.#held.set(link.connection, (this.#held.get(link.connection) ?? new Set()).add(queue));
    const filter = link.source?.filter;
    const wantsSession = filter !== undefined && filter !== null && Object.hasOwn(filter, FILTER);
    if (wantsSession !== queue.settings.requiresSession) {
      throw new BusError(
        Condition.notAllowed,
        wantsSession
          ? `A sessionful message receiver cannot be created on an entity that does not require sessions: '${queue.path}'.`
          : `It is not possible for an entity that requires sessions to create a non-sessionful message receiver: '${queue.path}'.`,
      );
    }
    return wantsSession ? new SessionLink(link, queue, sessionIdOf(filter[FILTER]), this.#broker, this) : this.#attachPlain(link, queue);
  }

  /** Hands out what is there, one message to each who asked for one, in turn; and sessions to those who wait for one. */
  pump(queue: Queue): void {
    for (const waiting of this.#waiting.get(queue) ?? []) if (!waiting.tryNext()) break;
    const links = this.#links.get(queue) ?? [];
    for (let idle = 0, turn = 0; idle < links.length; turn += 1) idle = links[turn % links.length]?.deliver() ? 0 : idle + 1;
    const [first] = links;
    if (first && links.length > 1 && !queue.settings.requiresSession) links.push(links.shift() ?? first);
  }

  forget(connection: Connection): void {
    this.#held.delete(connection);
  }

  /** What receivers that hold the clock have not settled yet, or have not got yet: 0 means that time may go on. */
  unsettled(): number {
    const queues = new Set([...this.#held.values()].flatMap((held) => [...held]));
    return [...queues].reduce((sum, queue) => sum + this.#broker.look((store) => outstanding(store, queue)), 0);
  }

  add(handler: OutgoingLink, holder: Holder): void {
    const links = this.#links.get(handler.queue) ?? [];
    links.push(handler);
    this.#links.set(handler.queue, links);
    this.#holders.set(holder, handler);
  }

  remove(handler: OutgoingLink, holder: Holder): void {
    const links = (this.#links.get(handler.queue) ?? []).filter((one) => one !== handler);
    if (links.length > 0) this.#links.set(handler.queue, links);
    else this.#links.delete(handler.queue);
    this.#holders.delete(holder);
  }

  wait(queue: Queue, link: SessionLink): void {
    const waiting = this.#waiting.get(queue) ?? new Set();
    this.#waiting.set(queue, waiting.add(link));
  }

  waitNoMore(queue: Queue, link: SessionLink): void {
    this.#waiting.get(queue)?.delete(link);
  }

  #attachPlain(link: SendingLink, queue: Queue): LinkHandler {
    const handler = new OutgoingLink(link, this.#broker, queue, undefined, undefined, () => this.pump(queue));
    link.set_source({ address: link.source?.address });
    this.add(handler, handler);
    return {
      link,
      onFlow: (draining) => handler.onFlow(draining),
      onOutcome: (kind, delivery) => handler.onOutcome(kind, delivery),
      onClosed: () => {
        handler.onClosed();
        this.remove(handler, handler);
      },
    };
  }
}

/** A client that asks for a session: for one by its id, or for the next that has something. */
class SessionLink implements LinkHandler {
  #granted: OutgoingLink | undefined;
  #session: Session | undefined;
  #patience: NodeJS.Timeout | undefined;

  constructor(
    readonly link: SendingLink,
    private readonly queue: Queue,
    id: string | undefined,
    private readonly broker: Broker,
    private readonly receivers: Receivers,
  ) {
    if (id !== undefined) this.#grant(broker.look((store, now) => acceptSession(store, queue, id, this, now)));
    else if (!this.tryNext()) this.#wait();
  }

  /** @returns whether there was a session to grant. */
  tryNext(): boolean {
    const session = this.broker.look((store, now) => acceptNext(store, this.queue, this, now));
    if (!session) return false;
    const waited = this.#patience !== undefined;
    this.#stopWaiting();
    this.#grant(session);
    if (waited) this.link.open();
    return true;
  }

  onFlow(draining: boolean): void {
    this.#granted?.onFlow(draining);
  }

  onOutcome(kind: OutcomeKind, delivery: Delivery): void {
    this.#granted?.onOutcome(kind, delivery);
  }

  onClosed(): void {
    if (this.#patience) {
      this.#stopWaiting();
      // Its peer waits for an answer to its attach before it takes one to its detach, or lets its connection go; in an AMQP session that it has ended it may have none.
      if (this.link.session.is_open() || !this.link.connection.is_open()) this.link.open();
      return;
    }
    if (!this.#granted || !this.#session) return;
    this.#granted.onClosed();
    this.receivers.remove(this.#granted, this);
    const session = this.#session;
    if (session.holder !== this) return;
    this.broker
      .run((store, now) => {
        if (session.holder === this) closeSession(store, this.queue, session, now);
      })
      .catch(() => {
        // Only a journal that takes nothing refuses this: then nobody receives until a restart, which opens every session.
      });
  }

  #grant(session: Session): void {
    const granted = new OutgoingLink(this.link, this.broker, this.queue, session, this, () => {
      while (granted.deliver());
    });
    this.#granted = granted;
    this.#session = session;
    this.link.set_source({ address: this.link.source?.address, filter: { [FILTER]: session.id } });
    this.link.local.attach.properties = { [LOCKED_UNTIL]: types.wrap_long(ticks(session.lockedUntil)) };
    this.receivers.add(granted, this);
  }

  #wait(): void {
    holdAttach(this.link);
    this.receivers.wait(this.queue, this);
    const asked = Number(this.link.properties?.[TIMEOUT] ?? PATIENCE_MS);
    this.#patience = setTimeout(() => {
      this.#stopWaiting();
      this.link.open();
      this.link.close(errorFor(new BusError(Condition.timeout, 'There is no session with messages to accept within the time the client waits.')));
    }, Number.isFinite(asked) && asked > 0 ? asked : PATIENCE_MS);
    this.#patience.unref();
  }

  #stopWaiting(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.receivers.waitNoMore(this.queue, this);
  }
}

const identifierOf = (link: SendingLink): string => {
  const named = link.properties?.[IDENTIFIER] ?? link.target?.address;
  return typeof named === 'string' ? named : '';
};

/** A filter's value may be plain or described; null asks for the next session. */
function sessionIdOf(filter: unknown): string | undefined {
  const plain: unknown = typeof filter === 'object' && filter !== null && 'value' in filter ? filter.value : filter;
  return typeof plain === 'string' ? plain : undefined;
}

/** .NET ticks: tenths of microseconds since year 1, big-endian. */
function ticks(at: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(BigInt(at) * 10_000n + 621_355_968_000_000_000n);
  return buffer;
}
