import { type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus';
import { type InvocationRequest } from '../../contracts';
import { describeFailure } from '../../core/invoker';
import { describeError } from '../../describeError';
import { type TriggerContext } from '../triggerListener';
import { type Settler } from './settler';
import { batchData, batchMetadata, bodyData, messageMetadata } from './triggerData';

export interface Handling {
  readonly functionName: string;
  readonly context: TriggerContext;
  /** Completes what the function returned from. Otherwise messages stay locked until their lock ends. */
  readonly autoComplete: boolean;
  readonly settler: Settler;
}

/** Runs the function for one message, and settles it: completed when it returns, abandoned when it throws. */
export const handleOne = (handling: Handling, receiver: ServiceBusReceiver, message: ServiceBusReceivedMessage): Promise<void> =>
  handle(handling, receiver, [message], { triggerData: bodyData(message), triggerMetadata: messageMetadata(message) });

/** Runs the function once for all of them: they are completed, or abandoned, together. */
export const handleBatch = (handling: Handling, receiver: ServiceBusReceiver, messages: readonly ServiceBusReceivedMessage[]): Promise<void> =>
  handle(handling, receiver, messages, { triggerData: batchData(messages), triggerMetadata: batchMetadata(messages) });

async function handle({ functionName, context: { clock, invoker, logger }, autoComplete, settler }: Handling, receiver: ServiceBusReceiver, messages: readonly ServiceBusReceivedMessage[], request: InvocationRequest): Promise<void> {
  await clock.busy(async () => {
    const result = await invoker.invoke(functionName, request);
    if (!result.ok) logger.log('error', describeFailure(functionName, result.error));
    if (result.ok && !autoComplete) return;
    const settled = await Promise.allSettled(messages.map((message) => settler.settle(receiver, message, result.ok ? 'complete' : 'abandon')));
    for (const [index, outcome] of settled.entries()) {
      if (outcome.status === 'fulfilled') continue;
      logger.log('warning', `Message ${String(messages[index]?.messageId)} of "${receiver.entityPath}" could not be settled and will come again: ${describeError(outcome.reason)}`);
    }
  });
}
