import { BusError, Condition } from './busError';
import { Deadlines } from './deadlines';
import { Message, sizeOf, UNWRITTEN } from './message';
import { type Op } from './op';
import { type Holder, type Lock, type Queue, type Session } from './queue';
import { type Rule, type RuleDefinition } from './rule';
import { type Entry, type Subscription } from './topic';

/** What only the outside can do for the engine. */
export interface EnginePorts {
  /** The rule of a definition. Throws a BusError for an expression that is none. */
  readonly compileRule: (definition: RuleDefinition) => Rule;
  /** The message with these application properties set. */
  readonly stamp: (content: Message['content'], properties: Readonly<Record<string, string>>) => Message['content'];
  /** A new lock token: a UUID in lower case. */
  readonly newToken: () => string;
}

/** What a command brought about. */
export interface Changes {
  readonly ops: readonly Op[];
  /** Messages that may be seen once the ops are durable. */
  readonly fresh: readonly Message[];
  /** Queues in which something may be there to receive now. */
  readonly touched: ReadonlySet<Queue>;
  /** Holders whose session lock has expired. */
  readonly ended: readonly { readonly holder: Holder; readonly sessionId: string }[];
}

/** All state of a broker. Durable changes go through `record`, and only through it. */
export class Store {
  readonly deadlines = new Deadlines();
  readonly #entries = new Map<string, Entry>();
  readonly #queues = new Map<string, Queue>();
  readonly #subscriptions = new Map<string, Subscription>();
  #ops: Op[] = [];
  #fresh: Message[] = [];
  #touched = new Set<Queue>();
  #ended: { holder: Holder; sessionId: string }[] = [];
  /** Changes before this position are on disk. */
  durable = 0;

  constructor(
    readonly ports: EnginePorts,
    entries: readonly Entry[],
  ) {
    for (const entry of entries) {
      this.#entries.set(entry.path, entry);
      if (entry.target.kind === 'queue') this.#addQueue(entry.target.queue);
      else {
        for (const subscription of entry.target.subscriptions) {
          this.#subscriptions.set(subscription.queue.path, subscription);
          this.#addQueue(subscription.queue);
        }
      }
    }
  }

