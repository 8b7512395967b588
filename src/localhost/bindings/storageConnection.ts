import { type Binding } from '../contracts';

/**
 * The storage account of a binding. `connection` is the name of an app setting, with or without the prefix `AzureWebJobs`; without one it is `AzureWebJobsStorage`.
 * Errors: a setting that does not exist, naming the binding.
 */
export function storageConnection({ name, connection }: Binding, setting: (name: string) => string | undefined): string {
  const settingName = typeof connection === 'string' && connection !== '' ? connection : 'AzureWebJobsStorage';
  const connectionString = setting(settingName) ?? setting(`AzureWebJobs${settingName}`);
  if (connectionString === undefined) throw new Error(`Binding "${name}" needs the app setting "${settingName}" with the connection string of a storage account.`);
  return connectionString;
}
