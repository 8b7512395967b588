import { type DequeuedMessageItem, type QueueClient, RestError } from '@azure/storage-queue';

/** How long a message stays out of sight, unless that is renewed: until then nobody has one whose host has died. */
export const HIDDEN_SECONDS = 600;
/** Real time between two renewals: one or two may fail. */
const RENEWED_EVERY_MS = (HIDDEN_SECONDS / 4) * 1_000;

/** Keeps a message out of sight for as long as its function runs, so that no second call has it meanwhile. One that the app has deleted itself is let go. */
export class HiddenMessage {
  readonly #timer: NodeJS.Timeout;
  #receipt: string;
  #renewing: Promise<void> = Promise.resolve();

  /** @param onProblem told why it could not be renewed; that is tried again. */
  constructor(
    private readonly queue: Pick<QueueClient, 'updateMessage'>,
    private readonly message: Pick<DequeuedMessageItem, 'messageId' | 'messageText' | 'popReceipt'>,
    private readonly onProblem: (error: unknown) => void,
  ) {
    this.#receipt = message.popReceipt;
    this.#timer = setInterval(() => {
      this.#renewing = this.#renew();
    }, RENEWED_EVERY_MS);
  }

  /** Renews no more. @returns the receipt by which the message is known now. */
  async end(): Promise<string> {
    clearInterval(this.#timer);
    await this.#renewing;
    return this.#receipt;
  }

  async #renew(): Promise<void> {
    const { messageId, messageText } = this.message;
    try {
      const { popReceipt } = await this.queue.updateMessage(messageId, this.#receipt, messageText, HIDDEN_SECONDS);
      this.#receipt = popReceipt ?? this.#receipt;
    } catch (error) {
      if (error instanceof RestError && error.statusCode === 404) clearInterval(this.#timer);
      else this.onProblem(error);
    }
  }
}
