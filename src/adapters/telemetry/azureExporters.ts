import { DefaultAzureCredential } from '@azure/identity';
import { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
import { type Environment, type Exporters } from './exporters';

/** As the Functions host itself reads it: `Authorization=AAD`, with `;ClientId=…` of a user-assigned identity. */
const identityOf = (authentication: string): { readonly managedIdentityClientId?: string } | undefined => {
  const said = new Map(authentication.split(';').map((part) => part.split('=').map((text) => text.trim())).map(([name = '', value]) => [name, value] as const));
  if (said.get('Authorization')?.toUpperCase() !== 'AAD') return undefined;
  const clientId = said.get('ClientId');
  return clientId === undefined ? {} : { managedIdentityClientId: clientId };
};

/** To Application Insights, signed in where the host is told to. Nothing is kept on disk: an instance's disk goes with it. @throws where the connection string is none. */
export const azureExporters = ({ APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString = '', APPLICATIONINSIGHTS_AUTHENTICATION_STRING: authentication = '' }: Environment): Exporters => {
  const identity = identityOf(authentication);
  const options = { connectionString, disableOfflineStorage: true, ...(identity !== undefined && { credential: new DefaultAzureCredential(identity) }) };
  return { spans: new AzureMonitorTraceExporter(options), metrics: new AzureMonitorMetricExporter(options) };
};
