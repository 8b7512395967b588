import { join, resolve } from 'node:path';
import { azureNode } from '../../src/cli/test/azureNode';
import { runScript } from '../../src/cli/runTool';

const ROOT = resolve(__dirname, '..', '..');

/** Before scenario tests: what is deployed is made, and the Node that Azure runs is there. `test/support/sandbox.ts` starts servers with both. */
const shippedSetup = async (): Promise<void> => {
  const { code, output } = await runScript(join(ROOT, 'scripts', 'nextterm.mjs'), ['package', '--unchecked'], { cwd: ROOT, quiet: true });
  if (code !== 0) throw new Error(`The package for Azure could not be made:\n${output}`);
  process.env['NEXTTERM_TEST_NODE'] = await azureNode(ROOT);
};

export default shippedSetup;
