// npm start: installs what is missing, builds what is stale, then runs NextTerm in this process.
import { nodeProblem } from './setup/nodeVersion.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Loaded only now: an old Node could not even read it.
  const { start } = await import('./start/start.mjs');
  process.exitCode = await start(process.argv.slice(2));
}
