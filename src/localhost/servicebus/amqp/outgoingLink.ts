import { type Broker } from '../broker';
import { deliveryTag } from '../codec/lockToken';
import { writeMessage } from '../codec/writeMessage';
import { type Holder, type Queue, type Session } from '../engine/queue';
import { mayReceive, settle, take, takeAway, visible } from '../engine/receiving';
import { type LinkHandler, type OutcomeKind } from './linkHandler';
import { accept, reject } from './outcome';
import { alwaysAnswerDrain, type Delivery, type SendingLink } from './rheaInternals';
import { settlementOf } from './settlement';

/** A link on which a client receives from a queue, a subscription or one session of them. */
export class OutgoingLink implements LinkHandler {
  readonly #tokens = new WeakMap<Delivery, string>();
  readonly #deletes: boolean;
  /** Credit spent so far, counted here: rhea counts only what is written. */
  #spent = 0;
  /** Messages being taken out of the queue for good, which are sent once that is on disk. */
  #underway = 0;
  #draining = false;
  #closed = false;

  constructor(
    readonly link: SendingLink,
    private readonly broker: Broker,
    readonly queue: Queue,
    readonly session: Session | undefined,
    /** Who holds the session; undefined where there is none. */
    private readonly holder: Holder | undefined,
    /** Something may be there for others now. */
    private readonly pump: () => void,
  ) {
    this.#deletes = link.snd_settle_mode === 1;
    link.local.attach.snd_settle_mode = link.snd_settle_mode;
    link.local.attach.rcv_settle_mode = link.rcv_settle_mode;
    link.set_target({ address: link.target?.address });
    alwaysAnswerDrain(link);
  }

  onFlow(draining: boolean): void {
    this.#draining ||= draining;
    this.pump();
    this.#answerDrain();
  }

  onClosed(): void {
    this.#closed = true;
  }

  /** Sends the next message if there is one and the client has asked for it. */
  deliver(): boolean {
    if (this.#closed || !this.#hasCredit() || !mayReceive(this.#receiver, this.session)) return false;
    if (this.#deletes) return this.#deliverForGood();
    const taken = this.#take();
    if (!taken) return false;
    this.#spent += 1;
    this.#tokens.set(this.link.send(taken.bytes, deliveryTag(taken.token), 0), taken.token);
    return true;
  }

  get #receiver(): Holder {
    return this.holder ?? this;
  }

  #take(): { readonly bytes: Buffer; readonly token: string } | undefined {
    try {
      return this.broker.look((store, now) => {
        const lock = take(store, this.queue, this.#receiver, now, this.session);
        return lock && { bytes: writeMessage(lock.message, lock.until), token: lock.token };
      });
    } catch {
      // Its bytes cannot be read: the journal has told of it, and takes nothing more until a restart.
      return undefined;
    }
  }

  onOutcome(kind: OutcomeKind, delivery: Delivery): void {
    const token = this.#tokens.get(delivery);
    if (token !== undefined) void this.#settle(token, kind, delivery);
  }

  async #settle(token: string, kind: OutcomeKind, delivery: Delivery): Promise<void> {
    try {
      const settlement = settlementOf(kind, delivery.remote_state ?? {});
      await this.broker.run((store, now) => settle(store, this.queue, token, settlement, now));
      if (!this.#closed) accept(delivery);
    } catch (error) {
      if (!this.#closed) reject(delivery, error);
    }
  }

  #hasCredit(): boolean {
    return this.link.delivery_count + this.link.credit > this.#spent && this.link.session.outgoing.available() > 0;
  }

  #deliverForGood(): boolean {
    if (!this.broker.look((store) => visible(store, this.queue, this.session))) return false;
    this.#spent += 1;
    this.#underway += 1;
    void this.#takeAndSend();
    return true;
  }

  async #takeAndSend(): Promise<void> {
    let message: Buffer | undefined;
    try {
      message = await this.broker.run((store) => takeAway(store, this.queue, this.#receiver, writeMessage, this.session));
    } catch {
      // Not written, so not taken: it stays for those who come after a restart.
      message = undefined;
    }
    this.#underway -= 1;
    if (this.#closed) return;
    if (message) this.link.send(message, Buffer.alloc(0), 0);
    else this.#spent -= 1;
    this.#answerDrain();
  }

  #answerDrain(): void {
    if (!this.#draining || this.#underway > 0) return;
    this.#draining = false;
    // What is sent already is written first and has its credit; the rest is given back.
    this.#spent = this.link.delivery_count + this.link.credit;
    this.link.set_drained(true);
    this.link.connection._register();
  }
}
