// Checks the types of src/console against the description of the API as the sources have it: what is not described there, the console cannot call.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './setup/prepare.mjs';
import { runTool } from './setup/runTool.mjs';

const DESCRIBED = path.join(ROOT, 'dist', 'described');
const file = (name) => path.join(DESCRIBED, name);
const module = (...parts) => path.join(ROOT, 'node_modules', ...parts);

const STEPS = [
  [path.join(ROOT, 'scripts', 'nextterm.mjs'), 'openapi', '--out', file('openapi.json')],
  [module('openapi-typescript', 'bin', 'cli.js'), file('openapi.json'), '-o', file('api.d.ts')],
  [module('typescript', 'bin', 'tsc'), '-p', path.join('src', 'console')],
];

await mkdir(DESCRIBED, { recursive: true });
for (const step of STEPS) {
  const { code, output } = await runTool(process.execPath, step, ROOT);
  if (code === 0) continue;
  console.error(output);
  process.exitCode = 1;
  break;
}
