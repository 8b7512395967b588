import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { storageConnection } from '../bindings/storageConnection';
import { type Binding } from '../contracts';
import { resolveAppSettings } from './appSettings';

/**
 * The queue a trigger or output binding names.
 * Errors: no queue name, a setting that does not exist.
 */
export function queueOf(binding: Binding, setting: (name: string) => string | undefined): QueueClient {
  const { queueName } = binding;
  if (typeof queueName !== 'string' || queueName === '') throw new Error(`Binding "${binding.name}" has no queueName.`);
  const connectionString = storageConnection(binding, setting);
  return QueueServiceClient.fromConnectionString(connectionString).getQueueClient(resolveAppSettings(queueName, setting).toLowerCase());
}
