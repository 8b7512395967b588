import { transformSync } from 'esbuild';
import { type SourceMapPayload } from 'node:module';
import { readStack } from '../../src/cli/package/readStack';

const SOURCE = `export const outer = (): never => {
  const message: string = 'it broke';
  throw new Error(message);
};
`;

test('a stack trace of what is deployed is told with the places of the sources; what no map knows stays', () => {
  const { code, map } = transformSync(SOURCE, { loader: 'ts', minifyWhitespace: true, sourcemap: 'external', sourcefile: '../../src/app/outer.ts' });
  const column = code.indexOf('new Error') + 1;
  const trace = [
    'Error: it broke',
    `    at outer (file:///home/site/wwwroot/dist/app.mjs:1:${column})`,
    `    at /home/site/wwwroot/dist/app.mjs:1:${column}`,
    '    at other (file:///home/site/wwwroot/dist/chunk-ABCDEFGH.mjs:1:5)',
    '    at node:internal/modules/esm:1:2',
  ].join('\n');
  expect(readStack(trace, (file) => (file === 'app.mjs' ? (JSON.parse(map) as SourceMapPayload) : undefined), 'dist-azure/dist').split('\n')).toEqual([
    'Error: it broke',
    '    at outer (src/app/outer.ts:3:9)',
    '    at src/app/outer.ts:3:9',
    '    at other (file:///home/site/wwwroot/dist/chunk-ABCDEFGH.mjs:1:5)',
    '    at node:internal/modules/esm:1:2',
  ]);
});
