/** Somebody with messages that are in memory alone. */
export interface Receiver {
  /** Resolves when these are in the store. */
  storeHeld(): Promise<void>;
}

/**
 * What one instance has sent and its receivers hold in memory: until they have stored it, it stands only in the outbox of the sender's record, which
 * must not be replaced before, nor the sender be forgotten.
 */
export class SentMessages {
  private readonly open = new Map<symbol, Receiver>();

  /** @param allStored is told whenever nothing is left. */
  constructor(private readonly allStored: () => void) {}

  get empty(): boolean {
    return this.open.size === 0;
  }

  /** Notes a sending. @returns what the receiver calls when it has stored the messages, or what comes of them. */
  add(receiver: Receiver): () => void {
    const sending = Symbol();
    this.open.set(sending, receiver);
    return () => {
      if (this.open.delete(sending) && this.empty) this.allStored();
    };
  }

  /** Has the receivers store what is left, without waiting for their turns. */
  async store(): Promise<void> {
    await Promise.all([...new Set(this.open.values())].map((receiver) => receiver.storeHeld()));
  }
}
