// npm start: installs what is missing, builds what is stale, then runs NextTerm in this process.
import { nodeProblem } from './setup/nodeVersion.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Loaded only now: an old Node could not even read it.
  const { start } = await import('./start/start.mjs');
  // Not left to the event loop: idle connections of the storage clients would hold it open for minutes.
  process.exit(await start(process.argv.slice(2)));
}
