import { readFileSync } from 'node:fs';
import host from '../../host.json';
import sample from '../../local.settings.sample.json';
import { checkSettings } from '../../src/wiring/config';
import { type Deployment, DEPLOYMENTS, deploymentOf, settingsIn, withSettings } from './deployment';

/** Read by the app, and rightly not set, with why. */
const NOT_SET: Readonly<Record<string, string>> = {
  ServiceBusConnection: 'a connection string is for the local broker; on Azure its __fullyQualifiedNamespace names the bus',
  WEBSITE_HOSTNAME: 'the platform sets it',
};

/** Set, and read by others than src/wiring/config.ts: who reads each. */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  AzureWebJobsStorage__accountName: 'the Functions host',
  AzureWebJobsStorage__credential: 'the Functions host',
  AzureWebJobsStorage__clientId: 'the Functions host',
  ServiceBusConnection__credential: 'the Service Bus extension',
  ServiceBusConnection__clientId: 'the Service Bus extension',
  AZURE_CLIENT_ID: 'DefaultAzureCredential of @azure/identity',
  AZURE_TOKEN_CREDENTIALS: 'DefaultAzureCredential of @azure/identity',
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'the Functions host',
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'the Functions host',
  AzureWebJobsDisableHomepage: 'the Functions host',
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: 'the Functions host',
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'the Durable Task extension, by the setting that names it',
  AzureFunctionsJobHost__extensions__durableTask__hubName: 'the Functions host, over host.json',
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'the Functions host, over host.json',
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'the Functions host, over host.json',
};

/** The names that the app asks its environment for. */
const namesRead = (): readonly string[] => {
  const read = new Set<string>();
  const note = (name: string | symbol): undefined => {
    if (typeof name === 'string') read.add(name);
    return undefined;
  };
  // It reads the last only where all others are right.
  const right = settingsIn(deploymentOf('dev'));
  const filled = Object.fromEntries(Object.entries(right).map(([name, value]) => [name, valueOf(value)]));
  checkSettings(new Proxy(filled, { get: (target, name, receiver): unknown => note(name) ?? Reflect.get(target, name, receiver), has: (target, name) => note(name) ?? Reflect.has(target, name) }));
  return [...read];
};

