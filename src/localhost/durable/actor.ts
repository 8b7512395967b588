import { type Cancel } from '../contracts';
import { describeError } from '../describeError';
import { EntityTurns } from './entityTurns';
import { type InstanceHost } from './host';
import { Inbox } from './inbox';
import { type Message } from './instance';
import { SentMessages } from './sentMessages';
import { OrchestrationTurns } from './orchestrationTurns';
import { isEntityInstanceId } from './protocol';
import { GaveUp, untilStored } from './storageRetry';
import { BrokenRow } from './store/port';
import { type Turns } from './turns';

/** One instance: its inbox, its turns one at a time, its next wake. */
export class Actor {
  readonly inbox: Inbox;
  readonly turns: Turns;
  readonly sent: SentMessages;
  private wanted = false;
  private ended = false;
  private dismissed = false;
  private running: Promise<void> | undefined;
  private alarm: Cancel | undefined;

  /** @param indexed whether the id is on the store's list of live instances already. */
  constructor(
    readonly id: string,
    private readonly host: InstanceHost,
    private indexed: boolean,
  ) {
    this.inbox = new Inbox(
      (row) => untilStored(`Storing a message for '${id}'`, () => this.listed().then(() => (isEntityInstanceId(id) ? host.entities : host.store).post(id, row)), host.logger, host.stopping),
      () => this.wake(),
    );
    this.sent = new SentMessages(() => this.allStored());
    this.turns = isEntityInstanceId(id)
      ? new EntityTurns(id, host, this.inbox, this.sent, () => this.listed())
      : new OrchestrationTurns(id, host, this.inbox, this.sent, (message) => this.post([message]));
  }

  /** Resolves when the messages are stored. */
  async post(messages: readonly Message[]): Promise<void> {
    await this.inbox.post(messages);
  }

  /** Takes in messages that their sender keeps until it is told by `stored`. */
  hold(messages: readonly Message[], stored: () => void): void {
    this.inbox.hold(messages, stored);
  }

  /** Asks for a turn. */
  wake(): void {
    this.wanted = true;
    if (this.running !== undefined || this.dismissed || this.host.stopping.aborted) return;
    this.host.work(() => (this.running = this.run()));
  }

  /** Stores what has come and no turn has stored. What storage refuses is thrown away, which the log says: it must not keep those who sent it from going on. */
  async storeHeld(): Promise<void> {
    try {
      await this.inbox.storeHeld();
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      const lost = this.inbox.rows().reduce((sum, { isHeld, messages }) => sum + (isHeld ? messages.length : 0), 0);
      this.inbox.dropHeld();
      if (lost > 0) this.host.logger.log('error', `${lost} messages for '${this.id}' are thrown away, since they cannot be stored: ${describeError(error)}`);
    }
  }

  /** Resolves when no turn is running. */
  async settled(): Promise<void> {
    await this.running;
  }

  /** Resolves when no turn is running and all that it sent is stored with the receivers: so it is until something else is waited for. */
  async quiet(): Promise<void> {
    while (this.running !== undefined || !this.sent.empty) {
      await this.running;
      await this.sent.store();
    }
  }

  /** Forgets the instance's state, if nothing is going on. The next wake reads it again. */
  unload(): boolean {
    if (this.running !== undefined || !this.inbox.empty || !this.sent.empty) return false;
    this.turns.unload();
    return true;
  }

  /** Forgets the instance, which is to be removed. What comes for it is thrown away. */
  dismiss(): void {
    this.dismissed = true;
    this.silence();
    this.turns.unload();
    this.inbox.dropHeld();
  }

  /** Takes back the alarm. */
  silence(): void {
    this.alarm?.();
  }

  private async run(): Promise<void> {
    this.silence();
    let next: 'again' | 'wait' | 'ended' = 'wait';
    try {
      while (this.wanted && !this.host.stopping.aborted) {
        this.wanted = false;
        // What arrives together is taken together.
        await new Promise<void>((resolve) => setImmediate(resolve));
        next = await this.nextTurn();
        if (next === 'again') this.wanted = true;
      }
    } finally {
      this.running = undefined;
    }
    this.ended = next === 'ended';
    if (this.ended && this.inbox.empty && this.sent.empty) this.host.retire(this.id);
    else this.wait();
  }

  /** All that it sent is stored with the receivers: a restart need not look at it for that. */
  private allStored(): void {
    if (this.running !== undefined) return;
    if (this.ended && this.inbox.empty) this.host.retire(this.id);
    else if (!this.host.stopping.aborted) this.host.touched(this.id);
  }

  /** Resolves when the instance is on the store's list of live ones. */
  private async listed(): Promise<void> {
    if (!this.indexed) await this.host.store.markLive(this.id);
    this.indexed = true;
  }

  private async nextTurn(): Promise<'again' | 'wait' | 'ended'> {
    try {
      return await untilStored(`A turn of '${this.id}'`, () => this.turnFromStore(), this.host.logger, this.host.stopping);
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      return this.giveUp(error);
    }
  }

  /** What comes of an instance whose turn cannot be carried out: an orchestration fails. An entity stands still, as does an orchestration that storage lets not even fail; the next message tries again. */
  private async giveUp(cause: GaveUp): Promise<'again' | 'wait' | 'ended'> {
    const { logger, stopping } = this.host;
    logger.log('error', describeError(cause));
    let why: Error = cause;
    try {
      const next = await untilStored(`Ending '${this.id}'`, () => this.turns.fail(cause.message), logger, stopping);
      if (next !== 'wait') {
        this.host.mended(this.id);
        return next;
      }
    } catch (error) {
      if (!(error instanceof GaveUp) && !(error instanceof BrokenRow)) throw error;
      why = error;
    }
    this.turns.reset();
    this.host.broken(this.id, `'${this.id}' stands still until something comes for it or the host is started again. ${why.message}`);
    await this.storeHeld();
    return 'wait';
  }

  private async turnFromStore(): Promise<'again' | 'wait' | 'ended'> {
    try {
      if (!this.turns.loaded) await this.turns.load();
      const next = await this.turns.turn();
      this.host.mended(this.id);
      return next;
    } catch (error) {
      // Whether the write arrived is unknown: go by what is stored.
      this.turns.reset();
      if (!(error instanceof BrokenRow)) throw error;
      this.host.broken(this.id, error.message);
      // No turn is to come that would.
      await this.storeHeld();
      return 'wait';
    }
  }

  private wait(): void {
    if (this.host.stopping.aborted) return;
    const at = this.turns.wakeAt();
    if (at !== undefined) this.alarm = this.host.clock.schedule(at, () => this.wake());
    this.host.touched(this.id);
  }
}
