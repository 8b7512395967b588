import { randomUUID } from 'node:crypto';
import { type Broker } from '../broker';
import { BATCH_FORMAT, readBatch } from '../codec/readBatch';
import { readMessage } from '../codec/readMessage';
import { BusError, Condition } from '../engine/busError';
import { send } from '../engine/sending';
import { type LinkHandler } from './linkHandler';
import { accept, reject } from './outcome';
import { type Delivery, type Link, type RequestMessage } from './rheaInternals';

/** A link on which a client sends messages to a queue or topic. */
export class IncomingLink implements LinkHandler {
  readonly wantsBytes = true;
  #closed = false;

  constructor(
    readonly link: Link,
    private readonly broker: Broker,
    private readonly path: string,
    private readonly maxMessageBytes: number,
  ) {
    link.local.attach.snd_settle_mode = link.snd_settle_mode;
    link.local.attach.rcv_settle_mode = 0;
    // Without it the SDK takes batches of any size.
    link.local.attach.max_message_size = maxMessageBytes;
    link.set_source({ address: link.source?.address });
    link.set_target({ address: link.target?.address });
  }

  onMessage(message: Buffer | RequestMessage, delivery: Delivery): void {
    void this.#take(message as Buffer, delivery);
  }

  onClosed(): void {
    this.#closed = true;
  }

  async #take(bytes: Buffer, delivery: Delivery): Promise<void> {
    try {
      if (bytes.length > this.maxMessageBytes) {
        throw new BusError(Condition.tooLarge, `The received message (delivery-id:0, size:${bytes.length} bytes) exceeds the limit (${this.maxMessageBytes} bytes) currently allowed on the link.`);
      }
      const messages = delivery.format === BATCH_FORMAT ? readBatch(bytes) : [bytes];
      const incoming = messages.map((message) => readMessage(message, randomUUID));
      await this.broker.run((store, now) => send(store, this.path, incoming, now));
      if (!this.#closed) accept(delivery);
    } catch (error) {
      if (!this.#closed) reject(delivery, error);
    }
  }
}
