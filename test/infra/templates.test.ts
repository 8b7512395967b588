import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import alerts from '../../infra/alerts.json';
import { packagePlaces } from '../../src/cli/package/packagePlaces';
import { METRICS } from '../../src/app/measures/metrics';
import { DEPLOYMENTS, deploymentOf, ofType } from './deployment';

/** Newest stable versions of which the compiler has types; of diagnostic settings the one that the reference describes. */
const VERSIONS: Readonly<Record<string, string>> = {
  'Microsoft.Authorization/roleAssignments': '2022-04-01',
  'Microsoft.DurableTask': '2026-02-01',
  'Microsoft.Insights/actionGroups': '2023-01-01',
  'Microsoft.Insights/components': '2020-02-02',
  'Microsoft.Insights/diagnosticSettings': '2021-05-01-preview',
  'Microsoft.Insights/metricAlerts': '2026-01-01',
  'Microsoft.Insights/scheduledQueryRules': '2026-03-01',
  'Microsoft.Insights/webtests': '2022-06-15',
  'Microsoft.Insights/workbooks': '2023-06-01',
  'Microsoft.ManagedIdentity/userAssignedIdentities': '2024-11-30',
  'Microsoft.Network/privateDnsZones': '2024-06-01',
  'Microsoft.Network/privateEndpoints': '2026-03-01',
  'Microsoft.Network/virtualNetworks': '2026-03-01',
  'Microsoft.OperationalInsights/workspaces': '2026-03-01',
  'Microsoft.Resources/resourceGroups': '2025-04-01',
  'Microsoft.ServiceBus': '2026-01-01',
  'Microsoft.Storage': '2026-06-01',
  'Microsoft.Web': '2025-03-01',
};

const knownVersion = (type: string): string | undefined => Object.entries(VERSIONS).find(([known]) => type === known || type.startsWith(`${known}/`))?.[1];

const versionProblems = (resources: readonly { readonly type: string; readonly apiVersion: string }[]): readonly string[] => resources.filter(({ type, apiVersion }) => knownVersion(type) !== apiVersion).map(({ type, apiVersion }) => `${type} ${apiVersion}`);

const read = (file: string): string => readFileSync(`infra/${file}`, 'utf8');
const modules = readdirSync('infra/modules').map((file) => `modules/${file}`);
const templates = new Map([...modules, 'main.bicep', 'azd.bicep'].map((file) => [file, read(file)]));

test('every API version is one that exists, in templates and in what they deploy', () => {
  const named = [...templates.values()].flatMap((text) => [...text.matchAll(/'(Microsoft\.[\w./]+)@([\w-]+)'/g)].map(([, type = '', apiVersion = '']) => ({ type, apiVersion })));
  expect(versionProblems([...named, ...DEPLOYMENTS.flatMap(deploymentOf)])).toEqual([]);
  expect(versionProblems([{ type: 'Microsoft.Web/sites/config', apiVersion: '2024-04-01' }, { type: 'Microsoft.Sql/servers', apiVersion: '2026-01-01' }])).toEqual(['Microsoft.Web/sites/config 2024-04-01', 'Microsoft.Sql/servers 2026-01-01']);
});

/** The compiler says nothing of an output that nobody takes. @param users what may take one of main.bicep and of azd.bicep */
const outputProblems = (texts: ReadonlyMap<string, string>, users: string): readonly string[] =>
  [...texts].flatMap(([file, text]) => {
    const outputs = [...text.matchAll(/^output (\w+) /gm)].map(([, output = '']) => output);
    const takers = file.startsWith('modules/') ? (texts.get('main.bicep') ?? '') : `${texts.get('azd.bicep') ?? ''}\n${users}`;
    return outputs.filter((output) => !new RegExp(file.startsWith('modules/') ? `outputs\\.${output}\\b` : `outputs\\.${output}\\b|\\b${output}\\b(?! string =)`).test(takers)).map((output) => `${file}: nobody takes the output ${output}`);
  });

const users = `${read('README.md')}\n${readFileSync('azure.yaml', 'utf8')}`;

test('every module is used, and every output is taken', () => {
  expect(modules.filter((file) => !templates.get('main.bicep')?.includes(`'${file}'`))).toEqual([]);
  expect(outputProblems(templates, users)).toEqual([]);
  expect(outputProblems(new Map([...templates, ['modules/plan.bicep', 'output unused string = plan.id\n']]), users)).toEqual(['modules/plan.bicep: nobody takes the output unused']);
  expect(outputProblems(new Map([...templates, ['azd.bicep', 'output UNUSED string = x\n']]), users)).toContain('azd.bicep: nobody takes the output UNUSED');
});