  #addQueue(queue: Queue): void {
    this.#queues.set(queue.path, queue);
    if (queue.deadLetters) this.#queues.set(queue.deadLetters.path, queue.deadLetters);
  }

  entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  queues(): Iterable<Queue> {
    return this.#queues.values();
  }

  subscriptions(): Iterable<Subscription> {
    return this.#subscriptions.values();
  }

  /** Where messages are sent to. Case does not matter. @throws BusError */
  entry(path: string): Entry {
    return this.#entries.get(path.toLowerCase()) ?? unknown(path);
  }

  /** Where messages are received from: a queue, `topic/Subscriptions/name`, or one of these with `/$DeadLetterQueue`. @throws BusError */
  queue(path: string): Queue {
    return this.#queues.get(path.toLowerCase()) ?? unknown(path);
  }

  subscription(path: string): Subscription {
    return this.#subscriptions.get(path.toLowerCase()) ?? unknown(path);
  }

  touch(queue: Queue): void {
    this.#touched.add(queue);
  }

  sessionEnded(holder: Holder, sessionId: string): void {
    this.#ended.push({ holder, sessionId });
  }

  takeChanges(): Changes {
    const changes = { ops: this.#ops, fresh: this.#fresh, touched: this.#touched, ended: this.#ended };
    this.#ops = [];
    this.#fresh = [];
    this.#touched = new Set();
    this.#ended = [];
    return changes;
  }

  /** Makes a durable change and notes it for the journal. */
  record(op: Op): void {
    this.#ops.push(op);
    const added = this.apply(op);
    if (added) {
      added.position = UNWRITTEN;
      this.#fresh.push(added);
    }
  }

  /** Makes a change that the journal has. @returns the message it added. An op of an entity that is not there any more is answered with `unknown`. */
  apply(op: Op): Message | undefined {
    switch (op.kind) {
      case 'put':
        return this.#put(op);
      case 'remove':
        return this.#remove(op.entity, op.seq);
      case 'change':
        return this.#change(op);
      case 'sessionState': {
        const queue = this.queue(op.entity);
        const session = queue.session(op.sessionId, op.at);
        session.state = op.state;
        session.updatedAt = op.at;
        queue.tidy(session);
        return undefined;
      }
      case 'seen':
        this.entry(op.entity).history?.add(op.messageId, op.at);
        return undefined;
      case 'rule': {
        const { rules, changedRules } = this.subscription(op.entity);
        rules.set(op.rule.name, this.ports.compileRule(op.rule));
        changedRules.set(op.rule.name, op.rule);
        return undefined;
      }
      case 'noRule': {
        const { rules, changedRules } = this.subscription(op.entity);
        rules.delete(op.name);
        changedRules.set(op.name, null);
        return undefined;
      }
      case 'numbered':
        this.#number(op.entity, op.lastSeq);
        return undefined;
    }
  }

  /** Takes the lock off, so that its deadline and its token mean nothing any more. */
  release(queue: Queue, lock: Lock): void {
    lock.held = false;
    queue.locks.delete(lock.token);
    lock.session?.locks?.delete(lock);
    if (!lock.session) this.deadlines.died();
  }

  /** Those whose time to live ends at the instant, or did; the next is awaited. */
  takeExpired(queue: Queue, at: number): Message[] {
    const expired: Message[] = [];
    for (let first = queue.expiring.peek(); first !== undefined && first.expiresAt <= at; first = queue.expiring.peek()) {
      queue.expiring.take();
      expired.push(first);
    }
    queue.expiryAt = undefined;
    this.#awaitExpiry(queue);
    return expired;
  }

  #awaitExpiry(queue: Queue): void {
    const at = queue.expiring.peek()?.expiresAt;
    if (at === undefined || (queue.expiryAt !== undefined && queue.expiryAt <= at)) return;
    if (queue.expiryAt !== undefined) this.deadlines.died();
    queue.expiryAt = at;
    this.deadlines.set({ kind: 'expiry', at, queue });
  }

  endSession(queue: Queue, session: Session): void {
    delete session.holder;
    this.deadlines.died();
    queue.tidy(session);
    this.touch(queue);
  }

  #put(op: Op & { kind: 'put' }): Message {
    const { entity, facts, content, deliveryCount, deferred } = op;
    const scheduled = facts.scheduledAt !== undefined;
    const message = new Message(facts, content, deliveryCount, deferred);
    const topic = this.#entries.get(entity);
    if (topic?.target.kind === 'topic') {
      topic.target.scheduled.add(message);
      topic.target.scheduledBytes += sizeOf(content);
      topic.target.lastSeq = Math.max(topic.target.lastSeq, message.seq);
      this.deadlines.set({ kind: 'scheduled', at: facts.scheduledAt ?? facts.enqueuedAt, entry: topic, message });
      return message;
    }
    const queue = this.queue(entity);
    queue.add(message);
    if (scheduled) this.deadlines.set({ kind: 'scheduled', at: facts.scheduledAt, entry: this.entry(entity), message });
    else {
      if (facts.expiresAt !== Infinity) {
        queue.expiring.add(message);
        this.#awaitExpiry(queue);
      }
      this.touch(queue);
    }
    return message;
  }

  #remove(entity: string, seq: number): undefined {
    const topic = this.#entries.get(entity);
    if (topic?.target.kind === 'topic') {
      const message = topic.target.scheduled.get(seq);
      if (!message) return;
      topic.target.scheduled.delete(seq);
      topic.target.scheduledBytes -= sizeOf(message.content);
      message.state = 'gone';
      this.deadlines.died();
      return;
    }
    const queue = this.queue(entity);
    const message = queue.messages.get(seq);
    if (!message) return;
    if (message.scheduledAt !== undefined) this.deadlines.died();
    else if (message.expiresAt !== Infinity) queue.expiring.died();
    queue.remove(message);
  }

  #change({ entity, seq, deliveryCount, deferred, content }: Op & { kind: 'change' }): undefined {
    const queue = this.queue(entity);
    const message = queue.messages.get(seq);
    if (!message) return;
    message.deliveryCount = deliveryCount;
    message.deferred = deferred;
    if (content) queue.rewrite(message, content);
    if (deferred) queue.setAside(message);
    else if (message.state !== 'ready') queue.makeReady(message);
    this.touch(queue);
  }

  #number(entity: string, lastSeq: number): void {
    const target = this.#entries.get(entity)?.target;
    const counted = target?.kind === 'topic' ? target : this.queue(entity);
    counted.lastSeq = Math.max(counted.lastSeq, lastSeq);
  }
}

const unknown = (path: string): never => {
  throw new BusError(Condition.entityNotFound, `The messaging entity '${path}' could not be found.`);
};
