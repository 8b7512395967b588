import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import hostJson from '../../host.json';
import { readHostJson } from '../../src/localhost/hostJson';
import { withoutEffect } from '../../src/localhost/triggers/serviceBus/hostSettings';

const ROOT = join(__dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs/host-json.md'), 'utf8');
const [, here = '', left = ''] = page.split(/^## .*$/m);

/** Path and value of everything that is said: `extensions.http.routePrefix`. */
const leaves = (value: unknown, path: string): [string, string][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`)) : [[path, String(value)]];

const rows = [...here.matchAll(/^\| `([^`]+)` \| (?:`([^`]+)`|empty) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, key = '', value = '', , why = '']) => ({ key, value, why }));

test('every key of host.json has a line of docs/host-json.md with its value and a reason, and no line is of anything else', () => {
  expect(rows.map(({ key, value }) => [key, value])).toEqual(leaves(hostJson, ''));
  expect(rows.filter(({ why }) => why.trim().length < 20)).toEqual([]);
  expect(here.match(/^\| `/gm)).toHaveLength(rows.length);
});

test('what is left to the platform is not in it', () => {
  const names = [...left.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(names.length).toBeGreaterThan(12);
  const set = leaves(hostJson, '').map(([path]) => path);
  // A second name in a cell stands beside the first.
  expect(names.filter((name) => set.some((path) => path === name || path.startsWith(`${name}.`) || path.endsWith(`.${name}`)))).toEqual([]);
});

test('the local runtime takes it, and acts on every key of Service Bus', () => {
  expect(withoutEffect(readHostJson(ROOT).extensions.serviceBus)).toEqual([]);
});

test('an operator finds every request, error and record: only calls of storage and bus are sampled, and no level hides an error', () => {
  const { logLevel, applicationInsights } = hostJson.logging;
  expect(applicationInsights.samplingSettings.excludedTypes.split(';')).toEqual(expect.arrayContaining(['Request', 'Exception', 'Trace']));
  expect(Object.values(logLevel).filter((level) => !['Information', 'Warning'].includes(level))).toEqual([]);
  // What the app writes, and the host's record of each invocation, are of these categories: they keep the default.
  expect(Object.keys(logLevel).filter((category) => /^(Function|Host\.Results|Host\.Aggregator)\b/.test(category))).toEqual([]);
  expect(logLevel.default).toBe('Information');
});
