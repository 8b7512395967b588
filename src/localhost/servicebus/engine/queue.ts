import { LazyHeap } from '../../lazyHeap';
import { type Message, sizeOf } from './message';
import { Numbered } from './numbered';
import { type QueueSettings } from './settings';

/** Someone who receives: a link. Compared by identity. */
export type Holder = object;

export interface Lock {
  readonly token: string;
  readonly message: Message;
  readonly holder: Holder;
  readonly session?: Session;
  /** ms; in a session the session's counts. */
  until: number;
  held: boolean;
}

export interface Session {
  readonly id: string;
  readonly ready: LazyHeap<Message>;
  /** Absent until there was one. */
  locks?: Set<Lock>;
  messages: number;
  state: Buffer | null;
  /** When its state was last set, or its first message came. */
  updatedAt: number;
  holder?: Holder;
  lockedUntil: number;
}

const comesBefore = (one: Message, other: Message): boolean => one.seq < other.seq;
const isReady = (message: Message): boolean => message.state === 'ready';
const runsOutBefore = (one: Message, other: Message): boolean => one.expiresAt < other.expiresAt || (one.expiresAt === other.expiresAt && one.seq < other.seq);
const isThere = (message: Message): boolean => message.state !== 'gone';
const readyHeap = (): LazyHeap<Message> => new LazyHeap(comesBefore, isReady);

/** What is in a queue, a subscription or the dead letters of one. Pure state: who may do what, and when, is decided elsewhere. */
export class Queue {
  readonly messages = new Numbered();
  readonly locks = new Map<string, Lock>();
  readonly sessions = new Map<string, Session>();
  /** Ids of sessions that have something to receive and that nobody has locked, the one that has waited longest first. */
  readonly openSessions = new Set<string>();
  readonly #ready = readyHeap();
  /** Those whose time to live ends. A deadline for each would take more than the messages. */
  readonly expiring = new LazyHeap<Message>(runsOutBefore, isThere);
  /** For when the next of them is awaited. */
  expiryAt: number | undefined;
  lastSeq = 0;
  bytes = 0;

  constructor(
    readonly path: string,
    readonly settings: QueueSettings,
    /** Undefined: it is itself where dead letters go. */
    readonly deadLetters?: Queue,
  ) {}

  add(message: Message): void {
    this.messages.add(message);
    this.lastSeq = Math.max(this.lastSeq, message.seq);
    this.bytes += sizeOf(message.content);
    const session = this.sessionOf(message);
    if (session) session.messages += 1;
    if (message.state === 'ready') this.makeReady(message);
  }

  /** Puts it, ready, where its number says. */
  makeReady(message: Message): void {
    message.state = 'ready';
    const session = this.sessionOf(message);
    if (session === undefined) return this.#ready.add(message);
    session.ready.add(message);
    if (session.holder === undefined) this.openSessions.add(session.id);
  }

  /** Keeps it for those who ask for it by its number. */
  setAside(message: Message): void {
    const wasReady = message.state === 'ready';
    message.state = 'deferred';
    if (wasReady) (this.sessionOf(message)?.ready ?? this.#ready).died();
  }

  rewrite(message: Message, content: Message['content']): void {
    this.bytes += sizeOf(content) - sizeOf(message.content);
    message.content = content;
  }

  remove(message: Message): void {
    const wasReady = message.state === 'ready';
    message.state = 'gone';
    this.messages.delete(message.seq);
    this.bytes -= sizeOf(message.content);
    const session = this.sessionOf(message);
    if (session) session.messages -= 1;
    if (wasReady) (session?.ready ?? this.#ready).died();
    if (session) this.tidy(session);
  }

  /** The first that could be received: of the session, or of all where there are none. */
  first(session?: Session): Message | undefined {
    return (session?.ready ?? this.#ready).peek();
  }

  takeFirst(session?: Session): Message | undefined {
    return (session?.ready ?? this.#ready).take();
  }

  /** The session of a message, where the queue has sessions. */
  sessionOf(message: Message): Session | undefined {
    return this.settings.requiresSession ? this.session(message.content.sessionId ?? '', message.enqueuedAt) : undefined;
  }

  session(id: string, now: number): Session {
    const known = this.sessions.get(id);
    if (known !== undefined) return known;
    const session: Session = { id, ready: readyHeap(), messages: 0, state: null, updatedAt: now, lockedUntil: 0 };
    this.sessions.set(id, session);
    return session;
  }

  /** Forgets a session that holds nothing and is held by nobody, and keeps the list of open ones true. */
  tidy(session: Session): void {
    if (session.holder === undefined && session.ready.peek() !== undefined) this.openSessions.add(session.id);
    else this.openSessions.delete(session.id);
    if (session.messages === 0 && session.state === null && session.holder === undefined) this.sessions.delete(session.id);
  }
}
