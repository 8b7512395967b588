import { type QueueClient } from '@azure/storage-queue';
import { type Binding } from '../contracts';
import { type QueueSettings } from '../hostJson';
import { queueOf } from './queueConnection';
import { QueueListener } from './queueListener';
import { encodeMessage, messagesOf } from './queueMessageText';
import { type TriggerExtension } from './triggerListener';
import { resolveAppSettings } from './appSettings';

/** Storage queues: triggers and outputs. */
export function queueTrigger(settings: QueueSettings, setting: (name: string) => string | undefined): TriggerExtension {
  const outputs = new Map<Binding, Promise<QueueClient>>();
  const created = (binding: Binding): Promise<QueueClient> => {
    const known = outputs.get(binding);
    if (known) return known;
    const opened = openQueue(binding, setting);
    outputs.set(binding, opened);
    opened.catch(() => outputs.delete(binding));
    return opened;
  };
  return {
    triggerType: 'queueTrigger',
    listen: (registered, context) => {
      const queue = queueOf(registered.trigger, setting);
      const poisonName = `${resolveAppSettings(String(registered.trigger['queueName']), setting)}-poison`;
      const poison = queueOf({ ...registered.trigger, queueName: poisonName }, setting);
      return new QueueListener(registered, context, { queue, poison }, settings);
    },
    outputs: [
      {
        type: 'queue',
        send: async (binding, value) => {
          const queue = await created(binding);
          for (const content of messagesOf(value)) await queue.sendMessage(encodeMessage(content, settings.messageEncoding));
        },
      },
    ],
  };
}

async function openQueue(binding: Binding, setting: (name: string) => string | undefined): Promise<QueueClient> {
  const queue = queueOf(binding, setting);
  await queue.createIfNotExists();
  return queue;
}
