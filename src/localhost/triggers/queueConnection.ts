import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { type Binding } from '../contracts';
import { resolveAppSettings } from './appSettings';

/**
 * The queue a trigger or output binding names. `connection` is the name of an app setting, with or without the prefix `AzureWebJobs`;
 * without one it is `AzureWebJobsStorage`.
 * Errors: no queue name, a setting that does not exist.
 */
export function queueOf(binding: Binding, setting: (name: string) => string | undefined): QueueClient {
  const { queueName, connection } = binding;
  if (typeof queueName !== 'string' || queueName === '') throw new Error(`Binding "${binding.name}" has no queueName.`);
  const settingName = typeof connection === 'string' && connection !== '' ? connection : 'AzureWebJobsStorage';
  const connectionString = setting(settingName) ?? setting(`AzureWebJobs${settingName}`);
  if (connectionString === undefined) throw new Error(`Binding "${binding.name}" needs the app setting "${settingName}" with the connection string of a storage account.`);
  return QueueServiceClient.fromConnectionString(connectionString).getQueueClient(resolveAppSettings(queueName, setting).toLowerCase());
}
