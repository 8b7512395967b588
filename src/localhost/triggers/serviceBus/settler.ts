import { type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus';

export type Outcome = 'complete' | 'abandon';

/**
 * Settles messages, never two in different ways in one turn: the SDK's transport joins what is said of consecutive deliveries in a turn, and lets the
 * first word stand for all. What completes would be abandoned with its neighbour, or the other way round.
 */
export class Settler {
  #turn: { readonly outcome: Outcome; readonly over: Promise<void> } | undefined;

  async settle(receiver: ServiceBusReceiver, message: ServiceBusReceivedMessage, outcome: Outcome): Promise<void> {
    while (this.#turn && this.#turn.outcome !== outcome) await this.#turn.over;
    this.#turn ??= this.#begin(outcome);
    await (outcome === 'complete' ? receiver.completeMessage(message) : receiver.abandonMessage(message));
  }

  #begin(outcome: Outcome): { readonly outcome: Outcome; readonly over: Promise<void> } {
    const over = new Promise<void>((resolve) => {
      // What was said in this turn is written before the next begins.
      setImmediate(() => {
        this.#turn = undefined;
        resolve();
      });
    });
    return { outcome, over };
  }
}
