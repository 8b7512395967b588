import { message, type Typed } from 'rhea';
import { BusError, Condition } from '../engine/busError';
import { type AmqpError, answerApart, type Delivery } from './rheaInternals';

const outcomes = message as unknown as { accepted(): { described(): Typed }; rejected(fields: { error: AmqpError }): { described(): Typed } };

/** What a refusal, or anything else that went wrong, looks like to a client. */
export const errorFor = (error: unknown): AmqpError => ({
  condition: error instanceof BusError ? error.condition : Condition.internal,
  description: error instanceof Error ? error.message : String(error),
});

/** Says that it worked. The peer need not answer: some never do. */
export const accept = (delivery: Delivery): void => settle(delivery, outcomes.accepted().described());

export const reject = (delivery: Delivery, error: unknown): void => settle(delivery, outcomes.rejected({ error: errorFor(error) }).described());

function settle(delivery: Delivery, state: Typed): void {
  answerApart(delivery, state);
  delivery.update(true, state);
  delivery.remote_settled = true;
}
