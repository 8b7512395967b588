// npm test: installs and builds what is missing, then type check, lint and the three layers of tests; all of them run, whatever fails.
import { nodeProblem } from './setup/nodeVersion.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} else {
  // Loaded only now: an old Node could not even read it.
  const { test } = await import('./test/test.mjs');
  process.exitCode = await test(process.argv.slice(2));
}
