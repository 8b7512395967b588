import { changed, type Deployment, DEPLOYMENTS, deploymentOf, type Resource, withSettings } from './deployment';

/** Members that a resource of the type must have, so that nobody gets in with a key, without a name, or in the clear. */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Microsoft.Storage/storageAccounts': { allowBlobPublicAccess: false, allowSharedKeyAccess: false, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true },
  'Microsoft.Storage/storageAccounts/blobServices/containers': { publicAccess: 'None' },
  'Microsoft.ServiceBus/namespaces': { disableLocalAuth: true, minimumTlsVersion: '1.2' },
  'Microsoft.Insights/components': { DisableLocalAuth: true },
  'Microsoft.Web/sites': { httpsOnly: true },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': { allow: false },
};

const PRIVATE = ['Microsoft.Storage/storageAccounts', 'Microsoft.ServiceBus/namespaces'];

/** What a key, or a text that holds one, looks like; `Endpoint=…;Authentication=ManagedIdentity` holds none. */
const SECRET = /AccountKey=|SharedAccessKey|SharedAccessSignature=|[?&]sig=|listKeys\(|listAccountSas\(|list[A-Z]\w*\('|\.primaryKey|instrumentationKey=/i;

const secretProblems = (deployment: Deployment): readonly string[] =>
  deployment.flatMap((resource) => {
    const { type, name, properties = {} } = resource;
    const lacking = Object.entries(REQUIRED[type] ?? {}).filter(([member, value]) => properties[member] !== value).map(([member]) => `${type} ${name}: ${member} is ${String(properties[member])}`);
    return SECRET.test(JSON.stringify(resource)) ? [...lacking, `${type} ${name}: holds a key`] : lacking;
  });

test.each(DEPLOYMENTS)('%s: no key, no connection string that holds one, no anonymous access', (name) => {
  expect(secretProblems(deploymentOf(name))).toEqual([]);
});

test('with a private network storage and bus are closed to all others, and every one of their parts has an endpoint', () => {
  const everything = deploymentOf('everything');
  expect(everything.filter(({ type }) => PRIVATE.includes(type)).map(({ properties }) => properties?.['publicNetworkAccess'])).toEqual(Array.from({ length: 5 }, () => 'Disabled'));
  const parts = everything.filter(({ type }) => type === 'Microsoft.Network/privateEndpoints').map(({ name }) => name.split('-').slice(2).join('-'));
  expect(parts).toEqual(['host-blob', 'host-queue', 'host-table', 'data-blob', 'data-table', 'east-table', 'west-table', 'bus']);
});

const altered = (type: string, properties: Readonly<Record<string, unknown>>) =>
  changed(deploymentOf('dev'), (resource: Resource) => (resource.type === type ? { ...resource, properties: { ...resource.properties, ...properties } } : resource));

test('a key that is switched on, public blobs and a connection string with a key are found', () => {
  expect(secretProblems(altered('Microsoft.ServiceBus/namespaces', { disableLocalAuth: false }))).toEqual([expect.stringMatching(/: disableLocalAuth is false$/)]);
  expect(secretProblems(altered('Microsoft.Storage/storageAccounts', { allowBlobPublicAccess: true }))).toHaveLength(2);
  expect(secretProblems(withSettings(deploymentOf('dev'), { NEXTTERM_STORAGE: 'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=y' }))).toEqual([expect.stringMatching(/appsettings: holds a key$/)]);
  expect(secretProblems(withSettings(deploymentOf('dev'), { NEXTTERM_STORAGE: "[listKeys('x', '2026-06-01').keys[0].value]" }))).toHaveLength(1);
});
