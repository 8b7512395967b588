import { type Binding } from '../../contracts';
import { resolveAppSettings } from '../appSettings';

export interface BusEntity {
  /** Undefined: the app setting is empty, so there is no Service Bus here. */
  readonly connectionString: string | undefined;
  readonly name: string;
  /** Undefined for a queue, and for a topic that is sent to. */
  readonly subscription?: string;
}

/**
 * The queue or topic that a binding names. `connection` is the name of an app setting, with or without the prefix `AzureWebJobs`; without one it is `AzureWebJobsServiceBus`.
 * Errors: no name, no such setting, one that means a managed identity.
 */
export function busEntity(binding: Binding, setting: (name: string) => string | undefined): BusEntity {
  const [name, subscription] = [text(binding['queueName']) ?? text(binding['topicName']), text(binding['subscriptionName'])].map((given) => (given === undefined ? undefined : resolveAppSettings(given, setting)));
  if (name === undefined) throw new Error(`Binding "${binding.name}" names neither a queue nor a topic.`);
  if (binding.direction.toLowerCase() === 'in' && text(binding['topicName']) !== undefined && subscription === undefined) throw new Error(`Binding "${binding.name}" has no subscriptionName.`);
  const settingName = text(binding['connection']) ?? 'AzureWebJobsServiceBus';
  const connectionString = setting(settingName) ?? setting(`AzureWebJobs${settingName}`);
  if (connectionString === undefined) throw new Error(missing(binding, settingName, setting(`${settingName}__fullyQualifiedNamespace`) !== undefined));
  return { connectionString: connectionString === '' ? undefined : connectionString, name, ...(subscription !== undefined && { subscription }) };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const missing = ({ name }: Binding, settingName: string, identity: boolean): string =>
  `Binding "${name}" needs the app setting "${settingName}" with the connection string of a Service Bus namespace.${identity ? ' A managed identity works on Azure only.' : ''}`;
