// npm run demo: a year in the life of two subscriptions, against a running server or one it starts itself.
import { nodeProblem } from './setup/nodeVersion.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Loaded only now: an old Node could not even read it.
  const { demo } = await import('./demo/demo.mjs');
  process.exitCode = await demo(process.argv.slice(2));
}
