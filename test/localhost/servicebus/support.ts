import { type Changes, Store } from '../../../src/localhost/servicebus/engine/store';
import { due } from '../../../src/localhost/servicebus/engine/due';
import { Encoded } from '../../../src/localhost/servicebus/engine/encoded';
import { type Content, type Incoming } from '../../../src/localhost/servicebus/engine/message';
import { compileRule } from '../../../src/localhost/servicebus/rules/compileRule';
import { entriesOf } from '../../../src/localhost/servicebus/topology/entries';
import { parseTopology } from '../../../src/localhost/servicebus/topology/readTopology';

export const MINUTE = 60_000;

export const incoming = (messageId: string, { scheduledAt, ...more }: Partial<Content> & Pick<Incoming, 'scheduledAt'> = {}): Incoming => ({ content: { bare: Encoded.of(Buffer.from(messageId)), durable: false, priority: 4, ...more }, messageId, scheduledAt });

/** Content is told by its bytes: no AMQP here. */
const stamp = (content: Content, properties: Readonly<Record<string, string>>): Content => ({ ...content, bare: Encoded.of(Buffer.from(`${content.bare.read().toString()} ${Object.values(properties).join(': ')}`)) });

export const topologyOf = (queues: readonly object[], topics: readonly object[] = []) => parseTopology({ UserConfig: { Namespaces: [{ Name: 'test', Queues: queues, Topics: topics }] } }, 'test');

/** The engine alone, everything durable at once; time is what the test says. */
export class Engine {
  readonly store: Store;
  now = 0;
  changes: Changes | undefined;
  #tokens = 0;

  constructor(queues: readonly object[], topics: readonly object[] = []) {
    this.store = new Store(
      {
        compileRule,
        stamp,
        newToken: () => {
          this.#tokens += 1;
          return `token-${this.#tokens}`;
        },
      },
      entriesOf(topologyOf(queues, topics), compileRule),
    );
    this.store.durable = Infinity;
  }

  run<T>(command: (store: Store, now: number) => T): T {
    due(this.store, this.now);
    try {
      return command(this.store, this.now);
    } finally {
      this.changes = this.store.takeChanges();
      for (const message of this.changes.fresh) message.position = 0;
    }
  }

  advanceTo(now: number): void {
    this.now = now;
    this.run(() => undefined);
  }

  /** Texts of everything in a queue, by number. */
  texts(path: string): string[] {
    return [...this.store.queue(path).messages.values()].map(({ content }) => content.bare.read().toString());
  }
}
