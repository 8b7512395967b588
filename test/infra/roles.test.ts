import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../src/cli/listFiles';
import { changed, type Deployment, DEPLOYMENTS, deploymentOf, ofType } from './deployment';

type Place = 'host' | 'data' | `shard ${string}` | 'bus' | 'insights' | 'scheduler';
type BackEnd = 'azureStorage' | 'durableTaskScheduler';

/** Built-in roles, by the ids that Azure publishes. */
const ROLES: Readonly<Record<string, string>> = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': 'Storage Queue Data Contributor',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': 'Storage Table Data Contributor',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39': 'Azure Service Bus Data Sender',
  '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0': 'Azure Service Bus Data Receiver',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
  '0ad04412-c4d5-4796-b79c-f76d14c8d402': 'Durable Task Data Contributor',
};

interface Call {
  /** In what is deployed: the app's sources, and the Function App itself. */
  readonly pattern: RegExp;
  /** Roles, each on a place, that it needs. */
  readonly needs: (backEnd: BackEnd, shards: readonly string[]) => readonly `${string} on ${Place}`[];
}

/** What is called with the app's identity, by what it looks like, and which role allows it. */
const CALLS: readonly Call[] = [
  { pattern: /from '@azure\/data-tables'/, needs: (_, shards) => ['Storage Table Data Contributor on data', ...shards.map((shard) => `Storage Table Data Contributor on shard ${shard}` as const)] },
  // The key that signs links is allowed by the same role.
  { pattern: /from '@azure\/storage-blob'/, needs: () => ['Storage Blob Data Contributor on data'] },
  { pattern: /\.createSender\(/, needs: () => ['Azure Service Bus Data Sender on bus'] },
  { pattern: /app\.serviceBus(Topic|Queue)\(|\.createReceiver\(|\.acceptNextSession\(/, needs: () => ['Azure Service Bus Data Receiver on bus'] },
  // The lease of a timer is a blob, and so is the deployed package.
  { pattern: /app\.timer\(/, needs: () => ['Storage Blob Data Owner on host'] },
  { pattern: /"type":"blobContainer"/, needs: () => ['Storage Blob Data Owner on host'] },
  {
    pattern: /from 'durable-functions'/,
    needs: (backEnd) => (backEnd === 'azureStorage' ? ['Storage Queue Data Contributor on host', 'Storage Table Data Contributor on host', 'Storage Blob Data Owner on host'] : ['Durable Task Data Contributor on scheduler']),
  },
  { pattern: /"APPLICATIONINSIGHTS_AUTHENTICATION_STRING":|AzureMonitor/, needs: () => ['Monitoring Metrics Publisher on insights'] },
];

/** Libraries of Azure that sign in, or are Azure's own side of a call, and call nothing by themselves. */
const WITHOUT_CALLS = ['@azure/identity', '@azure/functions', '@azure/msal-browser', '@azure/core-auth'];
const WITH_CALLS = ['@azure/data-tables', '@azure/storage-blob', '@azure/service-bus', '@azure/monitor-opentelemetry', '@azure/monitor-opentelemetry-exporter'];

const placeOf = (id: string): Place | undefined => {
  if (/\/storageAccounts\/\w+h\w{13}\/providers/.test(id)) return 'host';
  if (/\/storageAccounts\/\w+d\w{13}\/providers/.test(id)) return 'data';
  const shard = /\/storageAccounts\/(\w+)\/providers/.exec(id)?.[1];
  if (shard !== undefined) return `shard ${shard}`;
  return ([['Microsoft.ServiceBus/namespaces', 'bus'], ['Microsoft.Insights/components', 'insights'], ['Microsoft.DurableTask/schedulers', 'scheduler']] as const).find(([type]) => id.includes(`/${type}/`))?.[1];
};

const assigned = (deployment: Deployment): readonly string[] =>
  ofType(deployment, 'Microsoft.Authorization/roleAssignments').map(({ id, properties }) => {
    const role = String(properties?.['roleDefinitionId']).split('/').at(-1) ?? '';
    return `${ROLES[role] ?? role} on ${placeOf(id) ?? id}`;
  });

/** @param sources the app's, by file */
const roleProblems = (deployment: Deployment, sources: ReadonlyMap<string, string>): readonly string[] => {
  const backEnd: BackEnd = ofType(deployment, 'Microsoft.DurableTask/schedulers').length > 0 ? 'durableTaskScheduler' : 'azureStorage';
  const deployed = deployment.filter(({ type }) => type.startsWith('Microsoft.Web/')).map((resource) => JSON.stringify(resource));
  // Neither the host's account nor that of the data, by the letter before the suffix.
  const shards = ofType(deployment, 'Microsoft.Storage/storageAccounts').map(({ name }) => name).filter((name) => !/[hd]\w{13}$/.test(name));
  const all = [...sources.values(), ...deployed];
  const needed = new Set(CALLS.filter(({ pattern }) => all.some((text) => pattern.test(text))).flatMap(({ needs }) => needs(backEnd, shards)));
  const given = assigned(deployment);
  const strangers = [...sources].flatMap(([file, text]) => [...text.matchAll(/from '(@azure\/[^'/]+)|import\('(@azure\/[^'/]+)/g)].map((match) => ({ file, library: match[1] ?? match[2] ?? '' }))).filter(({ library }) => !WITHOUT_CALLS.includes(library) && !WITH_CALLS.includes(library));
  return [
    ...[...needed].filter((role) => !given.includes(role)).map((role) => `${role} is needed and not assigned`),
    ...given.filter((role) => !needed.has(role as `${string} on ${Place}`)).map((role) => `${role} is assigned, and nothing calls what it allows`),
    ...given.filter((role, place) => given.indexOf(role) !== place).map((role) => `${role} is assigned twice`),
    ...strangers.map(({ file, library }) => `${file} uses ${library}, and no role is known for it`),
  ];
};

/** Of what is deployed: neither local runtime nor commands. */
const sourcesOfApp = async (): Promise<ReadonlyMap<string, string>> => {
  const folders = ['functions', 'src/adapters', 'src/app', 'src/wiring'];
  const files = (await Promise.all(folders.map((folder) => listFiles('.', folder)))).flat().filter((file) => file.endsWith('.ts'));
  return new Map(files.map((file) => [file, readFileSync(join('.', file), 'utf8')]));
};

let sources: ReadonlyMap<string, string> = new Map();
beforeAll(async () => {
  sources = await sourcesOfApp();
});

test.each(DEPLOYMENTS)('%s: each role has a call that needs it, and each call its role', (name) => {
  expect(roleProblems(deploymentOf(name), sources)).toEqual([]);
  // All calls of the table are made, or it would prove nothing.
  expect(assigned(deploymentOf(name)).length).toBeGreaterThanOrEqual(7);
});

test.each(DEPLOYMENTS)('%s: every role is given to the app and to nobody else', (name) => {
  const deployment = deploymentOf(name);
  expect(ofType(deployment, 'Microsoft.ManagedIdentity/userAssignedIdentities')).toHaveLength(1);
  for (const { properties } of ofType(deployment, 'Microsoft.Authorization/roleAssignments')) {
    expect(properties?.['principalType']).toBe('ServicePrincipal');
    expect(properties?.['principalId']).toMatch(/format\('identity-\{0\}'.*\.outputs\.principalId\.value\]$/);
  }
});

test('a role left out, one too many, one of an unknown kind, and a client without a role are found', () => {
  const dev = deploymentOf('dev');
  const [first] = ofType(dev, 'Microsoft.Authorization/roleAssignments');
  const without = changed(dev, (resource) => (resource.id === first?.id ? undefined : resource));
  expect(roleProblems(without, sources)).toEqual(['Storage Blob Data Owner on host is needed and not assigned']);
  const wider = changed(dev, (resource) => (resource.id === first?.id ? { ...resource, properties: { roleDefinitionId: '/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c' } } : resource));
  expect(roleProblems(wider, sources)).toEqual(['Storage Blob Data Owner on host is needed and not assigned', 'b24988ac-6180-42a0-ab88-20f7382dd24c on host is assigned, and nothing calls what it allows']);
  expect(roleProblems(dev, new Map([...sources, ['functions/x.ts', "import { QueueClient } from '@azure/storage-queue';"]]))).toEqual(['functions/x.ts uses @azure/storage-queue, and no role is known for it']);
  const silent = new Map([...sources].filter(([, text]) => !text.includes('.createSender(')));
  expect(roleProblems(dev, silent)).toEqual(['Azure Service Bus Data Sender on bus is assigned, and nothing calls what it allows']);
});
