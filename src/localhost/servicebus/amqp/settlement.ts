import { type Typed, types } from 'rhea';
import { withApplicationProperties } from '../codec/readMessage';
import { type Content } from '../engine/message';
import { type Settlement } from '../engine/receiving';
import { type OutcomeKind } from './linkHandler';
import { type Outcome } from './rheaInternals';

const REASON = 'DeadLetterReason';
const DESCRIPTION = 'DeadLetterErrorDescription';

/** What a client means by an outcome. Source: "AMQP 1.0 in Azure Service Bus protocol guide", the table of settlements. */
export function settlementOf(kind: OutcomeKind, { undeliverable_here: elsewhere, message_annotations: annotations, error }: Outcome): Settlement {
  switch (kind) {
    case 'accepted':
      return { kind: 'complete' };
    case 'released':
      return { kind: 'abandon' };
    case 'modified':
      return { kind: elsewhere === true ? 'defer' : 'abandon', ...rewriting(annotations) };
    case 'rejected': {
      const { [REASON]: reason, [DESCRIPTION]: description, ...others } = error?.info ?? {};
      return { kind: 'deadLetter', ...deadLetterTexts(reason, description), ...rewriting(others) };
    }
  }
}

export const deadLetterTexts = (reason: unknown, description: unknown): { reason?: string; description?: string } => ({
  ...(typeof reason === 'string' && { reason }),
  ...(typeof description === 'string' && { description }),
});

/** How a settlement changes application properties of its message. */
export function rewriting(properties: Readonly<Record<string, unknown>> | undefined): { rewrite?: (content: Content) => Content } {
  const entries = Object.entries(properties ?? {});
  if (entries.length === 0) return {};
  const typed = Object.fromEntries(entries.map(([key, value]): [string, Typed] => [key, types.wrap(value)]));
  return { rewrite: (content) => withApplicationProperties(content, typed) };
}