test('what the parameter files take from the environment is in the README', () => {
  const taken = ['dev.bicepparam', 'prod.bicepparam', 'azd.bicepparam'].flatMap((file) => [...read(file).matchAll(/readEnvironmentVariable\('(\w+)'/g)].map(([, name = '']) => name));
  expect([...new Set(taken)].filter((name) => !read('README.md').includes(name))).toEqual([]);
  expect(taken).toContain('NEXTTERM_OPERATOR_TENANT');
});

test('azd deploys the template, the package and the service that there are, and tries it', () => {
  const azure = parse(readFileSync('azure.yaml', 'utf8')) as { readonly infra: { readonly path: string; readonly module: string }; readonly services: Readonly<Record<string, { readonly dist: string }>>; readonly hooks: Readonly<Record<string, { readonly run: string }>> };
  expect(readdirSync(azure.infra.path)).toEqual(expect.arrayContaining([`${azure.infra.module}.bicep`, `${azure.infra.module}.bicepparam`]));
  expect(Object.entries(azure.services).map(([name, { dist }]) => [name, dist])).toEqual([['app', packagePlaces('').folder]]);
  expect(templates.get('main.bicep')).toContain("'azd-service-name': 'app'");
  expect(templates.get('azd.bicep')).toContain("'azd-env-name': environmentName");
  expect(azure.hooks['postdeploy']?.run).toMatch(/^npx nextterm smoke --url "\$NEXTTERM_URL"/);
});

test('every file of the folder is in its README', () => {
  const files = readdirSync('infra', { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== 'README.md').map(({ name }) => name);
  expect([...files, ...modules].filter((file) => !users.includes(`\`${file}\``))).toEqual([]);
});

const METRIC = /'(nextterm\.[\w.]+)'/g;
const metricsIn = (text: string): readonly string[] => [...text.matchAll(METRIC)].map(([, name = '']) => name);

/** A gauge is read as its mean (one value at a time is sent), a counter as its sum. */
const queryProblems = (query: string): readonly string[] =>
  metricsIn(query).flatMap((name) => {
    const metric = (METRICS as Readonly<Record<string, { readonly kind: string; readonly by: readonly string[] }>>)[name];
    if (metric === undefined) return [`${name} is no metric of the app`];
    const facts = [...query.matchAll(/Properties\.(\w+)/g)].map(([, fact = '']) => fact).filter((fact) => !metric.by.includes(fact));
    const sums = /value = Sum(?! \/)|sum\(Sum\)(?! \/ sum\(ItemCount\))/.test(query);
    return [...facts.map((fact) => `${name} is not told apart by ${fact}`), ...(sums && metric.kind === 'gauge' ? [`${name} is a gauge and is summed up`] : []), ...(!sums && metric.kind === 'counter' ? [`${name} is a counter and is not summed up`] : [])];
  });

test('alerts and workbook name metrics of the app, each as its kind is read', () => {
  const charts = (JSON.parse(read('workbook.json')) as { readonly items: readonly { readonly content: { readonly query?: string } }[] }).items.flatMap(({ content }) => content.query ?? []);
  expect([...alerts.map(({ query }) => query), ...charts].flatMap(queryProblems)).toEqual([]);
  // The operator's day leaves out nothing that waits.
  expect(charts.flatMap(metricsIn)).toEqual(expect.arrayContaining(Object.entries(METRICS).flatMap(([name, { kind }]) => (kind === 'gauge' ? [name] : []))));
  expect(["AppMetrics | where Name == 'nextterm.park'", "AppMetrics | where Name == 'nextterm.parked' | project value = Sum", "AppMetrics | where Name == 'nextterm.refusals' | extend x = Properties.part | summarize value = sum(Sum)"].flatMap(queryProblems)).toEqual([
    'nextterm.park is no metric of the app',
    'nextterm.parked is a gauge and is summed up',
    'nextterm.refusals is not told apart by part',
  ]);
});

test('every alert is deployed, tells somebody, and leads to its section of the runbook', () => {
  const runbook = readFileSync('docs/operations/alerts.md', 'utf8');
  const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, name = '']) => name);
  for (const name of DEPLOYMENTS) {
    const rules = [...ofType(deploymentOf(name), 'Microsoft.Insights/scheduledQueryRules'), ...ofType(deploymentOf(name), 'Microsoft.Insights/metricAlerts')];
    expect(rules.map(({ properties }) => /docs\/operations\/alerts\.md#([\w-]+)$/.exec(String(properties?.['description']))?.[1]).toSorted()).toEqual(sections.toSorted());
    expect(rules.filter(({ properties }) => properties?.['enabled'] !== true || properties['actions'] === undefined)).toEqual([]);
    expect(rules.length).toBe(alerts.length + 3);
  }
});

test('health is asked where the app answers it', () => {
  const [test] = ofType(deploymentOf('prod'), 'Microsoft.Insights/webtests');
  expect(JSON.stringify(test?.properties)).toContain('/nextterm/v1/health');
  expect(readFileSync('functions/http/health.ts', 'utf8')).toContain("path: '/nextterm/v1/health'");
});
