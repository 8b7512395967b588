// npm run bench: installs and builds what is missing, then measures the budgets and prints them as tables.
import { nodeProblem } from './setup/nodeVersion.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Loaded only now: an old Node could not even read it.
  const { bench } = await import('./bench/bench.mjs');
  process.exit(await bench(process.argv.slice(2)));
}
