import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describedOperations } from '../../src/adapters/http/description/areas/allAreas';
import { temporaryFolder } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';

const folder = temporaryFolder();

interface Described {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, object>>;
}

test('nextterm openapi writes the same as JSON and as YAML, with the address that is asked for', async () => {
  const [json, yaml] = [join(folder, 'api', 'openapi.json'), join(folder, 'openapi.yaml')];
  expect(await typed(['openapi', '--out', json, '--server', 'https://nextterm.example/'])).toEqual({ code: 0, stdout: `${json}: ${describedOperations.size} operations\n`, stderr: '' });
  expect((await typed(['openapi', '--out', yaml, '--server', 'https://nextterm.example'])).code).toBe(0);
  const described = JSON.parse(readFileSync(json, 'utf8')) as Described;
  expect({ openapi: described.openapi, servers: described.servers }).toEqual({ openapi: '3.1.0', servers: [{ url: 'https://nextterm.example' }] });
  expect(parse(readFileSync(yaml, 'utf8'), { maxAliasCount: -1 })).toEqual(described);
});

test('--format postman writes a collection: a folder for each area, a request for each operation, the token a variable', async () => {
  const { code } = await typed(['openapi', '--format', 'postman'], { cwd: folder });
  const collection = JSON.parse(readFileSync(join(folder, 'nextterm.postman_collection.json'), 'utf8')) as { readonly info: { readonly schema: string }; readonly item: readonly { readonly name: string; readonly item: readonly object[] }[]; readonly auth: object; readonly variable: readonly { readonly key: string; readonly value: string }[] };
  expect([code, collection.info.schema]).toEqual([0, 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json']);
  expect(collection.item.reduce((sum, { item }) => sum + item.length, 0)).toBe(describedOperations.size);
  expect(JSON.stringify(collection.auth)).toContain('{{bearerToken}}');
  expect(collection.variable).toEqual(expect.arrayContaining([{ key: 'baseUrl', value: 'http://127.0.0.1:7071' }, { key: 'bearerToken', value: '' }]));
});

test.each([
  [['--format', 'raml'], 2, 'There is no format raml: json, yaml, postman.'],
  [['--server', 'nowhere'], 2, '--server must be an address such as https://nextterm.example, not "nowhere".'],
  [['--out', '/dev/null/openapi.json'], 1, '/dev/null/openapi.json cannot be written: '],
])('openapi %j: exit code %i and a sentence', async (flags, code, sentence) => {
  const line = await typed(['openapi', ...flags]);
  expect([line.code, line.stderr.startsWith(sentence)]).toEqual([code, true]);
});