/** What stands for Azure's answer in the expressions of a snapshot. */
const valueOf = (text: string): string => {
  if (text === "[parameters('mail')]") return '';
  const shards = [...text.matchAll(/format\('\{0\}=https:\/\/\{1\}\.table\.\{2\}', '(\w+)', '(\w+)'/g)];
  if (shards.length > 0) return shards.map(([, name, account]) => `${name}=https://${account}.table.core.windows.net`).join(',');
  const account = /^\[format\('https:\/\/\{0\}\.(\w+)\.\{1\}', '(\w+)'/.exec(text);
  if (account !== null) return `https://${account[2]}.${account[1]}.core.windows.net`;
  const login = /format\('\{0\}([^']+)', environment\(\)\.authentication/.exec(text);
  return login === null ? text : `https://login.microsoftonline.com/${login[1]?.replaceAll('{{', '{').replaceAll('}}', '}')}`;
};

const settingsProblems = (deployment: Deployment, read: readonly string[]): readonly string[] => {
  const set = Object.keys(settingsIn(deployment));
  return [
    ...read.filter((name) => !set.includes(name) && NOT_SET[name] === undefined).map((name) => `${name} is read and not set`),
    ...read.filter((name) => set.includes(name) && NOT_SET[name] !== undefined).map((name) => `${name} is set, and should not be: ${NOT_SET[name]}`),
    ...set.filter((name) => !read.includes(name) && READ_ELSEWHERE[name] === undefined).map((name) => `${name} is set and not read`),
    ...Object.keys(READ_ELSEWHERE).filter((name) => !set.includes(name)).map((name) => `${name} is listed as read by others, and not set`),
  ];
};

const read = namesRead();

test.each(DEPLOYMENTS)('%s: every setting that the app reads is set, and every setting set is read', (name) => {
  expect(settingsProblems(deploymentOf(name), read)).toEqual([]);
  expect(read).toEqual(expect.arrayContaining(['NEXTTERM_STORAGE', 'WEBSITE_HOSTNAME']));
});

test.each(DEPLOYMENTS)('%s: the app takes the settings that it is given', (name) => {
  const given = Object.fromEntries(Object.entries(settingsIn(deploymentOf(name))).map(([setting, value]) => [setting, valueOf(value)]));
  const checked = checkSettings(given);
  expect(checked).toMatchObject({ ok: true, config: { throttling: 'published', webhookAllowsPrivate: false } });
});

test('further accounts are named to the app as they are deployed, and there are none otherwise', () => {
  const checked = checkSettings(Object.fromEntries(Object.entries(settingsIn(deploymentOf('everything'))).map(([setting, value]) => [setting, valueOf(value)])));
  const accounts = checked.ok ? checked.config.storageShards.map(({ name, account }) => `${name} ${account}`) : [];
  const deployed = deploymentOf('everything').flatMap(({ type, name }) => (type === 'Microsoft.Storage/storageAccounts' ? [name] : []));
  expect(accounts).toEqual([`east https://${deployed[2]}.table.core.windows.net`, `west https://${deployed[3]}.table.core.windows.net`]);
  expect(settingsIn(deploymentOf('prod'))['NEXTTERM_STORAGE_SHARDS']).toBe('');
});

test('a setting left out, one that nobody reads, and a connection string are found', () => {
  const dev = deploymentOf('dev');
  expect(settingsProblems(withSettings(dev, { NEXTTERM_JWKS_URI: undefined, NEXTTERM_JWKS_URL: 'x' }), read)).toEqual(['NEXTTERM_JWKS_URI is read and not set', 'NEXTTERM_JWKS_URL is set and not read']);
  expect(settingsProblems(withSettings(dev, { ServiceBusConnection: 'Endpoint=x' }), read)).toEqual([`ServiceBusConnection is set, and should not be: ${NOT_SET['ServiceBusConnection']}`]);
  expect(settingsProblems(withSettings(dev, { AZURE_CLIENT_ID: undefined }), read)).toEqual(['AZURE_CLIENT_ID is listed as read by others, and not set']);
  expect(settingsProblems(dev, [...read, 'NEXTTERM_NEW'])).toEqual(['NEXTTERM_NEW is read and not set']);
});

test('what a parameter file leaves out has the default that the app has by itself, but for those that infra/README.md names', () => {
  const asked = ['NEXTTERM_OPERATOR_TENANT', 'NEXTTERM_TOKEN_AUDIENCE', 'NEXTTERM_CONSOLE_CLIENT', 'NEXTTERM_STORAGE', 'NEXTTERM_EXPORT_STORAGE'];
  const set = settingsIn(deploymentOf('dev'));
  const differing = Object.entries(sample.Values).filter(([name, value]) => name.startsWith('NEXTTERM_') && !asked.includes(name) && valueOf(set[name] ?? 'not set') !== value);
  const named = differing.map(([name]) => `\`${name}\` (\`${set[name]}\`)`);
  expect(named).toEqual(['`NEXTTERM_THROTTLING` (`published`)', '`NEXTTERM_TELEMETRY` (`azure`)']);
  expect(readFileSync('infra/README.md', 'utf8')).toContain(`which is the app's own but for ${named.join(' and ')}.`);
});

const DURABLE = 'AzureFunctionsJobHost__extensions__durableTask__';

test('the back end of Durable Functions: the account and hub of host.json, or a scheduler and a hub that are deployed', () => {
  const { hubName } = host.extensions.durableTask;
  for (const name of ['dev', 'prod']) {
    expect(settingsIn(deploymentOf(name))).toMatchObject({ [`${DURABLE}hubName`]: hubName, [`${DURABLE}storageProvider__type`]: 'AzureStorage', [`${DURABLE}storageProvider__connectionStringName`]: 'AzureWebJobsStorage', DURABLE_TASK_SCHEDULER_CONNECTION_STRING: '' });
  }
  const everything = deploymentOf('everything');
  const settings = settingsIn(everything);
  expect(settings).toMatchObject({ [`${DURABLE}storageProvider__type`]: 'azureManaged', [`${DURABLE}storageProvider__connectionStringName`]: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING' });
  expect(settings['DURABLE_TASK_SCHEDULER_CONNECTION_STRING']).toMatch(/^\[format\('Endpoint=\{0\};Authentication=ManagedIdentity;ClientID=\{1\}'/);
  expect(everything.find(({ type }) => type === 'Microsoft.DurableTask/schedulers/taskHubs')?.name).toMatch(new RegExp(`/${settings[`${DURABLE}hubName`]}$`));
});
