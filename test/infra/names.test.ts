import { readFileSync } from 'node:fs';
import { type Deployment, DEPLOYMENTS, deploymentOf } from './deployment';

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What Azure takes as the last part of a name, by type. Source: "Naming rules and restrictions for Azure resources". */
const LIMITS: Readonly<Record<string, RegExp>> = {
  'Microsoft.Storage/storageAccounts': /^[a-z\d]{3,24}$/,
  'Microsoft.Storage/storageAccounts/blobServices': /^default$/,
  'Microsoft.Storage/storageAccounts/blobServices/containers': /^[a-z\d](?!.*--)[a-z\d-]{1,61}[a-z\d]$/,
  // Azure takes 60; of two apps on one storage account whose first 32 letters are the same, one does not start.
  'Microsoft.Web/sites': /^[a-zA-Z\d][a-zA-Z\d-]{0,30}[a-zA-Z\d]$/,
  'Microsoft.Web/sites/config': /^appsettings$/,
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': /^(ftp|scm)$/,
  'Microsoft.Web/serverfarms': /^[a-zA-Z\d-]{1,60}$/,
  'Microsoft.ServiceBus/namespaces': /^(?!.*(-sb|-mgmt)$)[a-zA-Z][a-zA-Z\d-]{4,48}[a-zA-Z\d]$/,
  'Microsoft.ServiceBus/namespaces/topics': /^[a-zA-Z\d][\w.~/-]{0,258}[a-zA-Z\d]$/,
  'Microsoft.ServiceBus/namespaces/topics/subscriptions': /^[a-zA-Z\d][\w.-]{0,48}[a-zA-Z\d]$/,
  'Microsoft.ManagedIdentity/userAssignedIdentities': /^[a-zA-Z\d][\w-]{2,127}$/,
  'Microsoft.OperationalInsights/workspaces': /^[a-zA-Z\d][a-zA-Z\d-]{2,61}[a-zA-Z\d]$/,
  'Microsoft.Insights/components': /^[^%&\\?/]{1,259}[^%&\\?/ .]$/,
  'Microsoft.Insights/diagnosticSettings': /^[\w-]{1,260}$/,
  'Microsoft.Insights/actionGroups': /^[^<>%&:\\?/+|]{1,260}$/,
  'Microsoft.Insights/metricAlerts': /^[^*#&+:<>?@%{}\\/]{1,260}$/,
  'Microsoft.Insights/scheduledQueryRules': /^[^*<>%{}&:\\?/#|]{1,260}$/,
  'Microsoft.Insights/webtests': /^[^<>%&\\?/]{1,260}$/,
  'Microsoft.Insights/workbooks': GUID,
  'Microsoft.Authorization/roleAssignments': GUID,
  'Microsoft.DurableTask/schedulers': /^[a-zA-Z\d-]{3,64}$/,
  'Microsoft.DurableTask/schedulers/taskHubs': /^[a-zA-Z\d-]{3,64}$/,
  'Microsoft.DurableTask/schedulers/retentionPolicies': /^default$/,
  'Microsoft.Network/virtualNetworks': /^[a-zA-Z\d][\w.-]{0,62}\w$/,
  'Microsoft.Network/privateEndpoints': /^[a-zA-Z\d][\w.-]{0,62}\w$/,
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': /^default$/,
  'Microsoft.Network/privateDnsZones': /^\[format\('privatelink\.(blob|queue|table)\.\{0\}', environment\(\)\.suffixes\.storage\)\]$|^privatelink\.servicebus\.windows\.net$/,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': /^[a-zA-Z\d][\w.-]{0,78}\w$/,
};

const SUFFIX = '[a-z\\d]{13}';

/** The deployment under another `name`: names are nothing but it and the suffix of the resource group. */
const named = (deployment: Deployment, name: string): Deployment => JSON.parse(JSON.stringify(deployment).replaceAll(new RegExp(`nextterm(?=-${SUFFIX}|[a-z]${SUFFIX})`, 'g'), name)) as Deployment;

const nameProblems = (deployment: Deployment): readonly string[] =>
  deployment.flatMap(({ type, name }) => {
    const last = name.startsWith('[') ? (/, '([^']+)'\)\]$/.exec(name)?.[1] ?? name) : (name.split('/').at(-1) ?? '');
    const limit = LIMITS[type];
    if (limit === undefined) return [`${type}: no limit is known`];
    return limit.test(last) ? [] : [`${type}: ${last}`];
  });

const main = readFileSync('infra/main.bicep', 'utf8');
const [least, most] = ['min', 'max'].map((bound) => Number(new RegExp(`@${bound}Length\\((\\d+)\\)\\n(@\\w+\\(\\d+\\)\\n)?param name string`).exec(main)?.[1]));

test.each(DEPLOYMENTS)('%s: names are within the limits of Azure, for the shortest and the longest name', (deployment) => {
  expect({ least, most }).toEqual({ least: 3, most: 10 });
  for (const name of ['nextterm', 'a'.repeat(least ?? 0), 'a'.repeat(most ?? 0)]) expect(nameProblems(named(deploymentOf(deployment), name))).toEqual([]);
});

test('names are put together in one place, and nothing is cut off', () => {
  expect(main).not.toMatch(/\btake\(|\bsubstring\((?!letters)/);
  expect(main.match(/\$\{name\}/g)).toHaveLength(4);
  expect(main.match(/uniqueString\(/g)).toHaveLength(1);
});

test('a name that is too long, or of a type without a known limit, is found', () => {
  const dev = deploymentOf('dev');
  expect(nameProblems(named(dev, 'a'.repeat(11)))).toEqual(dev.filter(({ type }) => type === 'Microsoft.Storage/storageAccounts').map(({ type, name }) => `${type}: ${name.replace('nextterm', 'a'.repeat(11))}`));
  expect(nameProblems(named(dev, '1st')).length).toBeGreaterThan(0);
  expect(nameProblems([{ id: '', type: 'Microsoft.Cache/redis', name: 'x', apiVersion: '' }])).toEqual(['Microsoft.Cache/redis: no limit is known']);
});
